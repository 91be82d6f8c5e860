"""Rows of ours on this machine, whichever engine computes: gathered slice by slice, spilling, and written in order."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from undersigned.engine.duck import literal, quoted

ROWS_OF_A_SLICE = 20_000


def write(connection: duckdb.DuckDBPyConnection, query: str, target: Path) -> None:
    """A query's rows as Parquet; its ORDER BY makes the bytes the same in every run."""
    connection.execute(
        f"COPY ({query}) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
    )


class Spool:
    """Rows of one table in any order and number; only a slice of them stands in Python at a time."""

    def __init__(self, desk: duckdb.DuckDBPyConnection, name: str, schema: pa.Schema) -> None:
        self._desk, self._name, self._schema = desk, name, schema
        self._waiting: list[dict[str, object]] = []
        self._insert(f"CREATE OR REPLACE TABLE {quoted(name)} AS FROM slice")

    def add(self, rows: Iterable[dict[str, object]]) -> None:
        """Put rows to those that are there."""
        self._waiting += rows
        if len(self._waiting) >= ROWS_OF_A_SLICE:
            self._insert(f"INSERT INTO {quoted(self._name)} FROM slice")

    def write(self, target: Path, order: Sequence[str]) -> None:
        """All of them as one Parquet file; the spool is empty then."""
        self._insert(f"INSERT INTO {quoted(self._name)} FROM slice")
        write(self._desk, f"FROM {quoted(self._name)} ORDER BY {', '.join(map(quoted, order))}", target)
        self._desk.execute(f"DROP TABLE {quoted(self._name)}")

    def _insert(self, statement: str) -> None:
        self._desk.register("slice", pa.Table.from_pylist(self._waiting, schema=self._schema))
        self._desk.execute(statement)
        self._desk.unregister("slice")
        self._waiting = []
