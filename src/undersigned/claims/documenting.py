"""Which claims change because documents attribute awards: found in the cells and among what still runs."""

from collections import defaultdict

import ibis.expr.types as ir

from undersigned.claims import figures, of_awards, quoting
from undersigned.claims.documented import Cell, Documented
from undersigned.claims.found import CELL_KEY, Found
from undersigned.engine.base import Engine, rows
from undersigned.makers.documented import RULE


def documented(engine: Engine, found: Found, cells: ir.Table) -> Documented:
    """The awards of headline figures that documents attribute, where they stand and whose they are."""
    if not found.evidence.quoted.awards:
        return Documented()
    told = figures.headline(found.attributions)
    keys = [row["award_key"] for row in rows(engine, told.filter(told.rule == RULE).select("award_key").distinct())]
    places = quoting.places(found.evidence, keys)
    if not places:
        return Documented()
    runs = of_awards.running_awards(found)
    running: dict[str, set[str]] = defaultdict(set)
    for row in rows(engine, runs.filter(runs.runs, runs.award_key.isin(sorted(places))).select("maker", "award_key")):
        running[row["maker"]].add(row["award_key"])
    return Documented(places, _by_cell(engine, cells, sorted(places)), running)


def _by_cell(engine: Engine, cells: ir.Table, awards: list[str]) -> dict[Cell, set[str]]:
    """In which cells the awards stand, of those that attributions decide."""
    whole = (cells.kind == "agency") & (cells.channel == "all")
    decided = cells.filter(cells.award_key.isin(awards), ~cells.kind.isin(("company", "family")), ~whole)
    found: dict[Cell, set[str]] = defaultdict(set)
    for row in rows(engine, decided.select(*CELL_KEY, "award_key").distinct()):
        found[tuple(row[name] for name in CELL_KEY)].add(row["award_key"])
    return found
