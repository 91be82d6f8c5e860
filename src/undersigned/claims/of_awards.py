"""What claims say of single awards: each subject's largest, and how many still run."""

from collections import defaultdict
from datetime import date
from itertools import groupby

import ibis
import ibis.expr.types as ir

from undersigned.claims import figures
from undersigned.claims.caveats import Slice
from undersigned.claims.derived import LARGEST, Largest, Running
from undersigned.claims.found import SLICE, Found, slice_of, slices_of
from undersigned.engine.base import Engine, rows

_AWARD = (
    ("kind", "kind"),
    ("subject", "subject"),
    ("place", "place"),
    ("award_key", "award_key"),
    ("held_by", "company_name"),
    ("figure", "obligation"),
    ("rows", "transactions"),
)
"""What `Largest` calls it, and the column."""


def largest(engine: Engine, found: Found) -> list[Largest]:
    """The largest awards of makers, categories, resellers and agencies; awards of summaries alone have no part."""
    awards = found.awards.filter(~found.awards.only_summary)
    held = ibis.union(*_holdings(figures.award_marks(found.attributions), awards))
    sizes = awards.select("award_key", "company_name", "obligation", "transactions")
    held = held.filter(held.subject.notnull()).inner_join(sizes, "award_key")
    by_size = ibis.window(group_by=[held.kind, held.subject], order_by=[held.obligation.desc(), held.award_key])
    ranked = held.mutate(place=ibis.row_number().over(by_size) + 1)
    told = ranked.filter(ranked.place <= len(LARGEST)).inner_join(slices_of(found.transactions), "award_key")
    ordered = rows(engine, told.order_by("kind", "subject", "place", *SLICE))
    return [
        Largest(**dict(award), slices=tuple(slice_of(row) for row in slices))
        for award, slices in groupby(ordered, key=lambda row: tuple((ours, row[name]) for ours, name in _AWARD))
    ]


def _holdings(marks: ir.Table, awards: ir.Table) -> list[ir.Table]:
    """Whose award it is: its one maker's, its one category's, its reseller's, its agency's."""
    resold = awards.semi_join(marks.filter(marks.resold), "award_key")
    return [
        _held("maker", marks, marks.maker),
        _held("category", marks, marks.category),
        _held("reseller", resold, resold.company_name),
        _held("agency", awards, awards.agency),
    ]


def _held(kind: str, awards: ir.Table, subject: ir.Value) -> ir.Table:
    return awards.select("award_key", kind=ibis.literal(kind), subject=subject)


def running_awards(found: Found) -> ir.Table:
    """Each award and a maker that it names, and whether it had not ended on the day."""
    told = figures.headline(found.attributions).select("award_key", "maker").distinct()
    named = told.inner_join(found.awards.select("award_key", "end_date"), "award_key")
    return named.mutate(runs=(named.end_date >= date.fromisoformat(found.as_of)).fill_null(False))


def running(engine: Engine, found: Found) -> list[Running]:
    """How many awards of each maker had not ended on the day."""
    named = running_awards(found)
    counts = named.group_by("maker").aggregate(
        awards=named.count(where=named.runs), dated=named.end_date.count(), named=named.count()
    )
    runs = named.filter(named.runs).inner_join(slices_of(found.transactions), "award_key")
    slices: dict[str, list[Slice]] = defaultdict(list)
    for row in rows(engine, runs.select("maker", *SLICE).distinct().order_by("maker", *SLICE)):
        slices[row["maker"]].append(slice_of(row))
    return [Running(**row, slices=tuple(slices[row["maker"]])) for row in rows(engine, counts.order_by("maker"))]
