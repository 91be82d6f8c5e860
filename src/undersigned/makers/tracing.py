"""All awards of a case to their makers, in batches: the sieve, the rules in several processes, the sisters."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from undersigned.engine.base import Engine
from undersigned.makers import award, sisters
from undersigned.makers.attribute import Attributor
from undersigned.makers.decided import ATTRIBUTION, STEP
from undersigned.makers.deciding import Deciding
from undersigned.makers.heads import heads, service_firms
from undersigned.makers.own_name import NOTHING, Sellers
from undersigned.makers.sieve import NO_WORD, SPEAKS, Sieve


@dataclass(frozen=True, slots=True)
class Room:
    """Where a run leaves what it need not hold in memory, and how many processes and threads it may have."""

    folder: Path
    processes: int


@dataclass(frozen=True, slots=True)
class Traced:
    """The tables of a trace about makers, and the rows that they are about."""

    engine: Engine
    attributions: ir.Table
    steps: ir.Table
    every: ir.Table

    def makers(self) -> list[str]:
        """Who is named in an attribution."""
        return self._texts(self.attributions.select("maker").distinct())

    def awards_there(self, keys: Collection[str]) -> set[str]:
        """Those of some award keys that the records have."""
        asked = self.engine.load("asked_for", _keys(keys))
        return set(self._texts(asked.semi_join(self.every, "award_key")))

    def write(self, folder: Path) -> None:
        """Write `attributions.parquet` and `steps.parquet`."""
        self.engine.write(self.attributions, folder / "attributions.parquet", ["award_key", "maker"])
        self.engine.write(self.steps, folder / "steps.parquet", ["award_key", "number"])

    def _texts(self, column: ir.Table) -> list[str]:
        return [text for batch in self.engine.batches(column) for text in batch.column(0).to_pylist()]


def _keys(keys: Collection[str]) -> pa.Table:
    return pa.table({"award_key": pa.array(sorted(keys), pa.string())})


def attribute(engine: Engine, every: ir.Table, attributor: Attributor, room: Room) -> Traced:
    """Every award's attributions and steps; `every` are the rows of a case, also those that do not count in sums.

    The attributor's families must have every recipient name of the rows.
    """
    sieve = Sieve(attributor.catalogue, attributor.families)
    sieve.sift(engine, every, room.folder / "sifted.parquet", room.processes)
    sellers = Sellers({}, frozenset(sieve.own_words().values()), service_firms(engine, heads(every)))
    speaking, others = (
        engine.batches(award.lines(every.semi_join(keys, "award_key")))
        for keys in _chosen(engine, sieve, attributor, room.folder)
    )
    deciding = Deciding(attributor, room.folder, room.processes)
    deciding.decide(speaking, others, sellers)
    decided = {name: engine.load(f"decided_{name}", file) for name, file in deciding.files.items()}
    found, taken = room.folder / "inferred.parquet", room.folder / "inferred_steps.parquet"
    inferred = sisters.inferred(engine, every, decided["voices"], decided["attributions"])
    sisters.write(engine.batches(inferred), found, taken)
    unread = every.select("award_key").distinct().anti_join(decided["voices"], "award_key")
    nothing = unread.select(
        "award_key", number=ibis.literal(1, "int32"), rule=ibis.literal("nothing"), sentence=ibis.literal(NOTHING)
    )
    return Traced(
        engine,
        ibis.union(*_alike(ATTRIBUTION, decided["attributions"], engine.load("inferred", found))),
        ibis.union(*_alike(STEP, decided["steps"], engine.load("inferred_steps", taken), nothing)),
        every,
    )


def _chosen(engine: Engine, sieve: Sieve, attributor: Attributor, folder: Path) -> tuple[ir.Table, ir.Table]:
    """The keys of the awards to be read: those that may name a maker, and those that are read for other reasons."""
    sifted = engine.load("sifted", folder / "sifted.parquet")
    own = engine.load("own_words", pa.table({"own_word": pa.array(sieve.own_words(), pa.int64())}))
    asked = engine.load("asked", _keys(attributor.asked))
    speaking = engine.keep("speaking", sifted.filter(sifted.own_word == SPEAKS).select("award_key").distinct())
    reasons = (sifted.filter(sifted.own_word == NO_WORD), sifted.semi_join(own, "own_word"), asked)
    others = ibis.union(*(table.select("award_key") for table in reasons), distinct=True)
    return speaking, engine.keep("others", others.anti_join(speaking, "award_key"))


def _alike(schema: pa.Schema, *tables: ir.Table) -> list[ir.Table]:
    return [table.select(*schema.names) for table in tables]
