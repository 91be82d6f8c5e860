"""Bytes to UTF-8: what is clean goes through at full speed, what is not is mended line by line and counted."""

import codecs
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from undersigned.errors import InputError

LONGEST_LINE = 1 << 25
"""Bytes; whatever has longer lines is no table, and would not fit into memory."""
_CHUNK = 1 << 20
_HALF = "\ufffd".encode()
"""What stands for half of a letter."""
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Readable(Protocol):
    """Anything that gives bytes: a file, a member of an archive."""

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, none at the end."""


class Look:
    """A look at the bytes of a file while they pass: is it plain UTF-8, without NUL bytes?"""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._utf16 = self._broken = False
        self._nul = -1
        self._seen = 0

    def take(self, chunk: bytes) -> None:
        """The next bytes; after a NUL byte or what is not UTF-8 there is nothing more to find."""
        if self._seen == 0:
            self._utf16 = chunk.startswith(_UTF16)
        if self._nul < 0 and not self._utf16 and (at := chunk.find(b"\0")) >= 0:
            self._nul = self._seen + at
        self._seen += len(chunk)
        if self._broken or self._utf16 or self._nul >= 0 or (chunk.isascii() and not self._decoder.getstate()[0]):
            return
        try:
            self._decoder.decode(chunk)
        except UnicodeDecodeError:
            self._broken = True

    def must_be_mended(self, path: Path) -> bool:
        """Is some of the text not plain UTF-8? Call it when all of the file has passed.

        Raises:
            InputError: the text holds NUL bytes, so it is no text.
        """
        if self._nul >= 0:
            with path.open("rb") as file:
                before = (file.read(min(_CHUNK, self._nul - at)) for at in range(0, self._nul, _CHUNK))
                lines = sum(block.count(b"\n") for block in before)
            raise _nul_error(path.name, lines + 1)
        return self._utf16 or self._broken or bool(self._decoder.getstate()[0])


class Clean:
    """A stream as blocks of UTF-8 text; `repaired` counts the lines whose encoding had to be mended so far.

    A line that is not UTF-8 is read as Windows-1252, what spreadsheets write. UTF-16 is recognised by its mark, and
    nothing in it needs mending but halves of letters.
    """

    def __init__(self, stream: Readable, name: str) -> None:
        self.repaired = 0
        self._stream = stream
        self._name = name
        self._lines = 0

    def __iter__(self) -> Iterator[bytes]:
        start = self._stream.read(2)
        if start not in _UTF16:
            for block in self._whole_lines(self._as_they_come(start)):
                yield self._mended(self._without_nul(block))
            return
        for block in self._whole_lines(self._decoded(start)):
            if _HALF in block:
                self.repaired += sum(_HALF in line for line in block.splitlines())
            yield self._without_nul(block)

    def _as_they_come(self, start: bytes) -> Iterator[bytes]:
        yield start
        while chunk := self._stream.read(_CHUNK):
            yield chunk

    def _decoded(self, start: bytes) -> Iterator[bytes]:
        decoder = codecs.getincrementaldecoder("utf-16")(errors="replace")
        for chunk in self._as_they_come(start):
            yield decoder.decode(chunk).encode()
        yield decoder.decode(b"", final=True).encode()

    def _whole_lines(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """The same bytes, cut at the ends of lines."""
        pending = b""
        for chunk in blocks:
            block, newline, pending = (pending + chunk).rpartition(b"\n")
            if newline:
                yield block + newline
            if len(pending) > LONGEST_LINE:
                raise InputError(
                    f"{self._name}, line {self._lines + 1}: a line of more than {LONGEST_LINE >> 20} MB, so this is "
                    "not a table. Download it again."
                )
        if pending:
            yield pending

    def _without_nul(self, block: bytes) -> bytes:
        at = block.find(b"\0")
        if at >= 0:
            raise _nul_error(self._name, self._lines + block.count(b"\n", 0, at) + 1)
        self._lines += block.count(b"\n")
        return block

    def _mended(self, block: bytes) -> bytes:
        try:
            if not block.isascii():
                block.decode("utf-8")
        except UnicodeDecodeError:
            mended = [_mend(line) for line in block.splitlines(keepends=True)]
            self.repaired += sum(changed for _, changed in mended)
            return b"".join(line for line, _ in mended)
        return block


def _mend(line: bytes) -> tuple[bytes, bool]:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace").encode("utf-8"), True
    return line, False


def _nul_error(name: str, line: int) -> InputError:
    return InputError(f"{name}, line {line}: there is a NUL byte, so this is not a text table. Save it as CSV (UTF-8).")
