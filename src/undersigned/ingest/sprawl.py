"""A workbook with a cell far away from all others: its reader would make room for every cell in between."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from undersigned.errors import InputError

MOST_CELLS = 100_000_000
"""Rows times columns of one sheet: ninety columns of the most rows that a sheet can have, some three gigabytes."""
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_BLOCK = 1 << 20
_OVERLAP = 20
"""More bytes than one reference has, so that one on the edge of two blocks is seen."""


def must_not_sprawl(path: Path) -> None:
    """See that no sheet reaches too far; what is no workbook at all is left to its reader.

    Raises:
        InputError: a sheet would need more than `MOST_CELLS` cells.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    _look_at(path, archive, name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError):
        return


def _look_at(path: Path, archive: zipfile.ZipFile, name: str) -> None:
    columns = rows = 0
    for block in _blocks(archive, name):
        for letters, number in _REFERENCE.findall(block):
            columns, rows = max(columns, _column(letters)), max(rows, int(number))
        if columns * rows > MOST_CELLS:
            raise InputError(
                f"{path} has a sheet of {rows:,} rows and {columns:,} columns, most of them surely empty. Delete what "
                "lies far away from the table, or save it as CSV."
            )


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as file:
        tail = b""
        while block := file.read(_BLOCK):
            yield tail + block
            tail = block[-_OVERLAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
