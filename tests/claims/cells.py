"""The cells of a handful of rows: which figure sums which of them."""

from collections.abc import Iterable
from typing import Any

import duckdb
import pyarrow as pa

from undersigned.claims import figures
from undersigned.engine.duckdb import DuckDB

Transaction = tuple[str, str, str, int, int | None]
"""Award, agency, company, cents, fiscal year."""
Attribution = tuple[str, str, str, bool, str, bool, str, str]
"""Award, maker, relation, through a reseller, confidence, shared, category, product."""
_TRANSACTION = pa.schema(
    [
        (name, pa.string())
        for name in ("award_key", "agency", "company_name", "family_name", "transaction_key", "file_id")
    ]
    + [("obligation", pa.int64()), ("fiscal_year", pa.int32())]
)
_ATTRIBUTION = pa.schema(
    [(name, pa.string()) for name in ("award_key", "maker", "relation", "confidence", "category", "product")]
    + [("reseller", pa.bool_()), ("shared", pa.bool_())]
)


def summed(transactions: Iterable[Transaction], attributions: Iterable[Attribution]) -> list[dict[str, Any]]:
    """Every cell with its sum, as `figures.sums` has them."""
    with duckdb.connect() as connection:
        engine = DuckDB(connection)
        rows = pa.Table.from_pylist(list(_transactions(transactions)), schema=_TRANSACTION)
        names = ("award_key", "maker", "relation", "reseller", "confidence", "shared", "category", "product")
        told: list[dict[str, object]] = [dict(zip(names, row, strict=True)) for row in attributions]
        attributed = engine.load("attributions", pa.Table.from_pylist(told, schema=_ATTRIBUTION))
        marked = engine.keep("marked", figures.marked(engine.load("transactions", rows), attributed))
        cells = figures.sums(figures.cells(marked, attributed))
        found: list[dict[str, Any]] = cells.to_pyarrow().to_pylist()
        return found


def _transactions(rows: Iterable[Transaction]) -> Iterable[dict[str, object]]:
    names = ("award_key", "agency", "company_name", "obligation", "fiscal_year")
    for number, row in enumerate(rows):
        told: dict[str, object] = dict(zip(names, row, strict=True))
        yield {**told, "family_name": row[2], "transaction_key": f"{row[0]} {number}", "file_id": "f"}
