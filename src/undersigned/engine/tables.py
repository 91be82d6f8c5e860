"""Ibis over the engine's connection: figures are written once as expressions and run where the tables are."""

from pathlib import Path

import duckdb
import ibis
import pyarrow as pa
from ibis.backends.duckdb import Backend

from undersigned.engine.duck import literal


def over(connection: duckdb.DuckDBPyConnection) -> Backend:
    """Ibis on an open connection."""
    return ibis.duckdb.from_connection(connection)


def load(connection: duckdb.DuckDBPyConnection, name: str, rows: list[dict[str, object]], schema: pa.Schema) -> None:
    """Rows of ours as a table of the engine."""
    connection.register(f"{name}_rows", pa.Table.from_pylist(rows, schema=schema))
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS FROM {name}_rows")
    connection.unregister(f"{name}_rows")


def write(connection: duckdb.DuckDBPyConnection, query: str, target: Path) -> None:
    """A query's rows as Parquet; its ORDER BY makes the bytes the same in every run."""
    connection.execute(
        f"COPY ({query}) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)"
    )
