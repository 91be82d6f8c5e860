"""CSV records one by one, for tables that the engine's fast reader refuses and for the lines of rejected rows.

A quote that is never closed would swallow the rest of a table. Here it costs its own line only: a record that does
not come out with the heading's number of cells gives up its first line and reading goes on with the next.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

LONGEST_RECORD = 200
"""Lines in one record, quoted line breaks included; the longest real one has 12."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its number (1 is the first after the heading), its first line in the file, its cells.

    `problem` says why the cells do not fit the heading; None where they do.
    """

    number: int
    line: int
    cells: list[str]
    problem: str | None = None


def read(path: Path, delimiter: str) -> Iterator[Record]:
    """Every record after the heading; blank lines are passed over."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = enumerate(file, start=1)
        heading = next(_grouped(lines, delimiter, width=None))
        width = len(heading.cells)
        for number, record in enumerate(_grouped(lines, delimiter, width), start=1):
            yield Record(number, record.line, record.cells, record.problem)


def _grouped(lines: Iterator[tuple[int, str]], delimiter: str, width: int | None) -> Iterator[Record]:
    """Lines joined while a quote is open, taken apart again where that gave the wrong number of cells."""
    waiting: Iterator[tuple[int, str]] = lines
    while (first := next(waiting, None)) is not None:
        if not first[1].strip():
            continue
        taken = [first]
        while _open_quote(taken) and len(taken) < LONGEST_RECORD and (following := next(waiting, None)):
            taken.append(following)
        cells = _cells("".join(text for _, text in taken), delimiter, width)
        problem = _problem(cells, width, _open_quote(taken))
        if problem is not None and len(taken) > 1:
            waiting = chain(taken[1:], waiting)
            cells = _cells(first[1], delimiter, width)
        yield Record(0, first[0], cells, problem)


def _open_quote(taken: list[tuple[int, str]]) -> bool:
    return sum(text.count('"') for _, text in taken) % 2 == 1


def _cells(text: str, delimiter: str, width: int | None) -> list[str]:
    cells = next(csv.reader([text], delimiter=delimiter), [])
    if width is not None and len(cells) > width and not any(cells[width:]):
        return cells[:width]
    return cells


def _problem(cells: list[str], width: int | None, open_quote: bool) -> str | None:
    if open_quote:
        return "a quotation mark is opened and never closed"
    if width is not None and len(cells) != width:
        return f"{len(cells)} cells where the heading has {width}"
    return None
