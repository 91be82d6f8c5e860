"""The rows that each claim cites, as its table tells them: read once from end to end, claim by claim."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from undersigned.errors import CaseError
from undersigned.verifying.columns import Coded, Whole


def cited(path: Path, keys: Coded) -> Iterator[tuple[str, Whole]]:
    """Each claim's identifier with the numbers of the transaction keys that it cites, -1 for a key that no row has.

    Raises:
        CaseError: the file cannot be read, or a claim's citations do not stand together.
    """
    known, seen = pa.array(keys.texts, pa.string()), set[str]()
    claim_id, parts = "", list[Whole]()
    for identifier, numbers in _runs(path, known):
        if identifier != claim_id:
            if parts:
                yield claim_id, np.concatenate(parts)
            if identifier in seen:
                raise CaseError(f"{path}: the citations of claim {identifier} do not stand together.")
            seen.add(identifier)
            claim_id, parts = identifier, []
        parts.append(numbers)
    if parts:
        yield claim_id, np.concatenate(parts)


def _runs(path: Path, known: pa.Array) -> Iterator[tuple[str, Whole]]:
    """Runs of one claim within each batch of the file."""
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(1_000_000, columns=["claim_id", "transaction_key"]):
                numbers = pc.fill_null(pc.index_in(batch.column(1), value_set=known), -1).to_numpy().astype(np.int64)
                ends = pc.run_end_encode(batch.column(0), run_end_type=pa.int64())
                starts = [0, *ends.run_ends.to_pylist()]
                for identifier, first, last in zip(ends.values.to_pylist(), starts, starts[1:], strict=False):
                    yield identifier, numbers[first:last]
    except (OSError, pa.ArrowException) as error:
        raise CaseError(f"{path} cannot be read ({str(error).splitlines()[0]}).") from error
