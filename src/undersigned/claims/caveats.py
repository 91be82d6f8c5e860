"""What must be said beside a figure: what the records cannot tell, and what looked wrong in the rows that it sums."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from undersigned.terms.fiscal import FEDERAL_START
from undersigned.terms.reconciliation import Reconciliation, Suspicion
from undersigned.terms.sentence import Template, Value, Worded, fixed

NET = fixed("Obligated is money committed, not money paid; sums are net of what was taken back.")
RESOLD = fixed("Resellers hold these awards; how much of the money reaches the maker is not in the records.")
SHARED = fixed(
    "These awards name several makers; their money belongs to none of them alone and is in no maker's total."
)
SUMMARIES = fixed(
    "From award summaries: each is the whole life of an award, of no single fiscal year, and in no yearly figure."
)
CATALOGUE = fixed(
    "Awards whose words name no maker that we know are in no maker's total, so totals by maker are lower bounds."
)
LATEST_SAFE_END = timedelta(days=15)
"""Records whose last day is this close to the end of the fiscal year are taken to cover it."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows of one agency and fiscal year from one file: what a suspicion may touch."""

    file_id: str
    agency: str
    fiscal_year: int | None


class Caveats:
    """The suspicions of every file, ready to be asked which of them touch a figure.

    `published_agencies` maps an agency's name in a file to its name in the case, `year_starts` a file to the month
    in which its fiscal years start (October where it says nothing), `last_day` is that of the rows that count (ISO).
    """

    def __init__(
        self,
        books: Sequence[Reconciliation],
        published_agencies: Mapping[str, str],
        year_starts: Mapping[str, int],
        last_day: str,
    ) -> None:
        self._by_file = {
            book.file_id: [(found, Worded(found.sentence, found.wording)) for found in book.suspicions]
            for book in books
        }
        self._agencies = published_agencies
        self._year_starts = year_starts
        self._last_day = date.fromisoformat(last_day)

    def touching(self, slices: Iterable[Slice]) -> list[Worded]:
        """The sentences of every suspicion that touches one of the slices, each once."""
        found = {
            sentence: None
            for part in sorted(slices, key=lambda part: (part.file_id, part.agency, part.fiscal_year or 0))
            for suspicion, sentence in self._by_file.get(part.file_id, ())
            if self._touches(suspicion, part)
        }
        return list(found)

    def incomplete(self, fiscal_year: int | None, slices: Iterable[Slice]) -> list[Worded]:
        """A sentence where the rows that count end before the fiscal year does, in one of the slices."""
        if fiscal_year is None:
            return []
        starts = {self._year_starts.get(part.file_id, FEDERAL_START) for part in slices}
        if all(self._last_day >= _last_day_of(fiscal_year, start) - LATEST_SAFE_END for start in starts):
            return []
        year, day = Value("year", fiscal_year), Value("day", self._last_day.isoformat())
        return [_INCOMPLETE.of(year=year, day=day).said()]

    def _touches(self, suspicion: Suspicion, part: Slice) -> bool:
        agency = None if suspicion.agency is None else self._agencies.get(suspicion.agency, suspicion.agency)
        return agency in (None, part.agency) and suspicion.fiscal_year in (None, part.fiscal_year)


_INCOMPLETE = Template("Fiscal year {year} is incomplete: the rows that count end on {day}.")


def end_dates(dated: int, awards: int) -> Worded:
    """How many of a maker's awards have an end date in the records."""
    if dated == awards:
        return _ALL_DATED.counting(awards).said()
    if dated == 0:
        return _NONE_DATED.counting(awards).said()
    return _SOME_DATED.counting(dated, awards=awards).said()


_ALL_DATED = Template(
    "The award has an end date in the records.",
    "All {n} awards have an end date in the records.",
)
_NONE_DATED = Template(
    "The award has no end date: it is not in these records.",
    "The {n} awards have no end date: it is not in these records.",
)
_SOME_DATED = Template(
    "{n} of {awards} awards has an end date; for the others it is not in these records.",
    "{n} of {awards} awards have an end date; for the others it is not in these records.",
)


def _last_day_of(fiscal_year: int, start_month: int) -> date:
    following = date(fiscal_year if start_month > 1 else fiscal_year + 1, start_month, 1)
    return following - timedelta(days=1)
