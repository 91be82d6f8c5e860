"""The questions as tables that a person fills in: a workbook, or one CSV file for each kind."""

import csv
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from undersigned.companies.recording import Kept
from undersigned.companies.settling import Said
from undersigned.reviewing import answering
from undersigned.reviewing.questions import LinkQuestion, MakerQuestion, Profile
from undersigned.reviewing.workbook import Cell, Filled, write

ANSWERS = ("yes", "no", "unsure")
FILLED_IN = ("answer", "who", "why")
RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""With these signs a spreadsheet takes text for a formula; in CSV such a cell begins with an apostrophe."""
_LINKS = (
    *FILLED_IN,
    *("asked because", "money at stake", "today", "names", "other names"),
    *("identifiers", "other identifiers", "parents", "other parents", "places", "other places"),
    *("agencies", "other agencies", "years", "other years", "money", "other money", "awards", "other awards"),
    *("words", "other words", "said before", "id"),
)
_MAKERS = (
    *FILLED_IN,
    *("question", "asked because", "money at stake", "today", "quoted words", "recipient", "product or service"),
    *("words of the award", "agency", "years", "rule by rule", "said before"),
    *("award", "maker", "product", "relation", "category", "through a reseller", "id"),
)
_WIDTHS = {"answer": 10, "who": 16, "id": 16, "years": 12, "other years": 12, "awards": 8, "other awards": 8}
_WIDE = ("why", "asked because", "names", "other names", "words", "other words", "quoted words", "words of the award")
_HOW_TO = (
    "In the sheets links and attributions, fill in three columns and leave the others as they are.",
    "answer: yes, no or unsure. Rows without an answer are left for later.",
    "who: your name. It is written into judgements.toml beside your answer, and into what is published from the case.",
    "why: your reason in a few words: where you looked, what it says.",
    "links, yes: the names and the other names are one legal company. no: they are not, whatever joins them. unsure: "
    "an identifier in the records still joins them; a likeness of names does not.",
    "attributions, yes: the maker is right. no: this award is not this maker's. unsure: it is listed and stands in no "
    "figure.",
    "Sort, filter and reorder as you like: a row is known by its id, and by the names or the award beside it.",
    "Two people's differing answers are kept, both, and count as unsure.",
    "Bring it back: undersigned review --import FILE, again for more files. Either all of it is taken or nothing.",
)


def export(
    target: Path, links: Sequence[LinkQuestion], makers: Sequence[MakerQuestion], decided: Sequence[Kept]
) -> list[Path]:
    """Write the questions; the files that were written. CSV cannot hold two tables: each has a file of its own."""
    sheets = [
        Filled("links", _LINKS, _widths(_LINKS), [_link(one) for one in links], FILLED_IN, ("answer", ANSWERS)),
        Filled(
            "attributions", _MAKERS, _widths(_MAKERS), [_maker(one) for one in makers], FILLED_IN, ("answer", ANSWERS)
        ),
    ]
    if target.suffix.lower() == ".csv":
        files = [target.with_name(f"{target.stem}-{sheet.name}.csv") for sheet in sheets]
        for file, sheet in zip(files, sheets, strict=True):
            _write_csv(file, sheet)
        return files
    write(target, [_how_to(), *sheets, _decided(decided)])
    return [target]


def _widths(columns: Sequence[str]) -> tuple[int, ...]:
    return tuple(_WIDTHS.get(column, 44 if column in _WIDE else 22) for column in columns)


def _how_to() -> Filled:
    return Filled("how to", ("How to answer",), (110,), [(line,) for line in _HOW_TO])


def _decided(entries: Sequence[Kept]) -> Filled:
    """What stands in the file already, with what `--undo` wants to know."""
    columns = ("id", "kind", "what", "who", "when", "why", "undone")
    rows = [
        (
            entry.identifier,
            entry.kind,
            answering.about(entry),
            *(str(entry.says.get(key, "")) for key in ("who", "when", "why")),
            _undone(entry),
        )
        for entry in entries
    ]
    return Filled("decided", columns, (12, 18, 60, 18, 12, 50, 40), rows)


def _undone(entry: Kept) -> str:
    told = entry.says.get("undone")
    return f"{told.get('who')}, {told.get('when')}: {told.get('why')}" if isinstance(told, dict) else ""


def _link(question: LinkQuestion) -> list[Cell]:
    return [
        *("", "", "", "\n".join(question.reasons), Decimal(question.stake) / 100),
        "one company" if question.joined else "two companies",
        *_beside(question.left, question.right),
        _said(question.said),
        question.asked.identifier,
    ]


def _beside(left: Profile, right: Profile) -> list[Cell]:
    return [cell for pair in zip(_profile(left), _profile(right), strict=True) for cell in pair]


def _profile(side: Profile) -> list[Cell]:
    lists = (side.names, side.identifiers, side.parents, side.places, side.agencies)
    return [
        *("\n".join(values) for values in lists),
        " to ".join(map(str, side.years)),
        Decimal(side.money) / 100,
        side.awards,
        "\n".join(side.texts),
    ]


def asked_about(question: MakerQuestion) -> str:
    """The question about an attribution in words."""
    asked = question.asked
    of = f"{asked.maker} ({asked.product})" if asked.product else asked.maker
    if asked.relation == "services_around":
        return f"Is this labour about {of}?"
    return f"Does this award buy a product of {of}?"


def _maker(question: MakerQuestion) -> list[Cell]:
    asked = question.asked
    return [
        *("", "", "", asked_about(question), "\n".join(question.reasons), Decimal(question.stake) / 100),
        f"attributed by the rule {question.rule}" if question.found else "not attributed",
        *(question.evidence, question.recipient, question.bought, "\n".join(question.texts), question.agency),
        " to ".join(map(str, question.years)),
        *("\n".join(question.steps), _said(question.said)),
        *(asked.award_key, asked.maker, asked.product, asked.relation, asked.category),
        "yes" if asked.reseller else "no",
        asked.identifier,
    ]


def _said(said: Sequence[Said]) -> str:
    return "\n".join(map(Said.sentence, said))


def _write_csv(target: Path, sheet: Filled) -> None:
    with target.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([sheet.columns, *(map(_guarded, row) for row in sheet.rows)])


def _guarded(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUNS_AS_FORMULA) else cell
