"""Tables on Spark: read where the executors can read, streamed to us part by part, written on this machine."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb
import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.serializers import NoOpSerializer
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import to_arrow_schema
from pyspark.util import _local_iterator_from_socket

from undersigned.engine.base import Place
from undersigned.engine.tables import write
from undersigned.errors import CaseError

_ROWS_TOGETHER = 61_440
_PATTERN = re.compile(r"([\\*?\[\]{},])")


class Spark:
    """Ibis over one session. What is kept stays with the executors, in memory and on their disks."""

    def __init__(
        self, session: SparkSession, desk: duckdb.DuckDBPyConnection, place: Place, rows_at: str | None
    ) -> None:
        self.session = session
        self.desk = desk
        self.over = ibis.pyspark.from_connection(session)
        self._place = place
        self._rows_at = rows_at
        self._local = session.sparkContext.master.startswith("local")
        self._read = 0

    def read(self, path: Path) -> ir.Table:
        """A Parquet file of the case, from the folder that all machines share or from where its copy is."""
        where = self._where(path)
        self._read += 1
        try:
            return self._view(f"file_{self._read}", self.session.read.parquet(where))
        except (PySparkException, Py4JError) as error:
            raise CaseError(f"{path} is missing or damaged, or Spark does not find it ({self._told(path)}).") from error

    def name(self, name: str, table: ir.Table) -> ir.Table:
        """A view."""
        return self._view(name, self._frame(table))

    def keep(self, name: str, table: ir.Table) -> ir.Table:
        """Computed at once and kept by the executors, so that plans do not grow into each other.

        Kept for good where `spark.checkpoint.dir` says; else an executor that is lost ends the run.
        """
        frame = self._frame(table)
        lasting = self.session.sparkContext.getCheckpointDir() is not None
        return self._view(name, frame.checkpoint() if lasting else frame.localCheckpoint())

    def load(self, name: str, rows: pa.Table | Path) -> ir.Table:
        """Rows of ours, sent from this machine."""
        if isinstance(rows, Path) and self._local:
            return self._view(name, self.session.read.parquet(_as_uri(rows)))
        table = pq.read_table(rows) if isinstance(rows, Path) else rows
        return self._view(name, self.session.createDataFrame(table))

    def batches(self, table: ir.Table) -> Iterator[pa.RecordBatch]:
        """The rows part by part: Spark's own way to Python makes an object of every field, or takes all at once."""
        frame = self._frame(table)
        schema = to_arrow_schema(frame.schema)
        batches = frame._jdf.toArrowBatchRdd()
        serve = self.session.sparkContext._jvm.PythonRDD.toLocalIteratorAndServe
        for message in _local_iterator_from_socket(serve(batches, False), NoOpSerializer()):
            yield pa.ipc.read_record_batch(pa.py_buffer(message), schema)

    def write(self, table: ir.Table, target: Path, order: Sequence[str]) -> None:
        """Streamed here in order, and written as the other engine writes: its bytes do not tell how Spark cut it."""
        ordered = table.order_by(list(order))
        schema = to_arrow_schema(self._frame(ordered).schema)
        failures: list[Exception] = []
        even = _cut_evenly(_remembering(self.batches(ordered), failures), schema)
        self.desk.register("arriving", pa.RecordBatchReader.from_batches(schema, even))
        try:
            write(self.desk, "FROM arriving", target)
        except duckdb.Error as error:
            raise (failures or [error])[0] from error
        finally:
            self.desk.unregister("arriving")

    def _frame(self, table: ir.Table) -> DataFrame:
        return self.session.sql(str(ibis.to_sql(table, dialect="pyspark")))

    def _view(self, name: str, frame: DataFrame) -> ir.Table:
        frame.createOrReplaceTempView(name)
        return self.over.table(name)

    def _where(self, path: Path) -> str:
        if self._rows_at is None:
            return _as_uri(path)
        return f"{self._rows_at.rstrip('/')}/{path.relative_to(self._place.folder).as_posix()}"

    def _told(self, path: Path) -> str:
        """What helps, without the address of the copy: it may hold a password."""
        if self._rows_at is not None:
            return f"UNDERSIGNED_ROWS_AT must hold a copy of the case: {path.relative_to(self._place.folder)} in it"
        return "all its machines must have the case folder under the same path, or UNDERSIGNED_ROWS_AT names a copy"


def _remembering(batches: Iterator[pa.RecordBatch], failures: list[Exception]) -> Iterator[pa.RecordBatch]:
    """The batches; a failure of Spark's is kept, because DuckDB tells it as one of its own."""
    try:
        yield from batches
    except (PySparkException, Py4JError) as error:
        failures.append(error)
        raise


def _cut_evenly(batches: Iterator[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(part.num_rows for part in waiting) >= _ROWS_TOGETHER:
            joined = pa.Table.from_batches(waiting, schema).combine_chunks()
            yield from joined.slice(0, _ROWS_TOGETHER).to_batches()
            waiting = joined.slice(_ROWS_TOGETHER).to_batches()
    yield from pa.Table.from_batches(waiting, schema).combine_chunks().to_batches(max_chunksize=_ROWS_TOGETHER)


def _as_uri(path: Path) -> str:
    """A path for Spark, in which what looks like a pattern stands for itself."""
    return "file://" + _PATTERN.sub(r"\\\1", str(path.resolve()))
