"""What claims are made of: the tables of a trace in an engine, and what tells one cell or slice from another."""

from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir

from undersigned.claims.caveats import Slice
from undersigned.documents.evidence import Evidence

CELL_KEY = ("kind", "subject", "other", "measure", "channel", "fiscal_year", "of_agency")
SLICE = ("file_id", "agency", "row_year")
NO_EVIDENCE = Evidence({})


@dataclass(frozen=True, slots=True)
class Found:
    """What a trace found, before it is told: `as_of` is the claims' day (ISO), `evidence` is what documents say."""

    transactions: ir.Table
    awards: ir.Table
    attributions: ir.Table
    agencies: ir.Table
    as_of: str
    evidence: Evidence = NO_EVIDENCE


def slice_of(row: dict[str, Any]) -> Slice:
    """The slice of a row that has its columns."""
    return Slice(row["file_id"], row["agency"], row["row_year"])


def slices_of(transactions: ir.Table) -> ir.Table:
    """The slices in which each award has rows."""
    return transactions.select("award_key", "file_id", "agency", row_year="fiscal_year").distinct()
