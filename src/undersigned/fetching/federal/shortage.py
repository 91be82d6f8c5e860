"""What is missing from a file with fewer rows than USAspending counts: which days, awards and modifications.

Contracts: `v2/download/count.md` (days), `v2/search/spending_by_transaction.md` (the transactions of a day, in pages),
`v2/awards/count/transaction/award_id.md` and `v2/awards/count/subaward/award_id.md` (one award). Pages of a search
shift while they are read, as rows that sort alike have no order among themselves: so a day is read until all its rows
were seen.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from undersigned.errors import FetchError
from undersigned.fetching import archives
from undersigned.fetching.archives import Table
from undersigned.fetching.base import By, Span
from undersigned.fetching.federal.counting import count
from undersigned.fetching.federal.planning import halves
from undersigned.fetching.keeping import Part
from undersigned.fetching.web import RefusedError, Web, understood

PAGES = "api/v2/search/spending_by_transaction/"
DAYS_NAMED = 3
NAMED = 8
PAGE = 100
DEEPEST = 10_000
"""Rows that a search gives out in pages."""
READINGS = 4
_DAY: dict[tuple[str, By], str] = {
    ("transactions", "action_date"): "action_date",
    ("transactions", "last_modified_date"): "last_modified_date",
    ("subawards", "action_date"): "subaward_action_date",
    ("subawards", "last_modified_date"): "subaward_sam_report_last_modified_date",
}
_IDENTITY = ("contract_award_unique_key", "modification_number")


class Shortage:
    """One file of one part, compared with the publisher's own answers."""

    def __init__(self, web: Web, part: Part, level: str, path: Path, found: tuple[Table, ...]) -> None:
        self._web = web
        self._part = part
        self._level = level
        self._path = path
        self._tables = found

    def named(self) -> str:
        """What is missing, as sentences with a space before each; empty where the publisher does not tell."""
        try:
            missing = list(self._awards() if self._part.keys else self._days())
        except FetchError:
            return ""
        return f" Missing: {'; '.join(missing)}." if missing else ""

    def _awards(self) -> Iterator[str]:
        """The awards with fewer rows than the publisher counts for them, by key."""
        column = "prime_award_unique_key" if self._level == "subawards" else _IDENTITY[0]
        rows = Counter(key for (key,) in self._cells(column))
        for key in self._part.keys:
            if self._level == "awards":
                if not rows[key]:
                    yield key
                continue
            counted = self._counted_by_key(key)
            if rows[key] < counted:
                yield f"{counted - rows[key]:,} of {counted:,} {self._level} of {key}"

    def _counted_by_key(self, key: str) -> int:
        path = f"api/v2/awards/count/{self._level.rstrip('s')}/{quote(key, safe='')}/"
        try:
            with understood(path):
                return int(self._web.get(path, {}, (self._level,))[self._level])
        except RefusedError:
            return 0

    def _days(self) -> Iterator[str]:
        """The first days with fewer rows than the publisher counts, each with the modifications that are not there."""
        period = self._part.filters["time_period"][0]
        by: By = period["date_type"]
        column = _DAY[self._level, by]
        rows = Counter(cell[:10] for (cell,) in self._cells(column))
        span = Span(date.fromisoformat(period["start_date"]), date.fromisoformat(period["end_date"]))
        for number, (day, counted) in enumerate(self._short(span, rows)):
            if number == DAYS_NAMED:
                yield "and on further days"
                return
            there = rows[str(day)]
            yield f"{counted - there:,} of {counted:,} on {day}{self._modifications(day, counted, column)}"

    def _short(self, span: Span, rows: Counter[str]) -> Iterator[tuple[date, int]]:
        counted = count(self._web, self._on(span), self._level).rows
        there = sum(found for day, found in rows.items() if str(span.first) <= day <= str(span.last))
        if counted <= there:
            return
        if span.days == 1:
            yield span.first, counted
            return
        for half in halves(span):
            yield from self._short(half, rows)

    def _on(self, span: Span) -> dict[str, Any]:
        period = self._part.filters["time_period"][0]
        days = {**period, "start_date": str(span.first), "end_date": str(span.last)}
        return {**self._part.filters, "time_period": [days]}

    def _modifications(self, day: date, counted: int, column: str) -> str:
        """The awards and modifications of a day that are not in the file."""
        if self._level != "transactions" or counted > DEEPEST:
            return ""
        there = {(key, number) for key, number, cell in self._cells(*_IDENTITY, column) if cell[:10] == str(day)}
        missing = sorted(self._searched(day, counted) - there)
        named = [f"{key} modification {number}" for key, number in missing[:NAMED]]
        more = f" and {len(missing) - NAMED:,} more" if len(missing) > NAMED else ""
        return f" ({', '.join(named)}{more})" if named else ""

    def _searched(self, day: date, counted: int) -> set[tuple[str, str]]:
        """The transactions of a day as the search lists them; read again while its pages shift."""
        seen: set[tuple[str, str]] = set()
        for reading in range(READINGS):
            for page in range(1, -(-counted // PAGE) + 1):
                answer = self._page(day, page, "desc" if reading % 2 else "asc")
                with understood(PAGES):
                    seen |= {(str(row["generated_internal_id"]), str(row["Mod"])) for row in answer["results"]}
                    more = answer["page_metadata"]["hasNext"]
                if not more:
                    break
            if len(seen) >= counted:
                break
        return seen

    def _page(self, day: date, page: int, order: str) -> dict[str, Any]:
        body = {
            "filters": self._on(Span(day, day)),
            "fields": ["Award ID", "Mod", "generated_internal_id"],
            "sort": "Award ID",
            "order": order,
            "limit": PAGE,
            "page": page,
        }
        return self._web.post(PAGES, body, ("results", "page_metadata"))

    def _cells(self, *columns: str) -> Iterator[tuple[str, ...]]:
        for table in self._tables:
            yield from archives.values(self._path, table, columns)
