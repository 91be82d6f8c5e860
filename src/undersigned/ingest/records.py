"""CSV records one by one, for tables that the engine's fast reader refuses and for the lines of rejected rows.

A quote that is never closed would swallow the rest of a table. Here it costs its own line only: a record that does
not come out with the heading's number of cells gives up its first line and reading goes on with the next.
"""

import csv
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

LONGEST_RECORD = 200
"""Lines in one record, quoted line breaks included; the longest real one has 12."""
NEVER_CLOSED = "a quotation mark is opened and never closed"
STRAY_QUOTE = "a quotation mark stands in the middle of a quoted cell"

Line = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its number (1 is the first after the heading), its first line in the file, its cells.

    `problem` says why the cells do not fit the heading; None where they do.
    """

    number: int
    line: int | None
    cells: list[str]
    problem: str | None = None


def read(file: IO[str], delimiter: str) -> Iterator[Record]:
    """Every record after the heading; blank lines are passed over."""
    lines = _Lines(file)
    heading = next(_grouped(lines, delimiter, width=None))
    width = len(heading.cells)
    for number, record in enumerate(_grouped(lines, delimiter, width), start=1):
        yield Record(number, record.line, record.cells, record.problem)


class _Lines:
    """Numbered lines, which can be given back to be read again."""

    def __init__(self, file: IO[str]) -> None:
        self._file = enumerate(file, start=1)
        self._given_back: deque[Line] = deque()

    def next(self) -> Line | None:
        return self._given_back.popleft() if self._given_back else next(self._file, None)

    def give_back(self, lines: list[Line]) -> None:
        self._given_back.extendleft(reversed(lines))


def _grouped(lines: _Lines, delimiter: str, width: int | None) -> Iterator[Record]:
    """Lines joined while a quote is open, taken apart again where that gave the wrong number of cells."""
    while (first := lines.next()) is not None:
        number, text = first
        if not text.strip() and delimiter not in text:
            continue
        cells, problem, more = _joined(text, lines, delimiter, width)
        if problem is not None:
            lines.give_back(more)
            cells, problem = _alone(text, delimiter, width, problem)
        yield Record(0, number, cells, problem)


def _joined(text: str, lines: _Lines, delimiter: str, width: int | None) -> tuple[list[str], str | None, list[Line]]:
    """The record that begins with this line, by the strict rules of CSV, and the further lines that it took."""
    more: list[Line] = []

    def feed() -> Iterator[str]:
        yield text
        while len(more) < LONGEST_RECORD - 1 and (following := lines.next()) is not None:
            more.append(following)
            yield following[1]

    try:
        cells = next(csv.reader(feed(), delimiter=delimiter, strict=True), [])
    except csv.Error:
        return [], NEVER_CLOSED, more
    cells = _without_empty_end(cells, width)
    return cells, _misfit(cells, width), more


def _alone(text: str, delimiter: str, width: int | None, problem: str) -> tuple[list[str], str]:
    """A line that is no record, taken apart as far as it can be: quotation marks in it are letters like others."""
    reader = csv.reader([text, ""], delimiter=delimiter)
    try:
        cells = _without_empty_end(next(reader), width)
        closed = reader.line_num == 1
        if closed and (misfit := _misfit(cells, width)) == problem:
            return cells, misfit
        cells = next(csv.reader([text.rstrip("\r\n")], delimiter=delimiter, quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        return [text[:1000]], f"the row cannot be taken apart ({error})"
    return cells, STRAY_QUOTE if closed else NEVER_CLOSED


def _without_empty_end(cells: list[str], width: int | None) -> list[str]:
    if width is not None and len(cells) > width and not any(cells[width:]):
        return cells[:width]
    return cells


def _misfit(cells: list[str], width: int | None) -> str | None:
    if width is None or len(cells) == width:
        return None
    return f"{len(cells)} {'cell' if len(cells) == 1 else 'cells'} where the heading has {width}"
