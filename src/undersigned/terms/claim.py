"""A claim: a sentence with a figure and its citations."""

import hashlib
from dataclasses import dataclass
from typing import Literal

SubjectKind = Literal["maker", "agency", "reseller", "category", "company", "family"]
Unit = Literal["cents", "percent", "awards", "none"]
Channel = Literal["all", "direct", "resold", "shared", "technology"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement about one subject.

    `measure` says what is counted, `channel` which awards, `other` a second subject where there is one (an agency, a
    reseller), `of_agency` the agency to whose awards the two are narrowed, `fiscal_year` None for all years. `figure`
    is whole cents, tenths of a percent or a number of awards, by `unit`; None where these records cannot tell.
    `sources` are the claims from which it is derived: itself for a sum of rows. `as_of` is the records' last day
    unless another was given (ISO). `wording` and `caveat_wordings` say how the statement and each caveat are worded,
    for other languages (`terms.sentence`).
    """

    claim_id: str
    subject_kind: SubjectKind
    subject: str
    measure: str
    channel: Channel
    other: str
    fiscal_year: int | None
    statement: str
    figure: int | None
    unit: Unit
    awards: int
    transactions: int
    as_of: str
    caveats: tuple[str, ...]
    sources: tuple[str, ...]
    wording: str = ""
    caveat_wordings: tuple[str, ...] = ()
    of_agency: str = ""


def claim_id(*parts: object) -> str:
    """A stable identifier: the same subject and measure have the same in every run, whatever the figure is."""
    text = "|".join("" if part is None else str(part) for part in parts)
    return "C" + hashlib.sha256(text.encode()).hexdigest()[:12]
