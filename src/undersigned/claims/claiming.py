"""Figures to claims and citations, written to the trace folder."""

from collections import defaultdict
from datetime import date
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa

from undersigned.case.folder import Case
from undersigned.claims import citing, derived, documenting, figures, of_awards, quoting
from undersigned.claims.building import Builder, Key
from undersigned.claims.caveats import Caveats, Slice
from undersigned.claims.found import CELL_KEY, SLICE, Found, slice_of
from undersigned.claims.statements import Sum
from undersigned.engine.base import Engine, rows
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


def write(case: Case, engine: Engine, found: Found, folder: Path) -> list[str]:
    """Write claims, citations and what documents say; a sentence for each name in quotations that no records have."""
    marked = engine.keep("marked", figures.marked(found.transactions, found.attributions))
    cells = engine.keep("cells", figures.cells(marked, found.attributions))
    sums = [Sum(**row) for row in rows(engine, figures.sums(cells).order_by(list(CELL_KEY)))]
    documented = documenting.documented(engine, found, cells)
    builder = Builder(sums, _slices(engine, cells), _caveats(case, engine, found), found.as_of, documented)
    claims = [
        *(builder.of_sum(cell) for cell in sums),
        *derived.shares(builder),
        *derived.changes(builder),
        *derived.largest(builder, of_awards.largest(engine, found)),
        *derived.running(builder, of_awards.running(engine, found)),
    ]
    subjects = {(claim.subject_kind, claim.subject) for claim in claims}
    quoted, missing = quoting.claims(found.evidence, subjects, found.as_of)
    quoting.write(found.evidence, quoted, folder)
    claims += [one.claim for one in quoted]
    citations = engine.keep("citations", citing.citations(engine, found, cells, sums, claims))
    engine.write(citations, folder / "citations.parquet", ["claim_id", "transaction_key"])
    written = engine.load("claims", pa.Table.from_pylist([_row(claim) for claim in claims], schema=_CLAIM))
    engine.write(_counted(written, citations, found.transactions), folder / "claims.parquet", ["claim_id"])
    return missing


def _counted(claims: ir.Table, citations: ir.Table, transactions: ir.Table) -> ir.Table:
    """The claims with as many awards and rows as they cite, whatever they are derived from."""
    cited = citations.inner_join(transactions, "transaction_key")
    counts = cited.group_by(counted="claim_id").aggregate(
        cited_awards=cited.award_key.nunique(), cited_rows=cited.count()
    )
    joined = claims.left_join(counts, claims.claim_id == counts.counted)
    told = joined.mutate(awards=joined.cited_awards.fill_null(0), transactions=joined.cited_rows.fill_null(0))
    return told.select(*claims.columns)


def _caveats(case: Case, engine: Engine, found: Found) -> Caveats:
    named = found.agencies.group_by("published").aggregate(agency=found.agencies.agency.min())
    agencies = {row["published"]: row["agency"] for row in rows(engine, named)}
    paid = found.transactions
    (end,) = rows(engine, paid.aggregate(last=paid.action_date.max()))
    # A table says in its mapping when its years start, and its rows show it: the first month whose year is the next.
    tables = paid.filter(paid.shape.startswith("table_"))
    ahead = tables.fiscal_year > tables.action_date.year()
    months = tables.group_by("file_id").aggregate(start=tables.action_date.month().min(where=ahead))
    starts = {row["file_id"]: row["start"] or 1 for row in rows(engine, months)}
    return Caveats(case.reconciliations(), agencies, starts, str(end["last"] or date(1970, 1, 1)))


def _row(claim: Claim) -> dict[str, object]:
    """The claim with how its sentences are worded, which they know themselves."""
    told = {name: getattr(claim, name) for name in _CLAIM.names}
    wordings = [wording_of(caveat) for caveat in claim.caveats]
    return {**told, "wording": wording_of(claim.statement), "caveat_wordings": wordings}


def _slices(engine: Engine, cells: ir.Table) -> dict[Key, list[Slice]]:
    """The (file, agency, fiscal year) slices whose rows each cell sums; a total has its years' slices."""
    found: dict[Key, list[Slice]] = defaultdict(list)
    for row in rows(engine, cells.select(*CELL_KEY, *SLICE).distinct()):
        key: Key = tuple(row[name] for name in CELL_KEY)
        found[key].append(slice_of(row))
    return found
