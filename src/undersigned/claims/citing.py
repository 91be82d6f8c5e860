"""The rows behind each claim: of its own cell, or of the claims from which it is derived."""

from collections.abc import Iterable, Sequence

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from undersigned.claims.building import id_of, key_of
from undersigned.claims.derived import LARGEST
from undersigned.claims.found import CELL_KEY, Found
from undersigned.claims.of_awards import running_awards
from undersigned.claims.statements import Sum
from undersigned.engine.base import Engine
from undersigned.terms.claim import Claim


def citations(engine: Engine, found: Found, cells: ir.Table, sums: Sequence[Sum], claims: Sequence[Claim]) -> ir.Table:
    """(claim, row), each once."""
    derived_from = _pairs(
        engine, "sources", "source", [(claim.claim_id, source) for claim in claims for source in claim.sources]
    )
    cited = ibis.union(
        _of_cells(engine, cells, sums), _of_largest(engine, found, claims), _of_running(engine, found, claims)
    )
    return (
        derived_from.inner_join(cited, derived_from.source == cited.of).select("claim_id", "transaction_key").distinct()
    )


def _of_cells(engine: Engine, cells: ir.Table, sums: Sequence[Sum]) -> ir.Table:
    columns = {"of": pa.array([id_of(key_of(cell)) for cell in sums], pa.string())}
    for name in CELL_KEY:
        kind = pa.int32() if name == "fiscal_year" else pa.string()
        columns[name] = pa.array([getattr(cell, name) for cell in sums], kind)
    ids = engine.load("cell_ids", pa.table(columns))
    same = [cells[name].identical_to(ids[name]) for name in CELL_KEY]
    return cells.inner_join(ids, same).select("of", "transaction_key")


def _of_largest(engine: Engine, found: Found, claims: Iterable[Claim]) -> ir.Table:
    pairs = [(claim.claim_id, claim.other) for claim in claims if claim.measure.endswith(LARGEST[0])]
    awards = _pairs(engine, "largest", "award_key", pairs)
    return awards.inner_join(found.transactions, "award_key").select("transaction_key", of="claim_id").relocate("of")


def _of_running(engine: Engine, found: Found, claims: Iterable[Claim]) -> ir.Table:
    pairs = [(claim.claim_id, claim.subject) for claim in claims if claim.measure == "running"]
    makers = _pairs(engine, "running", "maker", pairs)
    named = running_awards(found)
    awards = makers.inner_join(named.filter(named.runs), "maker").select("award_key", of="claim_id")
    return awards.inner_join(found.transactions, "award_key").select("of", "transaction_key")


def _pairs(engine: Engine, name: str, second: str, pairs: list[tuple[str, str]]) -> ir.Table:
    """A table of ours that leads from claims to something."""
    ids, others = ([pair[place] for pair in pairs] for place in (0, 1))
    return engine.load(name, pa.table({"claim_id": pa.array(ids, pa.string()), second: pa.array(others, pa.string())}))
