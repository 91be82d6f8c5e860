"""Parquet: money and figures as decimals with two places, everything else as text or whole numbers."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from undersigned.exports.base import About, Row, Sheet, Sink
from undersigned.exports.tables import WHOLE

HEARS: frozenset[str] = frozenset()
ENDINGS = (".parquet",)


@contextmanager
def begin(target: Path, about: About) -> Iterator[Sink]:  # noqa: ARG001  # a table says nothing of the case
    """Open the file; it is made when its columns are known."""
    with ExitStack() as opened:
        yield _Parquet(target, opened)


class _Parquet(Sink):
    def __init__(self, target: Path, opened: ExitStack) -> None:
        self._target = target
        self._opened = opened
        self._schema = pa.schema([])
        self._writer: pq.ParquetWriter = None

    def table(self, sheet: Sheet) -> None:
        self._schema = pa.schema([(name, _type(name, sheet)) for name in sheet.columns])
        self._writer = self._opened.enter_context(pq.ParquetWriter(self._target, self._schema, compression="zstd"))

    def rows(self, batch: Sequence[Row]) -> None:
        columns = zip(*batch, strict=True)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, self._schema, strict=True)]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))


def _type(name: str, sheet: Sheet) -> pa.DataType:
    if name in sheet.decimals:
        return pa.decimal128(18, 2)
    return pa.int64() if name in WHOLE else pa.string()
