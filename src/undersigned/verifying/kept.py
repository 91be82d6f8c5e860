"""The kept rows of every file: do they fit the books, which of them count, and when awards end; a second time.

One award and modification counts once: the publisher's transactions before API rows and tables before summaries; of
files of one rank the one added last. A summary counts where no other row tells of its award.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from undersigned import registry
from undersigned.case.folder import Case
from undersigned.errors import CaseError
from undersigned.sources.base import Source
from undersigned.terms.reconciliation import Reconciliation
from undersigned.verifying import columns
from undersigned.verifying.finding import Finding

Places = NDArray[np.int64]
"""Rows in order, two numbers each: the place (file and row in one number) and the obligation in cents."""
_MOST_ROWS = 2**40
_NO_AMOUNT = -(2**62)
_TABLE_RANK = 2
_TEXTS = ("transaction_key", "award_key", "modification")
_NUMBERS = ("row", "obligation", "total_obligation")
_DAYS = ("action_date", "end_date")


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows of all files but subawards, up to the day of the trace, as one table."""

    rows: pa.Table
    files: tuple[str, ...]


def read(case: Case, as_of: str) -> Kept:
    """Read the kept rows; later ones than the day of the trace (ISO) are as if they were not there."""
    sources = {source.name: source for source in _sources()}
    books = case.reconciliations()
    parts = [
        _part(case.file_folder(book.file_id) / "rows.parquet", number, sources.get(book.shape))
        for number, book in enumerate(books)
        if (source := sources.get(book.shape)) is None or source.rows != "subawards"
    ]
    if not parts:
        raise CaseError(f"The case in {case.folder} has no rows to verify.")
    rows = pa.concat_tables(parts)
    until = pa.scalar(date.fromisoformat(as_of), pa.date32())
    on_time = pc.fill_null(pc.less_equal(rows.column("action_date"), until), True)
    return Kept(rows.filter(on_time), tuple(book.file_id for book in books))


def balance(case: Case) -> Iterator[Finding | None]:
    """One item a file: None where its rows are as many and as much as its books say."""
    sources = {source.name: source for source in _sources()}
    for book in case.reconciliations():
        path = case.file_folder(book.file_id) / "rows.parquet"
        where = f"files/{book.file_id}/rows.parquet"
        source = sources.get(book.shape)
        yield _balance(book, columns.read(path, ["row", _amount(source)]), where)


def counting(kept: Kept) -> Places:
    """The rows that count."""
    rows = _winners(kept.rows) if len(kept.files) > 1 else kept.rows
    return _places(rows, rows.column("file_number").to_numpy())


def counted(path: Path, kept: Kept) -> Places:
    """The rows of a trace's `transactions.parquet`.

    Raises:
        CaseError: a row is of no file of the case.
    """
    table = columns.read(path, ("file_id", "row", "obligation"))
    numbers = pc.index_in(table.column("file_id"), value_set=pa.array(kept.files, pa.string()))
    if numbers.null_count:
        raise CaseError(f"{path}: {numbers.null_count:,} rows are of no file of this case.")
    return _places(table, numbers.to_numpy())


def _places(table: pa.Table, file_numbers: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Places:
    """Each row as its place and its cents, in order."""
    places = file_numbers.astype(np.int64) * _MOST_ROWS + table.column("row").to_numpy()
    order = np.argsort(places, kind="stable")
    return np.stack([places, columns.whole(table.column("obligation"), _NO_AMOUNT)], axis=1)[order]


def told(place: int, files: Sequence[str]) -> str:
    """A place as people read it."""
    return f"files/{files[place // _MOST_ROWS]}/rows.parquet, row {place % _MOST_ROWS}"


def ends(kept: Kept) -> dict[str, str]:
    """When each award ends (ISO), as its latest row tells that tells it at all."""
    rows = kept.rows.filter(pc.is_valid(kept.rows.column("end_date")))
    order = pc.sort_indices(rows, sort_keys=[("action_date", "ascending"), ("transaction_key", "ascending")])
    late = rows.take(order)
    keys, days = late.column("award_key").to_pylist(), late.column("end_date").to_pylist()
    return {key: day.isoformat() for key, day in zip(keys, days, strict=True)}


def _sources() -> list[Source]:
    return [module.SOURCE for module in registry.members("undersigned.sources").values()]


def _amount(source: Source | None) -> str:
    """The column whose net sum the books tell."""
    names = {"summaries": "total_obligation", "subawards": "subaward_amount"}
    return names.get(source.rows, "obligation") if source else "obligation"


def _balance(book: Reconciliation, rows: pa.Table, where: str) -> Finding | None:
    net = pc.sum(rows.column(1)).as_py() or 0
    if rows.num_rows != book.kept:
        return Finding(where, f"has {rows.num_rows:,} rows, but the books of {book.name} say {book.kept:,}")
    if net != book.net_kept:
        return Finding(where, f"sums to {net} cents, but the books of {book.name} say {book.net_kept}")
    return None


def _part(path: Path, number: int, source: Source | None) -> pa.Table:
    """The columns of one file that matter here, in one shape for all files."""
    present = pq.read_schema(path).names
    table = columns.read(path, [name for name in (*_TEXTS, *_NUMBERS, *_DAYS) if name in present])
    types = {
        **dict.fromkeys(_TEXTS, pa.string()),
        **dict.fromkeys(_NUMBERS, pa.int64()),
        **dict.fromkeys(_DAYS, pa.date32()),
    }
    whole = {
        name: table.column(name).cast(kind) if name in present else pa.nulls(len(table), kind)
        for name, kind in types.items()
    }
    summary = source is not None and source.rows == "summaries"
    if summary:
        whole["modification"] = pa.array(["summary"] * len(table), pa.string())
        whole["obligation"] = whole["total_obligation"]
    own_key = pc.binary_join_element_wise(whole["award_key"], whole["modification"], "#")
    whole["transaction_key"] = pc.coalesce(whole["transaction_key"], own_key)
    del whole["total_obligation"]
    constants = {"rank": source.rank if source else _TABLE_RANK, "file_number": number, "is_summary": summary}
    return pa.table({**whole, **{name: pa.repeat(value, len(table)) for name, value in constants.items()}})


def _winners(rows: pa.Table) -> pa.Table:
    """The rows of several files that count."""
    summaries = rows.filter(rows.column("is_summary"))
    others = rows.filter(pc.invert(rows.column("is_summary")))
    best = others.group_by(["award_key", "modification"]).aggregate([("rank", "min")])
    ranked = others.join(best, ["award_key", "modification"], join_type="inner")
    ranked = ranked.filter(pc.equal(ranked.column("rank"), ranked.column("rank_min"))).select(rows.column_names)
    alone = pc.invert(pc.is_in(summaries.column("award_key"), value_set=pc.unique(others.column("award_key"))))
    left = pa.concat_tables([ranked, summaries.filter(alone)])
    last = left.group_by(["transaction_key"]).aggregate([("file_number", "max")])
    joined = left.join(last, ["transaction_key"], join_type="inner")
    return joined.filter(pc.equal(joined.column("file_number"), joined.column("file_number_max")))
