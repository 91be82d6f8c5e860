"""DuckDB, inside this process: the engine for one machine."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa

from undersigned.engine.base import Place
from undersigned.engine.duck import connect, literal, quoted
from undersigned.engine.tables import write
from undersigned.errors import CaseError
from undersigned.settings import Settings

ROWS_OF_A_BATCH = 50_000


class DuckDB:
    """Ibis over one connection. Tables stand in memory and spill; reading a stream has a cursor of its own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.desk = connection
        self.over = ibis.duckdb.from_connection(connection)
        self._read = 0

    def read(self, path: Path) -> ir.Table:
        """A Parquet file."""
        self._read += 1
        name = f"file_{self._read}"
        try:
            self.desk.execute(f"CREATE VIEW {name} AS FROM read_parquet({literal(str(path))})")
        except duckdb.Error as error:
            raise CaseError(f"{path} is missing or damaged. Add the file to a new case.") from error
        return self.over.table(name)

    def name(self, name: str, table: ir.Table) -> ir.Table:
        """A view."""
        self.desk.execute(f"CREATE OR REPLACE VIEW {quoted(name)} AS {_sql(table)}")
        return self.over.table(name)

    def keep(self, name: str, table: ir.Table) -> ir.Table:
        """A table in memory."""
        self.desk.execute(f"CREATE OR REPLACE TABLE {quoted(name)} AS {_sql(table)}")
        return self.over.table(name)

    def load(self, name: str, rows: pa.Table | Path) -> ir.Table:
        """Rows of ours, copied; a file where it lies."""
        if isinstance(rows, Path):
            return self.read(rows)
        self.desk.register(f"{name}_rows", rows)
        self.desk.execute(f"CREATE OR REPLACE TABLE {quoted(name)} AS FROM {quoted(name + '_rows')}")
        self.desk.unregister(f"{name}_rows")
        return self.over.table(name)

    def batches(self, table: ir.Table) -> Iterator[pa.RecordBatch]:
        """The rows as they are asked for."""
        yield from self.desk.cursor().sql(_sql(table)).to_arrow_reader(ROWS_OF_A_BATCH)

    def write(self, table: ir.Table, target: Path, order: Sequence[str]) -> None:
        """One Parquet file."""
        write(self.desk, _sql(table.order_by(list(order))), target)


def _sql(table: ir.Table) -> str:
    return str(ibis.to_sql(table, dialect="duckdb"))


@contextmanager
def opened(settings: Settings, place: Place) -> Iterator[DuckDB]:
    """The engine over a connection that keeps within the settings."""
    with connect(settings, place.scratch) as connection:
        yield DuckDB(connection)
