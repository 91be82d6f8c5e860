"""Net obligations between an agency, who holds the awards, and the maker: what flow and network pictures draw."""

from collections import defaultdict
from dataclasses import dataclass

from undersigned.claims.figures import HEADLINE
from undersigned.claims.reading import Trace

_SUMS = f"""
    WITH told AS (SELECT award_key, min(maker) AS maker, min(category) AS category, bool_or(reseller) AS resold,
                         count(DISTINCT maker) > 1 OR bool_or(shared) AS shared,
                         count(DISTINCT category) = 1 AS one_category
                  FROM attributions WHERE {HEADLINE} GROUP BY award_key)
    SELECT agency, CASE WHEN resold THEN company_name ELSE '' END AS channel,
           CASE WHEN shared THEN '' ELSE maker END AS of_maker, CASE WHEN one_category THEN category ELSE '' END AS of,
           CAST(sum(obligation) AS BIGINT), count(DISTINCT award_key)
    FROM transactions JOIN told USING (award_key)
    WHERE fiscal_year IS NOT NULL AND agency IS NOT NULL AND company_name IS NOT NULL
    GROUP BY ALL ORDER BY ALL"""


@dataclass(frozen=True, slots=True)
class Flow:
    """Net obligations in cents of one agency through one channel (empty: direct) for one maker (empty: several)."""

    agency: str
    channel: str
    maker: str
    category: str
    cents: int
    awards: int


class Flows:
    """All of them; yearly rows only, as in every total."""

    def __init__(self, trace: Trace) -> None:
        self._all = [Flow(*row) for row in trace.rows(_SUMS)]
        self._by: dict[tuple[str, str], list[Flow]] = defaultdict(list)
        for flow in self._all:
            for key in {("agency", flow.agency), ("reseller", flow.channel), ("maker", flow.maker)}:
                self._by[key].append(flow)
            self._by["category", flow.category].append(flow)

    def of(self, kind: str, name: str) -> list[Flow]:
        """The flows of one agency, reseller, maker or category."""
        return self._by.get((kind, name), [])

    def all(self) -> list[Flow]:
        """Every flow."""
        return self._all
