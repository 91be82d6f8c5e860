"""What is new since the first publication: for the feed, the corrections page, and the last lines of `publish`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from undersigned.dossiers.authored.corrections import Corrections
from undersigned.dossiers.published import Line, Published
from undersigned.dossiers.succession import Successor

MOST = 200
"""Entries about claims in a feed: a new year changes tens of thousands, and a feed is for reading."""
_FIRST = ("maker", "category", "agency", "reseller", "family", "company")
"""Of equally new entries those about these come first, in this order."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news; `key` never changes and no other entry has it. `day` is ISO.

    For a claim `figure` and `unit` are what it says since then, `before` and `before_day` what it said until then;
    `replaced_by` is a claim or empty. `text` is what the authors wrote of a correction or a withdrawal.
    `about` is the claim, the award's key, the name or the page's address, by `about_kind`.
    """

    key: str
    kind: Literal["new", "changed", "gone", "withdrawn", "corrected"]
    day: str
    about_kind: Literal["claim", "award", "name", "page"]
    about: str
    statement: str = ""
    figure: int | None = None
    unit: str = "none"
    before: int | None = None
    before_day: str = ""
    replaced_by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Changes:
    """How one publication differs from the one before, as identifiers of claims."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def changes(before: Published, now: Published) -> Changes:
    """What is new in `now`; everything where nothing was published before."""
    old = before.claims
    return Changes(
        new=tuple(key for key, line in now.claims.items() if key not in old and not line.gone),
        changed=tuple(key for key, line in now.claims.items() if key in old and line.figures != old[key].figures),
        gone=tuple(key for key, line in now.claims.items() if line.gone and key in old and not old[key].gone),
    )


def entries(
    now: Published, corrections: Corrections, successors: Mapping[str, Successor], most: int = MOST
) -> list[Entry]:
    """The news, the newest first; the claims of the first publication are none.

    All corrections and withdrawals, and `most` of the rest.
    """
    lines = sorted(_of_claims(now, successors), key=lambda found: found[0])
    told = [*_written(now, corrections), *(entry for _, entry in lines[:most])]
    return sorted(told, key=lambda entry: entry.day, reverse=True)


_Order = tuple[int, int, int, str]


def _of_claims(now: Published, successors: Mapping[str, Successor]) -> Iterator[tuple[_Order, Entry]]:
    for line in now.claims.values():
        for place, (number, figure) in enumerate(line.figures):
            if number > 1:
                entry = _figure(now, line, place)
                yield _order(line, number, (figure or 0) - (entry.before or 0)), entry
        if line.gone:
            yield _order(line, line.gone, line.figure or 0), _gone(now, line, successors.get(line.claim_id))


def _order(line: Line, number: int, difference: int) -> _Order:
    """The newest publication first, then what readers ask for first, then the largest."""
    first = _FIRST.index(line.kind) if line.kind in _FIRST else len(_FIRST)
    return (-number, first, -abs(difference), line.claim_id)


def _figure(now: Published, line: Line, place: int) -> Entry:
    """A figure that was said for the first time; only the last one has its sentence still."""
    number, figure = line.figures[place]
    before_number, before = line.figures[place - 1] if place else (0, None)
    return Entry(
        key=f"{line.claim_id}/{number}",
        kind="changed" if place else "new",
        day=now.day(number),
        about_kind="claim",
        about=line.claim_id,
        statement=line.statement,
        figure=figure,
        unit=line.unit,
        before=before,
        before_day=now.day(before_number) if place else "",
    )


def _gone(now: Published, line: Line, after: Successor | None) -> Entry:
    return Entry(
        key=f"{line.claim_id}/{line.gone}/gone",
        kind="gone",
        day=now.day(line.gone),
        about_kind="claim",
        about=line.claim_id,
        statement=line.statement,
        unit=line.unit,
        before=line.figure,
        before_day=now.day(line.gone - 1),
        replaced_by=after.claim_id if after else "",
    )


def _written(now: Published, corrections: Corrections) -> Iterator[Entry]:
    """What the authors wrote; entries about one thing on one day are told apart by their order."""
    keys: dict[str, int] = {}
    for line in corrections.withdrawn.values():
        published = now.claims.get(line.claim_id)
        yield Entry(
            key=f"{line.claim_id}/withdrawn",
            kind="withdrawn",
            day=line.day,
            about_kind="claim",
            about=line.claim_id,
            statement=published.statement if published else "",
            replaced_by=line.replaced_by,
            text=line.why,
        )
    for correction in corrections.all:
        key = f"{correction.about.key}/corrected/{correction.day}"
        keys[key] = keys.get(key, 0) + 1
        yield Entry(
            key=key if keys[key] == 1 else f"{key}/{keys[key]}",
            kind="corrected",
            day=correction.day,
            about_kind=correction.about.kind,
            about=correction.about.key,
            text="\n\n".join(correction.what),
        )
