"""Draft the mapping of a table from its heading and first rows; a person looks it over."""

import csv
import json
import re
import tempfile
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from undersigned.errors import InputError
from undersigned.ingest import opening, streaming
from undersigned.ingest.heading import DELIMITERS
from undersigned.sources import table
from undersigned.terms.progress import Silent

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}")
_DECIMAL_COMMA = re.compile(r".*\d,\d{2}$")
SAMPLE = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """Where the mapping was written, and what the person should check in it."""

    path: Path
    advice: str


def draft(path: Path) -> Draft:
    """Write `<name>.toml` beside the table.

    Raises:
        InputError: the table cannot be read, or a mapping lies there already.
    """
    target = path.with_name(f"{path.name.split('.')[0]}.toml")
    if target.exists():
        raise InputError(f"{target} is there already. Rename or remove it to draft a new one.")
    opening.must_be_a_file(path)
    with tempfile.TemporaryDirectory() as scratch:
        part = opening.look_inside(path, opening.examine(path, Silent()), Path(scratch)).parts[0]
        if part.form == "parquet":
            raise InputError(f"{path} is Parquet; save it as CSV to describe it.")
        with streaming.text(part) as file:
            first = file.readline()
            delimiter = max(DELIMITERS, key=first.count)
            rows = list(islice(csv.reader(chain([first], file), delimiter=delimiter), SAMPLE))
    if len(rows) < 2:
        raise InputError(f"{path} has a heading and no row, so there is nothing to describe.")
    header = [name.strip() for name in rows[0]]
    found = table.guess(header)
    target.write_text(_toml(path, header, found, rows[1:]), encoding="utf-8")
    open_questions = [question for question in (*table.NEEDED, "who_buys") if question not in found]
    advice = (
        f"It does not know yet: {', '.join(open_questions)}." if open_questions else "Every question has an answer."
    )
    return Draft(target, advice)


def _toml(path: Path, header: list[str], found: dict[str, str], rows: list[list[str]]) -> str:
    name = re.sub(r"\W+", "_", path.name.split(".")[0]).strip("_")[:40] or "table"
    lines = [
        f"# The columns of {path.name}: {', '.join(header)}",
        "# Each line answers a question with the heading of a column. Check them; a wrong answer makes wrong figures.",
        f"name = {json.dumps(name)}",
        f"title = {json.dumps(path.name)}",
        "",
        "[columns]",
    ]
    for question in table.QUESTIONS:
        if question in found:
            lines.append(f"{question} = {json.dumps(found[question], ensure_ascii=False)}")
        elif question in table.NEEDED:
            lines.append(f'# {question} = ""    # name the column')
    lines += ["", "[constants]"]
    if "who_buys" not in found:
        lines.append('who_buys = ""    # the buyer\'s name, if no column has it')
    order = "day-first" if _looks_day_first(rows, header, found.get("when")) else "month-first"
    decimal = "comma" if _looks_decimal_comma(rows, header, found.get("how_much")) else "point"
    lines += [
        "",
        "[reading]",
        f'dates = "{order}"',
        f'decimal = "{decimal}"',
        "fiscal_year_starts = 1    # the month",
        "",
    ]
    return "\n".join(lines)


def _cells(rows: list[list[str]], header: list[str], name: str | None) -> list[str]:
    if name is None:
        return []
    position = header.index(name)
    return [row[position].strip() for row in rows if len(row) > position]


def _looks_day_first(rows: list[list[str]], header: list[str], name: str | None) -> bool:
    matches = [_DAY_FIRST.match(cell) for cell in _cells(rows, header, name)]
    return any(match and int(match[1]) > 12 for match in matches)


def _looks_decimal_comma(rows: list[list[str]], header: list[str], name: str | None) -> bool:
    cells = _cells(rows, header, name)
    return sum(bool(_DECIMAL_COMMA.match(cell)) for cell in cells) * 2 > len(cells) > 0
