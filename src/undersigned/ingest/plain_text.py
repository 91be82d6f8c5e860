"""Bytes to UTF-8: what is clean goes through at full speed, what is not is mended line by line and counted."""

import codecs
from pathlib import Path
from typing import IO, Protocol

from undersigned.errors import InputError
from undersigned.terms.progress import Progress

_CHUNK = 1 << 22
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


def copy(stream: Readable, target: Path, name: str, progress: Progress) -> int:
    """Write the stream as UTF-8 text; the number of lines whose encoding was mended.

    A line that is not UTF-8 is read as Windows-1252, what spreadsheets write. UTF-16 is recognised by its mark, and
    nothing in it needs mending but halves of letters.
    """
    start = stream.read(2)
    if start in _UTF16:
        text = (start + stream.read()).decode("utf-16", errors="replace")
        _refuse_nul(text.encode(), name, 0)
        target.write_text(text, encoding="utf-8", newline="")
        return sum("\ufffd" in line for line in text.splitlines())
    lines = repaired = done = 0
    with target.open("wb") as file:
        pending = start
        while chunk := stream.read(_CHUNK):
            block, newline, pending = (pending + chunk).rpartition(b"\n")
            repaired += _write(block + newline, file, name, lines)
            lines += block.count(b"\n") + len(newline)
            done += len(chunk)
            progress.advance(done, done)
        repaired += _write(pending, file, name, lines)
    return repaired


def _write(block: bytes, file: IO[bytes], name: str, lines: int) -> int:
    _refuse_nul(block, name, lines)
    try:
        block.decode("utf-8")
    except UnicodeDecodeError:
        mended = [_mend(line) for line in block.splitlines(keepends=True)]
        file.write(b"".join(line for line, _ in mended))
        return sum(changed for _, changed in mended)
    file.write(block)
    return 0


def _mend(line: bytes) -> tuple[bytes, bool]:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace").encode("utf-8"), True
    return line, False


def _refuse_nul(block: bytes, name: str, lines_before: int) -> None:
    at = block.find(b"\0")
    if at >= 0:
        raise _nul_error(name, lines_before + block.count(b"\n", 0, at) + 1)


def _nul_error(name: str, line: int) -> InputError:
    return InputError(f"{name}, line {line}: there is a NUL byte, so this is not a text table. Save it as CSV (UTF-8).")
