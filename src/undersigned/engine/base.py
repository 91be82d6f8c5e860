"""The promise of an engine: tables as Ibis expressions, wherever they are computed.

A member is a back end that Ibis has: `engine/<name>.py` with `opened(settings, place)`, a context that gives an
`Engine` and turns its failures into one sentence. Its file name is what `--engine` takes. What a member may be asked
is portable: integer cents, days, text; no ordered aggregates, no decimal division, no functions in Python.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import duckdb
import ibis.expr.types as ir
import pyarrow as pa


@dataclass(frozen=True, slots=True)
class Place:
    """Where a run reads and works: the case folder, and a scratch folder that vanishes afterwards."""

    folder: Path
    scratch: Path


class Engine(Protocol):
    """Tables are named, kept, loaded, streamed and written; everything between is an Ibis expression.

    `desk` is a DuckDB on this machine for rows of ours, whatever computes the rest.
    """

    desk: duckdb.DuckDBPyConnection

    def read(self, path: Path) -> ir.Table:
        """A Parquet file of the case.

        Raises:
            CaseError: it is missing or damaged.
        """
        ...

    def name(self, name: str, table: ir.Table) -> ir.Table:
        """A table under a name, computed anew wherever it is used."""
        ...

    def keep(self, name: str, table: ir.Table) -> ir.Table:
        """A table under a name, computed once."""
        ...

    def load(self, name: str, rows: pa.Table | Path) -> ir.Table:
        """Rows of ours as a table of the engine, or a Parquet file of ours on this machine."""
        ...

    def batches(self, table: ir.Table) -> Iterator[pa.RecordBatch]:
        """The rows streamed to us, in the table's order; other tables may be used meanwhile."""
        ...

    def write(self, table: ir.Table, target: Path, order: Sequence[str]) -> None:
        """One Parquet file on this machine, its rows in that order: the same bytes in every run."""
        ...


def rows(engine: Engine, table: ir.Table) -> Iterator[dict[str, Any]]:
    """The rows of a table one by one, in its order."""
    for batch in engine.batches(table):
        yield from batch.to_pylist()
