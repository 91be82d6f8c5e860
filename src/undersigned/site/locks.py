"""Locks that die with the process that holds them, so that a killed command never blocks the next.

A lock belongs to an open file. A child that was forked without exec keeps it; a child started by `subprocess` does not.
"""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PAUSE = 0.05


class Busy(Exception):  # noqa: N818 - it is a state of affairs; who asked for the lock says what is wrong
    """Somebody else holds the lock; `process` is who said so last, or nothing."""

    def __init__(self, process: str) -> None:
        super().__init__(process)
        self.process = process


@contextmanager
def hold(path: Path, *, shared: bool = False, wait: float = 0.0) -> Iterator[None]:
    """Hold a lock file, alone or together with others who share it, waiting for it some seconds at most.

    Raises:
        Busy: it is still held by others after that time.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _take(descriptor, fcntl.LOCK_SH if shared else fcntl.LOCK_EX, time.monotonic() + wait)
        if not shared:
            with suppress(OSError):  # on a full disk the lock holds all the same; only whose it is cannot be read
                os.ftruncate(descriptor, 0)
                os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _take(descriptor: int, kind: int, until: float) -> None:
    while True:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if time.monotonic() >= until:
                raise Busy(os.pread(descriptor, 20, 0).decode(errors="replace")) from error
            time.sleep(_PAUSE)
        else:
            return


def is_held(path: Path) -> bool:
    """Whether somebody holds this lock now, alone or shared."""
    try:
        with hold(path):
            return False
    except Busy:
        return True
