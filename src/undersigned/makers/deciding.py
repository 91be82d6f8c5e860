"""The awards that the sieve let through, read and decided, many at a time and in several processes.

Awards whose words name a maker are decided at once. The others wait until all have been read, because the rules about
a recipient's own product ask what else it sells.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import parquet

from undersigned.engine.processes import shared_out
from undersigned.makers.attribute import Attributor
from undersigned.makers.award import LINE, awards, one_batch, whole_awards
from undersigned.makers.decided import SCHEMAS, Decided
from undersigned.makers.own_name import Sellers
from undersigned.makers.rules import rules

Writers = dict[str, parquet.ParquetWriter]


@dataclass(frozen=True, slots=True)
class Part:
    """What was decided on a part of the awards, and in how many of them a company's rows name a maker.

    `waiting` are the rows of the awards on which nothing was decided.
    """

    tables: dict[str, pa.Table]
    waiting: pa.RecordBatch
    sold: Counter[tuple[str, str]]


class _Worker:
    """What a process needs for every part."""

    attributor: Attributor
    sellers: Sellers


class Deciding:
    """Writes decisions to one Parquet file a table, in an order that follows from the awards alone."""

    def __init__(self, attributor: Attributor, folder: Path, processes: int) -> None:
        self._attributor, self._folder, self._processes = attributor, folder, processes
        self.files = {name: folder / f"decided_{name}.parquet" for name in SCHEMAS}

    def decide(self, speaking: Iterable[pa.RecordBatch], others: Iterable[pa.RecordBatch], sellers: Sellers) -> None:
        """Decide on every award of two streams of `award.lines`; `sellers` need not know yet what is sold.

        All awards that name a maker must be among the first.
        """
        rules()  # read before there are processes, each of which would read them
        with ExitStack() as stack:
            out = {
                name: stack.enter_context(parquet.ParquetWriter(self.files[name], schema))
                for name, schema in SCHEMAS.items()
            }
            sold = self._decide_named(speaking, sellers, out)
            makers = frozenset(maker for _, maker in sold)
            sellers = replace(sellers, makers_named=_by_company(sold), makers_sold=makers)
            given = (self._attributor, sellers)
            parts = chain(
                ((lines, True) for lines in self._waiting()), ((lines, False) for lines in whole_awards(others))
            )
            for tables in shared_out(_decide_rest, parts, self._processes, _begin, given):
                _write(tables, out)

    def _decide_named(
        self, lines: Iterable[pa.RecordBatch], sellers: Sellers, out: Writers
    ) -> Counter[tuple[str, str]]:
        sold: Counter[tuple[str, str]] = Counter()
        with parquet.ParquetWriter(self._folder / "waiting.parquet", LINE) as waiting:
            given = (self._attributor, sellers)
            for part in shared_out(_decide_named, whole_awards(lines), self._processes, _begin, given):
                sold.update(part.sold)
                _write(part.tables, out)
                if part.waiting.num_rows:
                    waiting.write_batch(part.waiting, part.waiting.num_rows)
        return sold

    def _waiting(self) -> Iterator[pa.RecordBatch]:
        with parquet.ParquetFile(self._folder / "waiting.parquet") as waiting:
            yield from (one_batch(waiting.read_row_group(number)) for number in range(waiting.num_row_groups))


def _begin(attributor: Attributor, sellers: Sellers) -> None:
    _Worker.attributor, _Worker.sellers = attributor, sellers


def _decide_named(lines: pa.RecordBatch) -> Part:
    """Decide on the awards whose words name what is bought."""
    decided, sold = Decided(), Counter[tuple[str, str]]()
    spelt = _Worker.attributor.spelt(lines.column("text"))
    for award in awards(lines):
        reading = _Worker.attributor.read(award, spelt)
        if reading.bought:
            sold.update(reading.sold())
            decided.add(award.key, _Worker.attributor.decide(award, reading, _Worker.sellers))
    done = pa.array([key for key, _, _ in decided.voices], pa.string())
    return Part(decided.tables(), lines.filter(pc.invert(pc.is_in(lines.column("award_key"), done))), sold)


def _decide_rest(given: tuple[pa.RecordBatch, bool]) -> dict[str, pa.Table]:
    """Decide on all awards of some lines, which are read again only where they may mention a maker."""
    lines, may_mention = given
    decided = Decided()
    spelt = _Worker.attributor.spelt(lines.column("text")) if may_mention else {}
    for award in awards(lines):
        reading = _Worker.attributor.read(award, spelt)
        decided.add(award.key, _Worker.attributor.decide(award, reading, _Worker.sellers))
    return decided.tables()


def _write(tables: dict[str, pa.Table], out: Writers) -> None:
    for name, table in tables.items():
        out[name].write_table(table)


def _by_company(sold: Counter[tuple[str, str]]) -> dict[str, Counter[str]]:
    """By company core: in how many awards it names which maker."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for (company, maker), awards_naming in sold.items():
        named[company][maker] = awards_naming
    return dict(named)
