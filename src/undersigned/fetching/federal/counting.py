"""How many rows USAspending itself says there are.

Contract: `v2/download/count.md`. Searches and counts begin on 2007-10-01 (`search_filters.md`, time period); older days
can be downloaded and not counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from undersigned.fetching.base import By, Span
from undersigned.fetching.web import Web, understood

PATH = "api/v2/download/count/"
COUNTED_FROM = date(2007, 10, 1)
MOST_ROWS = 500_000
"""Rows that one request may bring, unless the publisher says less."""
CONTRACTS = (*"ABCD", "IDV_A", "IDV_B", "IDV_B_A", "IDV_B_B", "IDV_B_C", "IDV_C", "IDV_D", "IDV_E")
"""The award types that are contracts, orders, and the vehicles that orders are placed under."""


@dataclass(frozen=True, slots=True)
class Count:
    """Rows, and how many a download may have."""

    rows: int
    most: int


def count(web: Web, filters: dict[str, Any], level: str) -> Count:
    """Count `awards`, `transactions` or `subawards`."""
    needs = ("calculated_count", "maximum_limit")
    answer = web.post(PATH, {"filters": filters, "spending_level": level}, needs)
    with understood(PATH):
        return Count(int(answer["calculated_count"]), min(MOST_ROWS, int(answer["maximum_limit"])))


def by_days(agency: dict[str, str], span: Span, by: By) -> dict[str, Any]:
    """The search filter of an agency's contracts and some days."""
    days = {"start_date": str(span.first), "end_date": str(span.last), "date_type": by}
    return {"award_type_codes": list(CONTRACTS), "agencies": [agency], "time_period": [days]}


def by_numbers(numbers: Sequence[str], agency: dict[str, str] | None) -> dict[str, Any]:
    """The search filter of contract numbers; in double quotes they match exactly (`v2/download/search.md`)."""
    quoted = [f'"{number}"' for number in numbers]
    return {"award_type_codes": list(CONTRACTS), "award_ids": quoted, **({"agencies": [agency]} if agency else {})}
