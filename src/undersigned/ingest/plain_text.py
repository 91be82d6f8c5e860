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


def check(stream: Readable, name: str, progress: Progress, total: int = 0) -> bool:
    """Read the whole stream once; True when some of it is not plain UTF-8 and has to be mended.

    Raises:
        InputError: the text holds NUL bytes, so it is no text.
    """
    decoder = codecs.getincrementaldecoder("utf-8")()
    lines = done = 0
    mend = False
    while chunk := stream.read(_CHUNK):
        if done == 0 and chunk.startswith(_UTF16):
            return True
        _refuse_nul(chunk, name, lines)
        if not mend and not (chunk.isascii() and not decoder.getstate()[0]):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                mend = True
        lines += chunk.count(b"\n")
        done += len(chunk)
        progress.advance(done, max(total, done))
    return mend or bool(decoder.getstate()[0])


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
        line = lines_before + block.count(b"\n", 0, at) + 1
        raise InputError(
            f"{name}, line {line}: there is a NUL byte, so this is not a text table. Save it as CSV (UTF-8)."
        )
