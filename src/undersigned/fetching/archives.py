"""A downloaded zip looked over without unpacking it: whole or cut, its tables, their headings and their rows."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_BLOCK = 1 << 20
_LONGEST_CELL = 1 << 30


class Damaged(Exception):  # noqa: N818
    """The zip is cut off, or its bytes are not those that it says it has."""


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file in a zip: its name, its columns in order, its rows without the heading."""

    name: str
    columns: tuple[str, ...]
    rows: int


def tables(path: Path) -> tuple[Table, ...]:
    """Every CSV file of a zip; all bytes of the zip are read, so that its checksums are proved.

    Raises:
        Damaged: it is no zip, is cut off, or a checksum differs.
    """
    found = []
    with _whole(path) as archive:
        for entry in archive.infolist():
            with archive.open(entry) as file:
                if entry.filename.lower().endswith(".csv"):
                    found.append(_table(entry.filename, file))
                else:
                    while file.read(_BLOCK):
                        pass
    return tuple(found)


def values(path: Path, table: Table, columns: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The cells of some columns of a table, row by row; a column that the table lacks is empty."""
    with _long_cells(), _whole(path) as archive, archive.open(table.name) as file:
        lines = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        for row in csv.DictReader(line.replace("\0", "") for line in lines):
            yield tuple(row.get(name) or "" for name in columns)


@contextmanager
def _long_cells() -> Iterator[None]:
    """Cells of any length meanwhile; the limit is the whole process's, and reading files into a case has its own."""
    before = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield
    finally:
        csv.field_size_limit(before)


@contextmanager
def _whole(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise Damaged(f"{path.name}: {error}") from error


def _table(name: str, file: IO[bytes]) -> Table:
    """Count the line ends outside quotes: a quote within a cell is doubled (RFC 4180), so halves alternate."""
    heading = file.readline()
    lines, within, last = 0, False, b"\n"
    while block := file.read(_BLOCK):
        for number, piece in enumerate(block.split(b'"')):
            within ^= number > 0
            if not within:
                lines += piece.count(b"\n")
        last = block[-1:]
    columns = next(csv.reader([heading.decode("utf-8-sig", errors="replace")]), [])
    return Table(name, tuple(columns), lines + (last != b"\n"))
