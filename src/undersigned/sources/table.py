"""Any table, such as a county's list of contracts, described by a small mapping.

The mapping is a TOML file in the six questions of the field:

    name = "example_county"              # a short name for the list: letters, digits, _
    title = "Example County, list of contracts 2024"

    [columns]                            # the question = the heading in the table
    who_is_paid = "Vendor"
    what = "Description"
    how_much = "Amount"
    when = "Start date"
    document = "Contract no."            # optional, as are: who_buys, change, industry

    [constants]
    who_buys = "Example County"          # where no column says it

    [reading]                            # optional
    dates = "day-first"                  # or "month-first"; ISO dates are read either way
    decimal = "point"                    # or "comma"
    fiscal_year_starts = 1               # month
"""

import re
from typing import Any

from undersigned.errors import InputError
from undersigned.sources.base import Source

QUESTIONS = {
    "who_buys": "agency",
    "who_is_paid": "recipient_name",
    "what": "description",
    "how_much": "obligation",
    "when": "action_date",
    "document": "award_id",
    "change": "modification",
    "industry": "industry",
}
"""The mapping's questions and our columns."""

NEEDED = ("who_is_paid", "what", "how_much", "when")
OF_EACH_ROW = ("who_is_paid", "how_much", "when")
READINGS: dict[str, tuple[str | int, ...]] = {
    "dates": ("month-first", "day-first"),
    "decimal": ("point", "comma"),
    "fiscal_year_starts": tuple(range(1, 13)),
}
"""What may stand under [reading]; the first is taken where nothing does."""

GUESSES = {
    "who_buys": r"agency|department|buyer|organi[sz]ation|division",
    "who_is_paid": r"vendor|supplier|contractor|payee|recipient|company|awardee",
    "what": r"description|purpose|subject|title|goods|service|scope|what|item",
    "how_much": r"amount|value|total|price|cost|sum|spend|paid",
    "when": r"date|start|signed|when|effective",
    "document": r"contract|number|\bno\b|\bid\b|reference|document|\bpo\b|agreement",
    "change": r"amendment|change|modification",
}

SOURCE = Source(
    name="table",
    title="a table described by a mapping",
    rows="transactions",
    rank=2,
    columns={ours: (question,) for question, ours in QUESTIONS.items()},
    key=tuple(QUESTIONS[question] for question in NEEDED),
    federal_award_key=False,
)


def described(mapping: dict[str, Any], where: str) -> Source:
    """The source that a mapping describes; `where` names the mapping in errors."""
    columns = _section(mapping, "columns", where)
    constants = _section(mapping, "constants", where)
    reading = _section(mapping, "reading", where)
    _must_answer(columns, constants, where)
    name = str(mapping.get("name", ""))
    if not re.fullmatch(r"[A-Za-z0-9_]{1,40}", name):
        raise InputError(f"{where}: `name` must be a short name of letters, digits and _.")
    for setting, allowed in READINGS.items():
        if reading.get(setting, allowed[0]) not in allowed:
            raise InputError(f"{where}: [reading] {setting} must be one of {', '.join(map(str, allowed))}.")
    for setting in reading:
        if setting not in READINGS:
            raise InputError(f"{where}: [reading] has no {setting!r}; it knows {', '.join(READINGS)}.")
    return Source(
        name=f"table_{name.lower()}",
        title=str(mapping.get("title", name)),
        rows="transactions",
        rank=2,
        columns={QUESTIONS[question]: (str(heading),) for question, heading in columns.items() if heading},
        key=tuple(QUESTIONS[question] for question in NEEDED if columns.get(question)),
        constants={QUESTIONS[question]: str(value) for question, value in constants.items() if value},
        dates=reading.get("dates", "month-first"),
        decimal_comma=reading.get("decimal") == "comma",
        fiscal_year_start=int(reading.get("fiscal_year_starts", 1)),
        federal_award_key=False,
    )


def _must_answer(columns: dict[str, Any], constants: dict[str, Any], where: str) -> None:
    answered = {**constants, **columns}
    for question in (*NEEDED, "who_buys"):
        if not answered.get(question):
            fixed = "" if question in OF_EACH_ROW else ", or a fixed value under [constants]"
            raise InputError(f"{where}: nothing says {question!r}. Name the column under [columns]{fixed}.")
    for question in OF_EACH_ROW:
        if not columns.get(question):
            raise InputError(f"{where}: {question!r} differs from row to row. Name its column under [columns].")
    for question in answered:
        if question not in QUESTIONS:
            raise InputError(f"{where}: {question!r} is not one of {', '.join(QUESTIONS)}.")


def guess(header: list[str]) -> dict[str, str]:
    """The headings that probably answer each question; every heading answers one question at most."""
    free = list(header)
    found: dict[str, str] = {}
    for question, pattern in GUESSES.items():
        match = next((name for name in free if re.search(pattern, name, re.IGNORECASE)), None)
        if match is not None:
            found[question] = match
            free.remove(match)
    return found


def _section(mapping: dict[str, Any], name: str, where: str) -> dict[str, Any]:
    section = mapping.get(name, {})
    if not isinstance(section, dict):
        raise InputError(f"{where}: [{name}] must be a section with one line a question.")
    return section
