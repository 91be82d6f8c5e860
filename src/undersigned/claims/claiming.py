"""Figures to claims and citations, written to the trace folder."""

from collections import defaultdict
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa

from undersigned.case.folder import Case
from undersigned.claims import figures
from undersigned.claims.building import Builder, Key, Largest, Running, id_of
from undersigned.claims.caveats import Caveats, Slice
from undersigned.claims.statements import Sum
from undersigned.engine import tables
from undersigned.terms.claim import Claim

_CLAIM = pa.schema(
    [(name, pa.string()) for name in ("claim_id", "subject_kind", "subject", "measure", "channel", "other")]
    + [("fiscal_year", pa.int32()), ("statement", pa.string()), ("figure", pa.int64()), ("unit", pa.string())]
    + [("awards", pa.int64()), ("transactions", pa.int64()), ("as_of", pa.string())]
    + [("caveats", pa.list_(pa.string())), ("sources", pa.list_(pa.string()))]
)
_CELL_KEY = ("kind", "subject", "other", "measure", "channel", "fiscal_year")


def write(case: Case, connection: duckdb.DuckDBPyConnection, as_of: str, folder: Path) -> None:
    """Write `claims.parquet` and `citations.parquet` from the tables `transactions`, `awards` and `attributions`."""
    over = tables.over(connection)
    cells = figures.cells(over.table("transactions"), over.table("attributions"))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE cells AS {ibis.to_sql(cells, dialect='duckdb')}")
    held = over.table("cells")
    sums = [_sum(row) for row in figures.sums(held).order_by(list(_CELL_KEY)).to_pyarrow().to_pylist()]
    agencies = dict(connection.execute("SELECT published, min(agency) FROM agencies GROUP BY published").fetchall())
    caveats = Caveats(case.reconciliations(), agencies, as_of)
    builder = Builder(sums, _slices(held), caveats, as_of)
    claims = builder.claims(_largest(connection), _running(connection, as_of))
    tables.load(connection, "claims", [_row(claim) for claim in claims], _CLAIM)
    tables.write(connection, "FROM claims ORDER BY claim_id", folder / "claims.parquet")
    _write_citations(connection, sums, as_of, folder)


def _sum(row: dict[str, object]) -> Sum:
    first, last = row.pop("first_day"), row.pop("last_day")
    years = [None if day is None else day.year + (day.month >= 10) for day in (first, last)]  # type: ignore[attr-defined]
    if str(row["measure"]).endswith("in summaries"):
        years = [None, None]
    return Sum(**row, first_year=years[0], last_year=years[1])  # type: ignore[arg-type]


def _row(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in _CLAIM.names}


def _slices(held: ibis.expr.types.Table) -> dict[Key, list[Slice]]:
    """The (file, agency, fiscal year) slices whose rows each cell sums; a total has its years' slices."""
    found: dict[Key, list[Slice]] = defaultdict(list)
    year_of_row = ibis.cases(
        (held.action_date.month() >= 10, held.action_date.year() + 1), else_=held.action_date.year()
    )
    distinct = held.mutate(row_year=year_of_row).select(*_CELL_KEY, "file_id", "agency", "row_year").distinct()
    for row in distinct.to_pyarrow().to_pylist():
        key: Key = (row["kind"], row["subject"], row["other"], row["measure"], row["channel"], row["fiscal_year"])
        found[key].append(Slice(row["file_id"], row["agency"], row["row_year"]))
    return found


def _largest(connection: duckdb.DuckDBPyConnection) -> list[Largest]:
    rows = connection.execute(
        """WITH one AS (SELECT award_key, min(maker) AS maker FROM attributions WHERE relation = 'product' AND confidence != 'low'
                        GROUP BY award_key HAVING count(DISTINCT maker) = 1),
                ranked AS (SELECT maker, awards.*, row_number() OVER (PARTITION BY maker ORDER BY obligation DESC, award_key) AS place
                           FROM one JOIN awards USING (award_key) WHERE NOT only_summary)
           SELECT maker, award_key, company_name, obligation, ranked.transactions,
                  (SELECT list(DISTINCT {'file_id': file_id, 'agency': agency, 'fiscal_year': fiscal_year}) FROM transactions
                   WHERE transactions.award_key = ranked.award_key)
           FROM ranked WHERE place = 1 ORDER BY maker"""
    ).fetchall()
    return [
        Largest(maker, award, held_by, figure, count, tuple(Slice(**part) for part in parts))
        for maker, award, held_by, figure, count, parts in rows
    ]


def _running(connection: duckdb.DuckDBPyConnection, as_of: str) -> list[Running]:
    rows = connection.execute(
        """SELECT maker, count(DISTINCT award_key) FILTER (end_date >= CAST(? AS DATE)), count(DISTINCT award_key) FILTER (end_date IS NOT NULL)
           FROM attributions JOIN awards USING (award_key) WHERE relation = 'product' AND confidence != 'low' GROUP BY maker ORDER BY maker""",
        [as_of],
    ).fetchall()
    return [Running(*row) for row in rows]


def _write_citations(connection: duckdb.DuckDBPyConnection, sums: list[Sum], as_of: str, folder: Path) -> None:
    """Every row behind every claim: those of its own cell, or of the claims from which it is derived."""
    keys = [
        {"source": id_of((cell.kind, cell.subject, cell.other, cell.measure, cell.channel, cell.fiscal_year))}
        | {name: getattr(cell, name) for name in _CELL_KEY}
        for cell in sums
    ]
    schema = pa.schema(
        [("source", pa.string()), *((name, pa.string()) for name in _CELL_KEY[:-1]), ("fiscal_year", pa.int32())]
    )
    tables.load(connection, "cell_ids", keys, schema)
    same = " AND ".join(f"cells.{name} IS NOT DISTINCT FROM cell_ids.{name}" for name in _CELL_KEY)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE cited AS
            SELECT cell_ids.source, cells.transaction_key FROM cells JOIN cell_ids ON {same}
            UNION ALL
            SELECT claim_id, transaction_key FROM claims JOIN transactions ON transactions.award_key = other WHERE measure = 'largest award'
            UNION ALL
            SELECT claim_id, transactions.transaction_key FROM claims JOIN attributions ON maker = subject JOIN awards USING (award_key)
                   JOIN transactions USING (award_key)
            WHERE measure = 'running' AND relation = 'product' AND confidence != 'low' AND awards.end_date >= CAST({tables.literal(as_of)} AS DATE)"""
    )
    query = """SELECT DISTINCT claim_id, transaction_key FROM (SELECT claim_id, unnest(sources) AS source FROM claims) JOIN cited USING (source)
               ORDER BY claim_id, transaction_key"""
    tables.write(connection, query, folder / "citations.parquet")
