"""Parquet: money and figures as decimals with two places, everything else as text or whole numbers."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from undersigned.exports.base import Sheet

_WHOLE = frozenset({"fiscal_year", "transactions", "awards", "row"})


def write(sheet: Sheet, target: Path) -> None:
    """Write the sheet."""
    schema = pa.schema([(name, _type(name, sheet)) for name in sheet.columns])
    with pq.ParquetWriter(target, schema) as writer:
        for batch in sheet.batches:
            columns = list(zip(*batch, strict=True))
            arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def _type(name: str, sheet: Sheet) -> pa.DataType:
    if name in sheet.decimals:
        return pa.decimal128(18, 2)
    return pa.int64() if name in _WHOLE else pa.string()
