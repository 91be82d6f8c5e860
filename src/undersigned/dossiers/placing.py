"""The place of a site: what may be there, a folder beside it to write in, and the exchange of the two."""

import errno
import fcntl
import glob
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from undersigned.errors import CaseError, InputError, RoomError

MARK = "undersigned-site.txt"
"""A folder with this file was written by `publish` and may be replaced by it."""
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def ready(output: Path) -> None:
    """See that a site may stand there, and clear away what runs left behind that were killed.

    Raises:
        InputError: something else is there, or the folder around it is missing.
    """
    if output.exists() and not output.is_dir():
        raise InputError(f"{output} is a file. Name a folder for the site with -o.")
    if output.is_dir() and any(output.iterdir()) and not (output / MARK).is_file():
        raise InputError(f"{output} holds something that `publish` did not write. Name another folder with -o.")
    place = output.resolve()
    if not place.parent.is_dir():
        raise InputError(f"There is no folder {output.parent}. Make it, or name another one with -o.")
    for left_over in place.parent.glob(f"{glob.escape(_prefix(place))}*"):
        _clear(left_over, place)


@contextmanager
def beside(output: Path) -> Iterator[Path]:
    """A folder beside the site, to be put in its place with `swap`; otherwise it vanishes.

    Raises:
        UndersignedError: whatever stopped the writing, as a sentence; the site before is as it was.
    """
    place = output.resolve()
    try:
        scratch = Path(tempfile.mkdtemp(prefix=_prefix(place), dir=place.parent))
    except OSError as error:
        raise InputError(f"{place.parent} cannot be written: {error.strerror}.") from error
    try:
        with _held(scratch):
            folder = scratch / "site"
            folder.mkdir()
            yield folder
    except BrokenProcessPool as error:
        raise RoomError(
            "One of the processes was ended, most likely for want of memory. The site is as it was. "
            "Set UNDERSIGNED_THREADS=1 and publish again."
        ) from error
    except duckdb.Error as error:
        raise CaseError(f"The trace is damaged ({str(error).splitlines()[0]}). Trace the case again.") from error
    except OSError as error:
        if error.errno in _FULL:
            raise RoomError("The disk is full. Make room and publish again; the site is as it was.") from error
        raise CaseError(f"The site could not be written ({error}); the one before is as it was.") from error
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def swap(folder: Path, output: Path) -> None:
    """Put the finished site in its place; the one before is gone only when the new one stands."""
    place, old = output.resolve(), _old(folder.parent)
    if place.exists():
        place.rename(old)
    try:
        folder.rename(place)
    finally:
        _restore(old, place)


def _prefix(place: Path) -> str:
    return f"{place.name}.unfinished-"


def _old(scratch: Path) -> Path:
    return scratch / "old"


def _restore(old: Path, place: Path) -> None:
    """Of a site that was taken away and not replaced."""
    if old.exists() and not place.exists():
        old.rename(place)


def _clear(left_over: Path, place: Path) -> None:
    """Take away what no run writes in any more; what cannot be taken away is left to its owner."""
    with suppress(OSError), _held(left_over):
        _restore(_old(left_over), place)
        shutil.rmtree(left_over)


@contextmanager
def _held(scratch: Path) -> Iterator[None]:
    """Shows other runs that one is writing here; the lock dies with the last process of its run."""
    with (scratch / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
