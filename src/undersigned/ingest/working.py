"""Where a file is worked on: outside the case, so that raw text never lies in it; and whether there is room for it."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from undersigned.errors import RoomError

_PREFIX = "undersigned-adding-"
_LOCK = ".lock"
_PACKED = (b"PK", b"\x1f\x8b", b"PAR1")
_NEEDED = {True: (2.5, 0.6), False: (1.2, 0.3)}
"""Bytes in the temporary folder and in the case for each byte of a file, packed or not, with some to spare.

Measured: 1.7 and 0.3 for a zip of 297 columns, 1.1 and 0.1 for plain rows of ten columns.
"""


def must_have_room(paths: Sequence[Path], case: Path) -> None:
    """Look at the free space before anything is written.

    Raises:
        RoomError: adding these files would fill the disk.
    """
    needed = [_needed(path) for path in paths]
    here, there = _temporary(), _existing(case)
    staged, kept = max((work for work, _ in needed), default=0.0), sum(lasting for _, lasting in needed)
    needs = {here: staged, there: kept}
    if here.stat().st_dev == there.stat().st_dev:
        needs = {here: staged + kept}
    for folder, need in needs.items():
        free = shutil.disk_usage(folder).free
        if free < need:
            raise RoomError(
                f"There may not be enough room: adding this needs some {need / 1e9:,.1f} GB in {folder}, and "
                f"{free / 1e9:,.1f} GB are free. Make room, or let TMPDIR name a folder with room; nothing was written."
            )


def _needed(path: Path) -> tuple[float, float]:
    with path.open("rb") as file:
        start = file.read(4)
    work, lasting = _NEEDED[start.startswith(_PACKED)]
    size = path.stat().st_size
    return work * size, lasting * size


def _existing(folder: Path) -> Path:
    return next(each for each in (folder.absolute(), *folder.absolute().parents) if each.is_dir())


@contextmanager
def outside() -> Iterator[Path]:
    """A temporary folder that is not in the case; the system's, which TMPDIR can name.

    It is locked while its run lives, so that the next run knows what a killed one left behind, and takes it away.
    """
    here = _temporary()
    _sweep(here)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=here) as path:
        beside = Path(path) / f"{_LOCK}.new"
        with beside.open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            beside.rename(Path(path) / _LOCK)
            yield Path(path)


def _temporary() -> Path:
    try:
        return Path(tempfile.gettempdir())
    except FileNotFoundError as error:  # no temporary folder can be written
        raise RoomError("The disk is full. Make room and run the command again; the case is as it was.") from error


def _sweep(folder: Path) -> None:
    for left_over in folder.glob(f"{_PREFIX}*"):
        with suppress(OSError), (left_over / _LOCK).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left_over, ignore_errors=True)
