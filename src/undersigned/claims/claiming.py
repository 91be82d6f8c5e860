"""Figures to claims and citations, written to the trace folder."""

from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import ibis
import pyarrow as pa

from undersigned.case.folder import Case
from undersigned.claims import derived, figures
from undersigned.claims.building import Builder, Key, id_of, key_of
from undersigned.claims.caveats import Caveats, Slice
from undersigned.claims.derived import Largest, Running
from undersigned.claims.statements import Sum
from undersigned.engine import tables
from undersigned.engine.duck import literal
from undersigned.terms.claim import Claim
from undersigned.terms.sentence import wording_of

_CLAIM = pa.schema(
    [
        (name, pa.string())
        for name in ("claim_id", "subject_kind", "subject", "measure", "channel", "other", "of_agency")
    ]
    + [("fiscal_year", pa.int32()), ("statement", pa.string()), ("figure", pa.int64()), ("unit", pa.string())]
    + [("awards", pa.int64()), ("transactions", pa.int64()), ("as_of", pa.string())]
    + [("caveats", pa.list_(pa.string())), ("sources", pa.list_(pa.string()))]
    + [("wording", pa.string()), ("caveat_wordings", pa.list_(pa.string()))]
)
_CELL_KEY = ("kind", "subject", "other", "measure", "channel", "fiscal_year", "of_agency")


def write(case: Case, connection: duckdb.DuckDBPyConnection, as_of: str, folder: Path) -> None:
    """Write `claims.parquet` and `citations.parquet` from the tables `transactions`, `awards` and `attributions`."""
    over = tables.over(connection)
    cells = figures.cells(over.table("transactions"), over.table("attributions"))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE cells AS {ibis.to_sql(cells, dialect='duckdb')}")
    held = over.table("cells")
    sums = [Sum(**row) for row in figures.sums(held).order_by(list(_CELL_KEY)).to_pyarrow().to_pylist()]
    builder = Builder(sums, _slices(held), _caveats(case, connection), as_of)
    claims = [
        *(builder.of_sum(cell) for cell in sums),
        *derived.shares(builder),
        *derived.changes(builder),
        *derived.largest(builder, _largest(connection)),
        *derived.running(builder, _running(connection, as_of)),
    ]
    tables.load(connection, "claims", [_row(claim) for claim in claims], _CLAIM)
    _find_citations(connection, sums, as_of)
    tables.write(connection, "FROM citations ORDER BY claim_id, transaction_key", folder / "citations.parquet")
    tables.write(connection, f"{_COUNTED_CLAIMS} ORDER BY claim_id", folder / "claims.parquet")


def _caveats(case: Case, connection: duckdb.DuckDBPyConnection) -> Caveats:
    agencies = connection.execute("SELECT published, min(agency) FROM agencies GROUP BY published").fetchall()
    last = connection.execute("SELECT coalesce(max(action_date), DATE '1970-01-01') FROM transactions").fetchall()[0][0]
    # A table says in its mapping when its years start, and its rows show it: the first month whose year is the next.
    starts = connection.execute(
        """SELECT file_id, coalesce(min(month(action_date)) FILTER (fiscal_year > year(action_date)), 1)
           FROM transactions WHERE shape LIKE 'table\\_%' ESCAPE '\\' GROUP BY file_id"""
    ).fetchall()
    return Caveats(case.reconciliations(), dict(agencies), dict(starts), str(last))


def _row(claim: Claim) -> dict[str, object]:
    """The claim with how its sentences are worded, which they know themselves."""
    told = {name: getattr(claim, name) for name in _CLAIM.names}
    wordings = [wording_of(caveat) for caveat in claim.caveats]
    return {**told, "wording": wording_of(claim.statement), "caveat_wordings": wordings}


def _slices(held: ibis.expr.types.Table) -> dict[Key, list[Slice]]:
    """The (file, agency, fiscal year) slices whose rows each cell sums; a total has its years' slices."""
    found: dict[Key, list[Slice]] = defaultdict(list)
    distinct = held.select(*_CELL_KEY, "file_id", "agency", "row_year").distinct()
    for row in distinct.to_pyarrow().to_pylist():
        key: Key = tuple(row[name] for name in _CELL_KEY)
        found[key].append(Slice(row["file_id"], row["agency"], row["row_year"]))
    return found


_SLICES = "list(DISTINCT {'file_id': file_id, 'agency': transactions.agency, 'fiscal_year': fiscal_year})"
_NAMED = f"SELECT DISTINCT award_key, maker FROM attributions WHERE {figures.HEADLINE}"


def _largest(connection: duckdb.DuckDBPyConnection) -> list[Largest]:
    rows = connection.execute(
        f"""WITH told AS (SELECT award_key, min(maker) AS maker, min(category) AS category, bool_or(reseller) AS resold,
                                count(DISTINCT maker) = 1 AND NOT bool_or(shared) AS one_maker,
                                count(DISTINCT category) = 1 AS one_category
                         FROM attributions WHERE {figures.HEADLINE} GROUP BY award_key),
                 held AS (SELECT 'maker' AS kind, maker AS subject, award_key FROM told WHERE one_maker
                          UNION ALL SELECT 'category', category, award_key FROM told WHERE one_category
                          UNION ALL SELECT 'reseller', company_name, award_key FROM told JOIN awards USING (award_key)
                                    WHERE resold
                          UNION ALL SELECT 'agency', agency, award_key FROM awards),
                 ranked AS (SELECT kind, subject, award_key, company_name, obligation, transactions AS rows,
                                   row_number() OVER (PARTITION BY kind, subject ORDER BY obligation DESC, award_key)
                                   AS place
                            FROM held JOIN awards USING (award_key) WHERE NOT only_summary)
            SELECT kind, subject, place, award_key, ranked.company_name, ranked.obligation, rows, {_SLICES}
            FROM ranked JOIN transactions USING (award_key)
            WHERE place <= {len(derived.LARGEST)} AND subject IS NOT NULL
            GROUP BY ALL ORDER BY kind, subject, place"""
    ).fetchall()
    return [replace(Largest(*row), slices=_as_slices(row[-1])) for row in rows]


def _running(connection: duckdb.DuckDBPyConnection, as_of: str) -> list[Running]:
    rows = connection.execute(
        f"""SELECT maker, count(DISTINCT award_key) FILTER (awards.end_date >= CAST($as_of AS DATE)),
                   count(DISTINCT award_key) FILTER (awards.end_date IS NOT NULL), count(DISTINCT award_key),
                   coalesce({_SLICES} FILTER (awards.end_date >= CAST($as_of AS DATE)), [])
            FROM ({_NAMED}) JOIN awards USING (award_key) JOIN transactions USING (award_key)
            GROUP BY maker ORDER BY maker""",
        {"as_of": as_of},
    ).fetchall()
    return [replace(Running(*row), slices=_as_slices(row[-1])) for row in rows]


def _as_slices(parts: list[dict[str, Any]]) -> tuple[Slice, ...]:
    return tuple(Slice(**part) for part in parts)


def _find_citations(connection: duckdb.DuckDBPyConnection, sums: list[Sum], as_of: str) -> None:
    """The table `citations`: the rows behind each claim, of its own cell or of the claims from which it is derived."""
    keys = [{"source": id_of(key_of(cell))} | {name: getattr(cell, name) for name in _CELL_KEY} for cell in sums]
    schema = pa.schema(
        [("source", pa.string())] + [(name, pa.int32() if name == "fiscal_year" else pa.string()) for name in _CELL_KEY]
    )
    tables.load(connection, "cell_ids", keys, schema)
    same = " AND ".join(f"cells.{name} IS NOT DISTINCT FROM cell_ids.{name}" for name in _CELL_KEY)
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE citations AS
            WITH cited AS (
                SELECT cell_ids.source, cells.transaction_key FROM cells JOIN cell_ids ON {same}
                UNION ALL
                SELECT claim_id, transaction_key FROM claims JOIN transactions ON transactions.award_key = other
                WHERE measure LIKE '%largest award'
                UNION ALL
                SELECT claim_id, transaction_key FROM claims JOIN ({_NAMED}) AS named ON maker = subject
                       JOIN awards USING (award_key) JOIN transactions USING (award_key)
                WHERE measure = 'running' AND awards.end_date >= CAST({literal(as_of)} AS DATE))
            SELECT DISTINCT claim_id, transaction_key
            FROM (SELECT claim_id, unnest(sources) AS source FROM claims) JOIN cited USING (source)"""
    )


_COUNTED_CLAIMS = """
    WITH counts AS (SELECT claim_id, count(DISTINCT award_key) AS awards, count(*) AS transactions
                    FROM citations JOIN transactions USING (transaction_key) GROUP BY claim_id)
    SELECT claims.* REPLACE (coalesce(counts.awards, 0) AS awards, coalesce(counts.transactions, 0) AS transactions)
    FROM claims LEFT JOIN counts USING (claim_id)"""
"""The claims with as many awards and rows as they cite, whatever they are derived from."""
