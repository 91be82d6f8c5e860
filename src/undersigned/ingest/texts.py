"""Staged text on disk, as Arrow, which the engine reads again as often as it asks for it.

The engine is handed one batch at a time, so memory does not grow with the table; and only the columns and the batches
that a query needs are read where it says so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import ipc

BATCH = 61_440
"""Rows; thirty of the engine's vectors."""
_SPACE, _LAST_PLAIN, _END_OF_NO_BREAK_SPACE = 0x20, 0x7E, 0xA0


@dataclass(frozen=True, slots=True)
class Texts:
    """Rows of several files of one schema, one after another: whatever knows Arrow's C interface can read them.

    `chosen` gives for each file the numbers of the batches that are read; None stands for all.
    """

    paths: tuple[Path, ...]
    schema: pa.Schema
    chosen: tuple[tuple[int, ...], ...] | None = None

    def only(self, names: Iterable[str]) -> "Texts":
        """The same rows with these columns alone, in the order of the files."""
        wanted = set(names)
        return replace(self, schema=pa.schema([field for field in self.schema if field.name in wanted]))

    def around(self, rows: NDArray[np.int64]) -> "Texts":
        """The batches in which one of these rows is; they must be in order."""
        numbers = self.only(["row"])
        chosen = tuple(
            tuple(place for place, batch in numbers.batches_of(number) if _holds(batch.column(0), rows))
            for number in range(len(self.paths))
        )
        return replace(self, chosen=chosen)

    def __arrow_c_schema__(self) -> object:
        """What the engine asks first."""
        return self.schema.__arrow_c_schema__()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """All rows from the start, each time it is asked."""
        batches = (batch for number in range(len(self.paths)) for _, batch in self.batches_of(number))
        return pa.RecordBatchReader.from_batches(self.schema, batches).__arrow_c_stream__(requested_schema)

    def batches_of(self, number: int) -> Iterator[tuple[int, pa.RecordBatch]]:
        """The chosen batches of a file, each with its place in it."""
        with pa.OSFile(str(self.paths[number])) as file:
            places = [ipc.open_file(file).schema.get_field_index(name) for name in self.schema.names]
            rows = ipc.open_file(file, options=ipc.IpcReadOptions(included_fields=places, use_threads=False))
            for place in range(rows.num_record_batches) if self.chosen is None else self.chosen[number]:
                yield place, rows.get_batch(place)


def write(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path, packed: bool) -> None:
    """Write batches to a new file; `packed` makes it a third as large and costs a little time."""
    options = ipc.IpcWriteOptions(compression="lz4" if packed else None)
    with pa.OSFile(str(path), "wb") as file, ipc.new_file(file, schema, options=options) as rows:
        for batch in batches:
            rows.write_batch(batch)


def may_need_trimming(column: pa.Array) -> bool:
    """Is some text blank, or does it begin or end with what may be space? Looks at the ends alone, of all at once."""
    _, places, letters = column.buffers()
    ends = np.frombuffer(places, np.int32)[column.offset : column.offset + len(column) + 1]
    filled = ends[:-1] != ends[1:]
    if np.count_nonzero(filled) != len(column) - column.null_count:
        return True
    if not filled.any():
        return False
    text = np.frombuffer(letters, np.uint8)
    first, last = text[ends[:-1][filled]], text[ends[1:][filled] - 1]
    odd = (first <= _SPACE) | (first > _LAST_PLAIN) | (last == _SPACE) | (last == _END_OF_NO_BREAK_SPACE)
    return bool(odd.any())


def _holds(batch: pa.Array, rows: NDArray[np.int64]) -> bool:
    numbers = batch.to_numpy()
    return bool(len(numbers)) and bool(
        np.searchsorted(rows, numbers[0]) != np.searchsorted(rows, numbers[-1], side="right")
    )
