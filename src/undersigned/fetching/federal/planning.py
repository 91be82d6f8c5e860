"""The requests that bring an agency's days: each at most 366 days and as many rows as the publisher allows.

Contract: `v2/bulk_download/awards.md`. A day's rows are counted first, and days are halved until a request fits.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from undersigned.errors import FetchError
from undersigned.fetching.base import By, Span
from undersigned.fetching.federal import columns, counting
from undersigned.fetching.federal.agencies import Agency, resolve
from undersigned.fetching.federal.counting import CONTRACTS, COUNTED_FROM, count
from undersigned.fetching.keeping import Part, State
from undersigned.fetching.web import Web
from undersigned.terms.progress import Progress

MOST_DAYS = 366
PATH = "api/v2/bulk_download/awards/"


def plan(web: Web, state: State, progress: Progress) -> None:
    """Put into a fetch by agency its parts, and what must be said of them."""
    wanted = state.wanted
    agencies = [resolve(web, typed) for typed in wanted.agencies]
    levels = ("transactions", "subawards") if wanted.subawards else ("transactions",)
    for agency in dict.fromkeys(agencies):
        for span in wanted.spans:
            for level in levels:
                progress.step(f"Counting {level}: {agency.name}, {span.first} to {span.last}")
                found = [part for days in pieces(span) for part in _fitting(web, agency, days, wanted.by, level)]
                state.parts += found
                if not found:
                    state.remarks.append(f"{agency.name} has no {level} from {span.first} to {span.last}.")
                if any(not part.expects for part in found):
                    state.remarks.append(
                        f"{agency.name}: {level} before {COUNTED_FROM} cannot be checked against the publisher's "
                        "count, which begins on that day."
                    )


def pieces(span: Span) -> Iterator[Span]:
    """A span in pieces of at most 366 days, cut where counting begins."""
    first = span.first
    while first <= span.last:
        last = min(span.last, first + timedelta(days=MOST_DAYS - 1))
        if first < COUNTED_FROM <= last:
            last = COUNTED_FROM - timedelta(days=1)
        yield Span(first, last)
        first = last + timedelta(days=1)


def halves(span: Span) -> tuple[Span, Span]:
    """The earlier and the later days."""
    middle = span.first + timedelta(days=span.days // 2 - 1)
    return Span(span.first, middle), Span(middle + timedelta(days=1), span.last)


def _fitting(web: Web, agency: Agency, span: Span, by: By, level: str) -> list[Part]:
    if span.last < COUNTED_FROM:
        return [_part(agency, span, by, level, {})]
    found = count(web, counting.by_days(agency.as_filter(), span, by), level)
    if not found.rows:
        return []
    if found.rows <= found.most:
        return [_part(agency, span, by, level, {level: found.rows})]
    if span.days == 1:
        raise FetchError(
            f"{agency.name} has {found.rows:,} {level} on {span.first}, and one request brings {found.most:,} at most. "
            "Name a part of the agency instead."
        )
    return [part for half in halves(span) for part in _fitting(web, agency, half, by, level)]


def _part(agency: Agency, span: Span, by: By, level: str, expects: dict[str, int]) -> Part:
    label = f"{agency.name}, {_days(span.first, span.last)}" + (", subawards" if level == "subawards" else "")
    types = {"sub_award_types": ["procurement"]} if level == "subawards" else {"prime_award_types": list(CONTRACTS)}
    filters: dict[str, Any] = {
        **types,
        "date_type": by,
        "date_range": {"start_date": str(span.first), "end_date": str(span.last)},
        "agencies": [agency.as_filter()],
    }
    body = {"filters": filters, "columns": columns.asked(level), "file_format": "csv"}
    return Part(label, PATH, body, counting.by_days(agency.as_filter(), span, by), expects)


def _days(first: date, last: date) -> str:
    return str(first) if first == last else f"{first} to {last}"
