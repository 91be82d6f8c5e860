"""Filled-in tables back to answers; whatever cannot be taken is named by file, sheet and row, and then nothing is."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import python_calamine

from undersigned.companies.settling import person
from undersigned.errors import InputError
from undersigned.ingest.sprawl import must_not_sprawl
from undersigned.reviewing.answering import Given
from undersigned.reviewing.questions import Asked, LinkAsked, MakerAsked
from undersigned.reviewing.sheets import FILLED_IN, RUNS_AS_FORMULA
from undersigned.terms.judgement import Answer, Decided

MOST_NAMED = 10
"""Rows that are named when a table cannot be taken; more of them help nobody."""
_LONGEST_NAMED = 40
"""Letters of an unknown answer that an error repeats."""
_LINK_KEYS = ("names", "other names")
_MAKER_KEYS = ("award", "maker", "product", "relation", "category", "through a reseller")
_SHORT: Mapping[str, Answer] = {
    "y": "yes",
    "n": "no",
    "u": "unsure",
    "yes": "yes",
    "no": "no",
    "unsure": "unsure",
}
_NO_ANSWERS = "holds no answers to questions of `undersigned review`"


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of a table: where it stands and its cells by column."""

    where: str
    cells: Mapping[str, str]


class _RefusedError(Exception):
    """Why one row cannot be taken."""


def read(files: Sequence[Path], who: str, when: str) -> list[Given]:
    """All answers of several files; `who` stands for those whose own column is empty.

    Raises:
        InputError: a file cannot be read, or a row has an unknown answer, no who, no why, or a changed id.
    """
    given: list[Given] = []
    refused: list[str] = []
    for row in (row for file in files for row in _rows(file)):
        try:
            given += _given(row, who, when)
        except _RefusedError as why:
            refused.append(f"{row.where}: {why}")
    refused += _contradicting(given)
    if refused:
        more = f"; and {len(refused) - MOST_NAMED} more" if len(refused) > MOST_NAMED else ""
        raise InputError(f"Nothing was taken. {'; '.join(refused[:MOST_NAMED])}{more}.")
    return list({(one.asked.identifier, person(one.decided.who)): one for one in given}.values())


def _rows(file: Path) -> Iterator[_Row]:
    """The rows of every table that has the columns to be filled in, wherever they stand."""
    tables = list(_tables(file))
    asking = [(name, rows) for name, rows in tables if rows and {"answer", "id"} <= set(_heading(rows))]
    if not asking:
        raise InputError(f"{file} {_NO_ANSWERS}. Take the file that `undersigned review --export` wrote.")
    for name, rows in asking:
        where = f"{file.name}, sheet {name}" if name else file.name
        heading = _heading(rows)
        keys = _LINK_KEYS if "other names" in heading else _MAKER_KEYS
        if missing := [column for column in (*FILLED_IN, *keys) if column not in heading]:
            raise InputError(f"{where}: the column {missing[0]!r} is missing. Nothing was taken.")
        for number, cells in enumerate(rows[1:], start=2):
            yield _Row(f"{where}, row {number}", dict(zip_longest(heading, cells[: len(heading)], fillvalue="")))


def _heading(rows: Sequence[Sequence[str]]) -> list[str]:
    return [cell.strip().casefold() for cell in rows[0]]


def _tables(file: Path) -> Iterator[tuple[str, list[list[str]]]]:
    if file.suffix.lower() == ".csv":
        yield "", _csv(file)
        return
    must_not_sprawl(file)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(file))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            yield name, [[_text(cell) for cell in row] for row in rows]
    except (python_calamine.CalamineError, OSError) as error:
        raise InputError(f"{file} cannot be read as a workbook ({error}). Nothing was taken.") from error


def _csv(file: Path) -> list[list[str]]:
    """With commas or, as some spreadsheets save it, semicolons; rows are counted as a spreadsheet shows them."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
        separator = max(",;\t", key=text.partition("\n")[0].count)
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{file} cannot be read as CSV in UTF-8 ({error}). Nothing was taken.") from error
    return [[_unguarded(cell) for cell in row] for row in rows]


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(RUNS_AS_FORMULA) else cell


def _text(cell: object) -> str:
    return str(cell).replace("\r\n", "\n") if cell is not None else ""


def _given(row: _Row, who: str, when: str) -> list[Given]:
    """The answer of a row; none where its answer is empty."""
    said = row.cells.get("answer", "").strip().casefold()
    if not said:
        return []
    if said not in _SHORT:
        raise _RefusedError(f"the answer {said[:_LONGEST_NAMED]!r} is not yes, no or unsure")
    name = row.cells.get("who", "").strip() or who
    if not name:
        raise _RefusedError("nobody stands in the column who")
    why = " ".join(row.cells.get("why", "").split())
    if not why:
        raise _RefusedError("no reason stands in the column why")
    asked = _asked(row.cells)
    if asked.identifier != row.cells["id"].strip():
        raise _RefusedError("the id and what stands beside it no longer belong together")
    return [Given(asked, _SHORT[said], Decided(name, when, why))]


def _asked(cells: Mapping[str, str]) -> Asked:
    if "other names" in cells:
        return LinkAsked(*(tuple(filter(None, cells[key].split("\n"))) for key in _LINK_KEYS))
    award, maker, product, relation, category, reseller = (cells[key] for key in _MAKER_KEYS)
    return MakerAsked(award, maker, product, relation, category, reseller=reseller.strip().casefold() == "yes")


def _contradicting(given: Sequence[Given]) -> list[str]:
    """One person's different answers to one question: which holds is not ours to choose."""
    answers: dict[tuple[str, str], set[str]] = {}
    for one in given:
        answers.setdefault((one.asked.identifier, person(one.decided.who)), set()).add(one.answer)
    return [
        f"{who} gave {' and '.join(sorted(several))} to {identifier}"
        for (identifier, who), several in answers.items()
        if len(several) > 1
    ]
