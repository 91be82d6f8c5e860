"""The page of an award: its rows with the running net total, whose product it is and by which words."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from undersigned.dossiers import addresses
from undersigned.dossiers.citing import reference
from undersigned.dossiers.contents import Award
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.parts import Part

PARTS = 8
LONGEST = 400
_ROWS = """
    SELECT award_key, action_date, coalesce(modification, ''), coalesce(description, ''), obligation
    FROM transactions WHERE award_key BETWEEN ? AND ? ORDER BY award_key, action_date, transaction_key"""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the award; `running` is the net total up to it, in cents."""

    day: object
    modification: str
    words: str
    cents: int
    running: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the records say of the award."""

    what: str
    text: str


def write(desk: Desk, part: Part) -> None:
    """Write the pages of this part's awards."""
    keys = list(desk.contents.awards)
    size = -(-len(keys) // part.count)
    mine = keys[part.index * size : (part.index + 1) * size]
    if not mine:
        return
    rows: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for row in desk.contents.trace.rows(_ROWS, mine[0], mine[-1]):
        rows[row[0]].append(row)
    for key in mine:
        _write(desk, desk.contents.awards[key], rows[key])


def _write(desk: Desk, award: Award, rows: list[tuple[Any, ...]]) -> None:
    running = accumulate(row[4] for row in rows)
    shown = [Row(row[1], row[2], row[3], row[4], net) for row, net in zip(rows, running, strict=True)]
    address = addresses.award(award.award_key)
    desk.write(
        address,
        "award.html",
        award=award,
        rows=shown[:LONGEST],
        left_out=len(shown[LONGEST:]),
        facts=_facts(desk, award),
        attributions=desk.contents.attributions.get(award.award_key, ()),
        documents=desk.contents.documents_of.get(award.award_key, ()),
        replied=desk.edition.replies.by_award.get(award.award_key, ()),
        reference=reference(desk, award.award_key, award.award_id or award.award_key, address, award.last_day),
    )


def _facts(desk: Desk, award: Award) -> list[Fact]:
    """What the records say of it, and what they do not."""
    words = desk.words
    unknown = words.text("not in these records")
    days = [
        (words.text("First row"), award.first_day),
        (words.text("Latest row"), award.last_day),
        (words.text("Starts"), award.start_date),
        (words.text("Ends"), award.end_date),
        (words.text("Ends if every option is used"), award.potential_end_date),
    ]
    found = [Fact(what, words.day(day) if day else unknown) for what, day in days]
    if award.product_service:
        found.append(Fact(words.text("Product or service code"), award.product_service))
    if award.ceiling is not None:
        found.append(Fact(words.text("Ceiling: most that it may come to"), words.money(award.ceiling)))
    if award.only_summary:
        found.append(Fact(words.text("Told by"), words.text("an award summary alone, in no yearly figure")))
    return found
