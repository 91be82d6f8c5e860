"""CSV in UTF-8, as every program reads it; empty is unknown."""

from __future__ import annotations

import csv as standard
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from undersigned.exports.base import About, Cell, Row, Sheet, Sink, open_text
from undersigned.exports.tables import FREE_TEXT

HEARS: frozenset[str] = frozenset()
ENDINGS = (".csv",)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@contextmanager
def begin(target: Path, about: About) -> Iterator[Sink]:  # noqa: ARG001  # a table says nothing of the case
    """Open the file."""
    with open_text(target) as file:
        yield _Csv(file)


class _Csv(Sink):
    """Free text that a spreadsheet would run as a formula is quoted with an apostrophe."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._free: list[int] = []

    def table(self, sheet: Sheet) -> None:
        self._write([sheet.columns])
        self._free = [place for place, column in enumerate(sheet.columns) if column in FREE_TEXT]

    def rows(self, batch: Sequence[Row]) -> None:
        self._write([guarded(row, self._free) for row in batch] if self._free else batch)

    def _write(self, lines: Sequence[Sequence[Cell]]) -> None:
        """Through memory: a packed file takes one long text far faster than ten thousand short ones."""
        buffer = io.StringIO(newline="")
        standard.writer(buffer).writerows(lines)
        self._file.write(buffer.getvalue())


def guarded(row: Row, free: Sequence[int]) -> Sequence[Cell]:
    """The row with an apostrophe before what a spreadsheet would run; `free` are the places of free text."""
    unsafe = [place for place in free if _runs(row[place])]
    return [f"'{cell}" if place in unsafe else cell for place, cell in enumerate(row)] if unsafe else row


def _runs(cell: Cell) -> bool:
    return isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA)
