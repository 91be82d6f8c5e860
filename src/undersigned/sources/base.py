"""The promise of a source: which columns it has, what they mean in our terms, which of them are about persons."""

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from importlib.resources import files
from typing import Literal

Rows = Literal["transactions", "summaries", "subawards"]
Dates = Literal["month-first", "day-first"]

_GAP = r"[\W_]*"
_ALONE = r"(?<![a-z]){}(?![a-z])"
PERSONAL = re.compile(
    "|".join(
        (
            rf"compensated{_GAP}officer|officer.*(name|amount|pay|salary)",
            rf"phone|(?<!auto)mobile|(?<!fair)(?<!hali)fax|{_ALONE.format('(cell|tel)')}",
            rf"address(?!{_GAP}type)|street|{_ALONE.format('zip')}|zip{_GAP}code|post(al)?{_GAP}code",
            rf"(?<![a-z])e{_GAP}mail|email|contact",
            rf"(first|last|middle|given|family|sur){_GAP}name|birth|{_ALONE.format('(dob|ssn)')}",
        )
    ),
    re.IGNORECASE,
)
"""Columns with these words, as publishers or people write them, are about natural persons; they are never read."""


@dataclass(frozen=True, slots=True)
class Source:
    """One shape of one publisher.

    `columns` gives for each column of ours the publisher's names for it, newest first. `key` names the ones
    that a file must have to be of this shape; `known` every other name that is understood and not needed.
    `rank`: where two shapes tell of one award and modification, the smaller rank counts.
    """

    name: str
    title: str
    rows: Rows
    rank: int
    columns: dict[str, tuple[str, ...]]
    key: tuple[str, ...]
    known: frozenset[str] = frozenset()
    known_patterns: tuple[str, ...] = ()
    individual_columns: tuple[str, ...] = ()
    business_types: str | None = None
    prime_business_types: str | None = None
    constants: dict[str, str] = field(default_factory=dict)
    dates: Dates = "month-first"
    decimal_comma: bool = False
    fiscal_year_start: int = 10
    page: int | None = None
    federal_award_key: bool = True

    def found(self, header: list[str]) -> dict[str, str]:
        """Our column → the publisher's name that stands in this header."""
        present = set(header)
        return {
            ours: next(name for name in theirs if name in present)
            for ours, theirs in self.columns.items()
            if any(name in present for name in theirs)
        }

    def missing(self, header: list[str]) -> list[str]:
        """The publisher's names of the key columns that this header lacks."""
        found = self.found(header)
        return [self.columns[ours][0] for ours in self.key if ours not in found]

    def absent(self, header: list[str]) -> list[str]:
        """Columns of the shape, not needed for its sums, that this header lacks: drift, to be named."""
        found = self.found(header)
        return [theirs[0] for ours, theirs in self.columns.items() if ours not in found and ours not in self.key]

    def not_understood(self, header: list[str]) -> list[str]:
        """Columns that nobody told us about: named, never guessed."""
        used = {name for theirs in self.columns.values() for name in theirs}
        used |= {*self.known, *self.individual_columns, self.business_types or "", self.prime_business_types or ""}
        return [
            name
            for name in header
            if name not in used
            and not PERSONAL.search(name)
            and not any(re.fullmatch(pattern, name) for pattern in self.known_patterns)
        ]

    def nearest(self, missing: str, header: list[str]) -> str | None:
        """The column of this header that looks most like a missing one: perhaps it was renamed."""
        by_lower = {name.lower(): name for name in header if name not in self.found(header).values()}
        words = _words(missing)
        close = get_close_matches(missing.lower(), by_lower, n=1, cutoff=0.6)
        close += [name for name in by_lower if _words(name) and _words(name) < words]
        return by_lower[close[0]] if close else None


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z]+", name.lower()))


def personal(header: list[str]) -> list[str]:
    """The columns of this header that are about persons."""
    return [name for name in header if PERSONAL.search(name)]


def published_columns(name: str) -> tuple[str, ...]:
    """A publisher's whole list of column names in its order, as it stood when the shape was described."""
    text = files("undersigned.sources").joinpath("columns", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(text.split())
