"""Columns of a Parquet table as whole numbers: each text once, and for every row which one it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from undersigned.errors import CaseError

Whole = NDArray[np.int64]
NONE = -1
"""The code of a missing text."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A column of texts: `codes` has one number a row, `texts` what each number stands for."""

    codes: Whole
    texts: list[str]

    def numbers(self) -> dict[str, int]:
        """What number each text has."""
        return {text: code for code, text in enumerate(self.texts)}


def read(path: Path, names: Sequence[str]) -> pa.Table:
    """Some columns of a Parquet file.

    Raises:
        CaseError: the file cannot be read.
    """
    try:
        return pq.read_table(path, columns=list(names))
    except (OSError, pa.ArrowException) as error:
        raise CaseError(f"{path} cannot be read ({str(error).splitlines()[0]}).") from error


def coded(column: pa.ChunkedArray) -> Coded:
    """A column of texts as numbers."""
    encoded: Any = pc.dictionary_encode(column).combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):  # a column without rows has no chunk
        return Coded(np.zeros(0, dtype=np.int64), [])
    codes = encoded.indices.fill_null(NONE).to_numpy(zero_copy_only=False).astype(np.int64)
    return Coded(codes, encoded.dictionary.to_pylist())


def whole(column: pa.ChunkedArray, missing: int) -> Whole:
    """A column of whole numbers, or of days as numbers."""
    days = column.cast(pa.int32()) if pa.types.is_date(column.type) else column
    numbers: Whole = pc.fill_null(days.cast(pa.int64()), missing).to_numpy()
    return numbers


def grouped(codes: Whole) -> dict[int, Whole]:
    """The rows of each number, in order."""
    order = np.argsort(codes, kind="stable")
    values, starts = np.unique(codes[order], return_index=True)
    return dict(zip(values.tolist(), np.split(order, starts[1:]), strict=True)) if len(values) else {}
