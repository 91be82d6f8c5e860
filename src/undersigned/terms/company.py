"""Companies and families, and why names belong together."""

from dataclasses import dataclass
from typing import Literal

Basis = Literal[
    "own name",
    "name rule",
    "same UEI",
    "same DUNS",
    "parent UEI",
    "parent DUNS",
    "catalogue",
    "probable",
    "judgement",
]


@dataclass(frozen=True, slots=True)
class Ownership:
    """That a company is under an owner, as data with a source: what no identifier in the records gives.

    `name` is a legal name, or with `prefix` the first words of names. Dates are ISO, whole or cut short
    (`2016`, `2016-04`); None is open. `itself`: a name of a maker for which no owner is known.
    """

    name: str
    owner: str
    source: str
    prefix: bool = False
    since: str | None = None
    until: str | None = None
    itself: bool = False

    def holds_on(self, day: str) -> bool:
        """True when the owner is the owner on that ISO day."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day[: len(self.until)] <= self.until
        )


@dataclass(frozen=True, slots=True)
class Recipient:
    """One way in which the records write who is paid; empty texts are None."""

    name: str
    dba: str | None = None
    uei: str | None = None
    duns: str | None = None
    parent_name: str | None = None
    parent_uei: str | None = None
    parent_duns: str | None = None
    city: str | None = None
    state: str | None = None
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Company:
    """One recipient name, its legal company and its family, each with the reason for the link."""

    recipient_name: str
    company_id: str
    company_name: str
    basis: Basis
    family_id: str
    family_name: str
    family_basis: Basis
    family_source: str = ""
