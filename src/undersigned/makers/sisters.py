"""What is inferred without words: orders under one agreement whose sisters all name one maker.

Marked `inferred` with low confidence and kept out of every headline figure. Millions of orders may be silent, so the
engine compares them; only those that are inferred come here.
"""

from collections.abc import Iterator
from pathlib import Path

import ibis.expr.types as ir
import pyarrow as pa
from pyarrow import parquet

from undersigned.companies.names import core
from undersigned.engine.base import Engine
from undersigned.makers.decided import ATTRIBUTION, STEP
from undersigned.makers.heads import heads

FEWEST_SISTERS = 3
"""Orders that must name the maker before a silent one is inferred; and never more silent ones than naming ones."""
_AGREEMENT = "^CONT_[^_]*_[^_]*_[^_]*_([^_]+_[^_]*)"
"""The parent agreement and its agency, within a federal award key; `-NONE-` where there is none."""


def inferred(engine: Engine, every: ir.Table, voices: ir.Table, attributions: ir.Table) -> ir.Table:
    """The silent orders for which their sisters speak, each with the attribution of the first sister.

    Sisters are orders under one agreement with one recipient. `every` has all rows, `voices` the awards that were
    read; what was not read is silent.
    """
    orders = _orders(engine, engine.keep("orders", _of_naming_agreements(every, voices)), voices)
    groups = orders.group_by("agreement", "company").aggregate(
        naming=orders.count(where=orders.voice == "names"),
        makers=orders.maker.nunique(),
        others=orders.count(where=orders.voice == "otherwise"),
        silent=orders.count(where=orders.voice == "silent"),
        sister=orders.award_key.min(where=orders.voice == "names"),
    )
    telling = groups.filter(
        groups.makers == 1,
        groups.others == 0,
        groups.naming >= FEWEST_SISTERS,
        groups.naming >= groups.silent,
    )
    silent = orders.filter(orders.voice == "silent").select("award_key", "agreement", "company")
    told = silent.inner_join(telling, ["agreement", "company"]).select("award_key", "agreement", "sister")
    said = attributions.rename(sister="award_key")
    return told.inner_join(said, "sister").order_by("award_key")


def _of_naming_agreements(every: ir.Table, voices: ir.Table) -> ir.Table:
    """The orders under agreements of which one at least names a maker, by their first rows."""
    agreements = _with_agreement(voices.filter(voices.voice == "names")).select("agreement").distinct()
    naming = agreements.filter(agreements.agreement != "", ~agreements.agreement.startswith("-NONE-_"))
    return _with_agreement(heads(_with_agreement(every).semi_join(naming, "agreement")))


def _with_agreement(orders: ir.Table) -> ir.Table:
    return orders.mutate(agreement=orders.award_key.re_extract(_AGREEMENT, 1))


def _orders(engine: Engine, orders: ir.Table, voices: ir.Table) -> ir.Table:
    """Each order with its company, a core by number, and its voice."""
    names = [name for batch in engine.batches(orders.select("recipient").distinct()) for name in batch[0].to_pylist()]
    cores = pa.table({"recipient": pa.array(names, pa.string()), "company": pa.array(map(core, names), pa.string())})
    held = orders.inner_join(engine.load("cores", cores), "recipient")
    told = held.left_join(voices, "award_key")
    return told.select("award_key", "agreement", "company", "maker", voice=told.voice.fill_null("silent"))


def write(rows: Iterator[pa.RecordBatch], attributions: Path, steps: Path) -> None:
    """Write what is `inferred` as attributions and steps."""
    with parquet.ParquetWriter(attributions, ATTRIBUTION) as found, parquet.ParquetWriter(steps, STEP) as taken:
        for batch in rows:
            lines = batch.to_pylist()
            found.write_table(pa.Table.from_pylist([_attribution(line) for line in lines], ATTRIBUTION))
            taken.write_table(pa.Table.from_pylist([_step(line) for line in lines], STEP))


def _attribution(line: dict[str, str]) -> dict[str, object]:
    """The sister's attribution, as one that is inferred."""
    return line | {
        "product": "",
        "relation": "inferred",
        "confidence": "low",
        "evidence": f"other orders under agreement {line['agreement']}: {line['evidence']}",
        "rule": "sisters",
        "shared": False,
    }


def _step(line: dict[str, str]) -> dict[str, object]:
    """A silent order has one step before this one: that it is silent."""
    sentence = f"no words name a maker; the other orders under agreement {line['agreement']} name {line['maker']}"
    return {"award_key": line["award_key"], "number": 2, "rule": "sisters", "sentence": sentence}
