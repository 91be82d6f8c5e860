"""What a zip promises to hold, read from its list of contents before any of it is unpacked."""

import errno
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from undersigned.errors import InputError

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
MOST_UNPACKED = 250
"""Times its packed size: contract records come to 10 or 20 times, and a table of one row again and again to 200."""
_SMALL = 1 << 28
"""Bytes; what unpacks to less does no harm, however small it was packed."""
_LOCKED = 0x1


class DamagedError(InputError):
    """The archive itself is broken: none of its tables is passed over for that."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The names in a zip: its tables of text, and the others."""

    tables: tuple[str, ...]
    others: tuple[str, ...]
    is_workbook: bool


def look(path: Path) -> Contents:
    """What a zip holds.

    Raises:
        InputError: it is damaged, holds no table, is locked, or would unpack to more than a table can be.
    """
    with readable(path), zipfile.ZipFile(path) as archive:
        entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = tuple(dict.fromkeys(entry.filename for entry in entries))
    if "xl/workbook.xml" in names:
        return Contents((), names, is_workbook=True)
    tables = [name for name in names if name.lower().endswith(TEXT_SUFFIXES) and not name.startswith("__MACOSX")]
    if not tables:
        listed = ", ".join(names[:5]) or "nothing"
        raise InputError(f"{path} holds no CSV file (it holds {listed}). Name the zip that has the contracts.")
    for entry in entries:
        if entry.filename in tables:
            _must_be_harmless(path, entry)
    if sum(entry.compress_size for entry in entries) > path.stat().st_size:
        raise InputError(f"{path} is damaged: its parts lie over one another. Download it again.")
    return Contents(tuple(tables), tuple(name for name in names if name not in tables), is_workbook=False)


def _must_be_harmless(path: Path, entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & _LOCKED:
        raise InputError(f"{path}: {entry.filename} is locked with a password. Unpack it and add the CSV file.")
    if entry.file_size > max(_SMALL, MOST_UNPACKED * entry.compress_size):
        raise InputError(
            f"{path}: {entry.filename} would unpack to {entry.file_size / 1e9:,.1f} GB, "
            f"{entry.file_size // max(entry.compress_size, 1):,} times its packed size, as no table of contracts does. "
            "If you trust it, unpack it and add the CSV file."
        )


def unpacked_size(path: Path, member: str) -> int:
    """How many bytes a table in a zip has, as its list of contents says."""
    with readable(path), zipfile.ZipFile(path) as archive:
        return archive.getinfo(member).file_size


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """A damaged archive becomes one sentence."""
    try:
        yield
    except EOFError as error:
        raise DamagedError(f"{path} is cut off: the compressed data ends too early. Download it again.") from error
    except (OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise  # the machine's trouble, such as a full disk; that of bad data has no number or a place before 0
        raise DamagedError(f"{path} is damaged: it cannot be decompressed ({error}). Download it again.") from error
