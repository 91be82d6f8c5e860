"""A table's text as a stream of clean UTF-8, whatever it is packed in; no unpacked copy is ever written to disk."""

import fcntl
import gzip
import io
import os
import select
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from typing import IO, Any, cast

from undersigned.ingest.archives import readable
from undersigned.ingest.opening import Part
from undersigned.ingest.plain_text import Clean, Readable

_WIDTH = 1 << 20
_PATIENCE = 0.1
"""Seconds after which a writer that nobody reads from looks whether it is still wanted."""


@contextmanager
def clean(part: Part) -> Iterator[Clean]:
    """The text of a part in blocks; damage of its archive becomes one sentence where it is met."""
    with readable(part.path):
        stream = _unpacked(part)
    with stream:
        yield Clean(_Unpacked(stream, part.path), part.name)


@contextmanager
def text(part: Part) -> Iterator[IO[str]]:
    """The text of a part, to be read line by line from its start."""
    if part.packing == "none":
        with part.path.open(encoding="utf-8-sig", newline="") as file:
            yield file
        return
    with clean(part) as blocks, as_text(blocks) as file:
        yield file


def as_text(blocks: Iterable[bytes]) -> IO[str]:
    """Blocks of UTF-8 as a file to be read line by line."""
    return io.TextIOWrapper(io.BufferedReader(_Raw(iter(blocks))), encoding="utf-8-sig", newline="")


@contextmanager
def piped(blocks: Iterable[bytes], scratch: Path) -> Iterator[Path]:
    """A path that the engine reads once, while the blocks are poured into it by a thread.

    Raises:
        InputError: whatever the blocks raise; the engine's complaint about the broken stream is then no news.
    """
    path = scratch / "pipe"
    os.mkfifo(path)
    unwanted = Event()
    with ThreadPoolExecutor(1) as beside:
        pouring = beside.submit(_pour, blocks, path, unwanted.is_set)
        try:
            yield path
        finally:
            unwanted.set()
            path.unlink()
            if error := pouring.exception():
                raise error


def _pour(blocks: Iterable[bytes], path: Path, unwanted: Callable[[], bool]) -> None:
    """Write until all is written or nobody reads any more; a reader may open the path late, or never."""
    pipe = _once_read(path, unwanted)
    if pipe is None:
        return
    _widen(pipe)
    try:
        poll = select.poll()
        poll.register(pipe, select.POLLOUT)
        for block in blocks:
            rest = memoryview(block)
            while rest:
                while not poll.poll(_PATIENCE * 1000):
                    if unwanted():
                        return
                rest = rest[os.write(pipe, rest) :]
    except BrokenPipeError:
        return
    finally:
        os.close(pipe)


def _once_read(path: Path, unwanted: Callable[[], bool]) -> int | None:
    """The pipe for writing, as soon as somebody has opened it to read."""
    while not unwanted():
        try:
            return os.open(path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:  # nobody reads yet
            time.sleep(_PATIENCE / 100)
    return None


def _widen(pipe: int) -> None:
    """Fewer turns between writer and reader, where the system allows it."""
    if hasattr(fcntl, "F_SETPIPE_SZ"):
        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _WIDTH)


def _unpacked(part: Part) -> IO[bytes]:
    if part.packing == "gzip":
        return cast(IO[bytes], gzip.open(part.path))
    if part.packing == "zip":
        return _member(part)
    return part.path.open("rb")


def _member(part: Part) -> IO[bytes]:
    """A member of a zip; the archive stays open as long as the member is."""
    with zipfile.ZipFile(part.path) as archive:
        return archive.open(part.member)


class _Unpacked:
    """Bytes as they come out of an archive."""

    def __init__(self, stream: Readable, path: Path) -> None:
        self._stream = stream
        self._path = path

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, checked by the archive's own sums at the end."""
        with readable(self._path):
            return self._stream.read(size)


class _Raw(io.RawIOBase):
    """Blocks as a file."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        """It can be read, and nothing else."""
        return True

    def readinto(self, buffer: Any, /) -> int:
        """The next bytes."""
        target = memoryview(buffer)
        if not self._rest:
            self._rest = memoryview(next(self._blocks, b""))
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
