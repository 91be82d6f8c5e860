"""Tables of claims and of awards: what a page shows of them, and where the rest is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from undersigned.dossiers.contents import Award, Measured
from undersigned.dossiers.desk import Desk
from undersigned.terms.claim import Claim

Figure = Claim | None
SHOWN = 20
"""So many rows of a long table stand on the page itself; the whole table has pages of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: a name or fiscal year, where it leads, and a claim for each column (None where there is none)."""

    label: str
    claims: tuple[Claim | None, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """A table in which every figure is a claim; `key` names it within its page."""

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class AwardTable:
    """A table of awards."""

    key: str
    title: str
    rows: tuple[Award, ...]
    note: str = ""


Table = ClaimTable | AwardTable


def worth(row: Row) -> int:
    """The sum of a row's figures, for its place in a table; nothing that is shown."""
    return sum(claim.figure or 0 for claim in row.claims if claim)


def years(
    desk: Desk, about: dict[Measured, Claim], channels: dict[str, str], measure: str = "obligations"
) -> ClaimTable:
    """Net obligations by fiscal year; `channels` names the columns, those without a claim fall away."""
    present = [channel for channel in channels if any(told[:3] == (measure, channel, "") for told in about)]
    every = sorted({told[3] for told in about if told[0] == measure and told[3] is not None and told[1] in present})
    rows = [Row(str(year), tuple(about.get((measure, channel, "", year)) for channel in present)) for year in every]
    total = Row(desk.words.text("All years"), tuple(about.get((measure, channel, "", None)) for channel in present))
    return ClaimTable(
        "years",
        desk.words.text("Net obligations by fiscal year"),
        (desk.words.text("Fiscal year"), *(channels[channel] for channel in present)),
        (*rows, total),
    )


def by_subject(claims: Iterable[Claim], href: Callable[[str], str]) -> tuple[Row, ...]:
    """One row a claim over all years, named after its subject, the largest figure first."""
    found = sorted(claims, key=lambda claim: (-(claim.figure or 0), claim.subject))
    return tuple(Row(claim.subject, (claim,), href(claim.subject)) for claim in found if claim.fiscal_year is None)


def by_other(
    about: dict[Measured, Claim], measure: str, channels: Sequence[str], href: Callable[[str], str]
) -> tuple[Row, ...]:
    """One row for each second subject of a measure, a column for each channel, the largest sum first; all years."""
    others: dict[str, dict[str, Claim]] = {}
    for (told, channel, other, year), claim in about.items():
        if told == measure and year is None and channel in channels:
            others.setdefault(other, {})[channel] = claim
    rows = [
        Row(other, tuple(found.get(channel) for channel in channels), href(other)) for other, found in others.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-worth(row), row.label)))


def awards(desk: Desk, keys: Iterable[str]) -> tuple[Award, ...]:
    """The awards, those that still run first, then by net obligation."""
    found = [desk.contents.awards[key] for key in keys]
    as_of = desk.contents.as_of
    return tuple(
        sorted(found, key=lambda award: (award.running(as_of) is not True, -award.obligation, award.award_key))
    )
