"""Shapes never add: from all kept rows to the rows that count.

One award and modification counts once: transactions (rank 1) over API rows and tables (rank 2) over summaries
(rank 3); within one rank the file added last, because a later download corrects an earlier one. A summary counts,
without a fiscal year, only where the case has no other row of its award. Subawards are never added.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from undersigned.case.folder import Case
from undersigned.engine.base import Engine
from undersigned.engine.base import rows as lines
from undersigned.engine.portable import total
from undersigned.errors import CaseError
from undersigned.ingest.heading import known_sources
from undersigned.terms.column import SUBAWARD, TRANSACTION, Column
from undersigned.terms.reconciliation import Reconciliation

_SHAPES_OF_SUBAWARDS = {source.name for source in known_sources() if source.rows == "subawards"}
_SHAPES_OF_SUMMARIES = {source.name for source in known_sources() if source.rows == "summaries"}
_RANKS = {source.name: source.rank for source in known_sources()}
TABLE_RANK = 2
_TYPES = {"text": "string", "cents": "int64", "date": "date", "year": "int32"}
_ARROW = {"text": pa.string(), "cents": pa.int64(), "date": pa.date32(), "year": pa.int32()}


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a case: all that were kept, those that count, those of subawards, those after the day asked for."""

    every: ir.Table
    counting: ir.Table
    subawards: ir.Table
    later: ir.Table
    winners: ir.Table | None
    """Which file's row counts, by its key; None where the case has one file."""


@dataclass(frozen=True, slots=True)
class Superseded:
    """Rows of one file that do not count because another file tells of the same awards and modifications.

    `different` of them have another amount than the row that counts.
    """

    file: str
    winner: str
    rows: int
    different: int


def prepare(case: Case, engine: Engine, until: str | None = None) -> Rows:
    """The case's rows in an engine.

    With `until` (ISO day) rows after that day are as if they were not there; `later` has them.
    """
    books = case.reconciliations()
    if not books:
        raise CaseError(f"The case in {case.folder} has no files yet. Run: undersigned add --case {case.folder} FILE")
    rows, subawards = [_nothing("no_rows", TRANSACTION, engine)], [_nothing("no_subawards", SUBAWARD, engine)]
    for number, book in enumerate(books):
        read = engine.read(case.file_folder(book.file_id) / "rows.parquet")
        if book.shape in _SHAPES_OF_SUBAWARDS:
            subawards.append(read.select(**_as_ours(read, SUBAWARD), **_of_file(book, number)))
        else:
            rows.append(_of_any_shape(read, book, number))
    of_any_day = engine.name("rows_of_any_day", _all(rows))
    after = ibis.literal(False) if until is None else of_any_day.action_date > ibis.literal(date.fromisoformat(until))
    every = engine.name("every_row", of_any_day.filter(~after.fill_null(False)))
    winners = engine.keep("winners", _winners(every)) if len(books) > 1 else None
    counting = every if winners is None else every.semi_join(winners, ["transaction_key", "file_number"])
    return Rows(
        every=every,
        counting=engine.name("counting", counting),
        subawards=engine.name("subaward_rows", _all(subawards)),
        later=of_any_day.filter(after),
        winners=winners,
    )


def _nothing(name: str, columns: tuple[Column, ...], engine: Engine) -> ir.Table:
    """No rows, with every column and its type: what the rows of files are added to."""
    fields = [("row", pa.int64()), ("individual", pa.bool_())]
    fields += [(column.name, _ARROW[column.kind]) for column in columns]
    fields += [("shape", pa.string()), ("rank", pa.int32()), ("file_number", pa.int32()), ("file_id", pa.string())]
    fields += [("is_summary", pa.bool_())] if columns is TRANSACTION else []
    return engine.load(name, pa.schema(fields).empty_table())


def _as_ours(table: ir.Table, columns: tuple[Column, ...]) -> dict[str, ir.Value]:
    """Our columns from a file, NULL for those that it does not have."""
    present = set(table.columns)
    ours = {
        column.name: table[column.name] if column.name in present else ibis.null(_TYPES[column.kind])
        for column in columns
    }
    return {"row": table["row"], "individual": table["individual"], **ours}


def _of_file(book: Reconciliation, number: int) -> dict[str, ir.Value]:
    return {
        "shape": ibis.literal(book.shape),
        "rank": ibis.literal(_RANKS.get(book.shape, TABLE_RANK), "int32"),
        "file_number": ibis.literal(number, "int32"),
        "file_id": ibis.literal(book.file_id),
    }


def _of_any_shape(table: ir.Table, book: Reconciliation, number: int) -> ir.Table:
    """A summary is one row of its award: it has the award's total, and no modification of its own."""
    ours = _as_ours(table, TRANSACTION)
    summary = book.shape in _SHAPES_OF_SUMMARIES
    if summary:
        ours |= {"obligation": ours["total_obligation"], "modification": ibis.literal("summary")}
    key = ours["award_key"].concat("#", ours["modification"])
    ours["transaction_key"] = ibis.coalesce(ours["transaction_key"], key)
    return table.select(**ours, **_of_file(book, number), is_summary=ibis.literal(summary))


def _all(tables: Sequence[ir.Table]) -> ir.Table:
    """One table after the other; halved, so that many files do not stand in each other hundreds deep."""
    if len(tables) == 1:
        return tables[0]
    half = len(tables) // 2
    return ibis.union(_all(tables[:half]), _all(tables[half:]))


def _winners(every: ir.Table) -> ir.Table:
    """Between ranks an award and modification counts once.

    Within a rank the publisher's own key tells two transactions of one modification apart.
    """
    single, summaries = every.filter(~every.is_summary), every.filter(every.is_summary)
    best = single.group_by("award_key", "modification").aggregate(rank=single["rank"].min())
    chosen = every.semi_join(best, ["award_key", "modification", "rank"])
    alone = summaries.anti_join(best, "award_key")
    return ibis.union(
        *(of.group_by("transaction_key").aggregate(file_number=of.file_number.max()) for of in (chosen, alone))
    )


def superseded(case: Case, engine: Engine, rows: Rows) -> list[Superseded]:
    """Which file won over which, by rows."""
    if rows.winners is None:
        return []
    names = [book.name for book in case.reconciliations()]
    lost = rows.every.anti_join(rows.winners, ["transaction_key", "file_number"])
    counting = rows.counting
    amounts = counting.group_by("award_key", "modification").aggregate(
        same=counting.file_number.min(), counted=total(counting.obligation)
    )
    awards = counting.group_by("award_key").aggregate(of_award=counting.file_number.min())
    lost = lost.select("award_key", "modification", "file_number", "obligation")
    beaten = lost.left_join(amounts, ["award_key", "modification"]).drop("award_key_right", "modification_right")
    told = beaten.left_join(awards, "award_key")
    told = told.select(
        "file_number", winner=ibis.coalesce(told.same, told.of_award), different=told.counted != told.obligation
    )
    found = told.group_by("file_number", "winner").aggregate(
        rows=told.count(), different=told.count(where=told.different.fill_null(False))
    )
    return [
        Superseded(names[row["file_number"]], names[row["winner"]], row["rows"], row["different"])
        for row in lines(engine, found.order_by("file_number", "winner"))
    ]


def count_later(engine: Engine, rows: Rows, until: str | None) -> int:
    """How many rows lie after the day that `prepare` was given.

    Raises:
        CaseError: all of them do.
    """
    if until is None:
        return 0
    later, left = _value(engine, rows.later.count()), _value(engine, rows.every.count())
    if later and not left:
        raise CaseError(f"No row of this case is of {until} or before. Give a later day with --as-of, or none.")
    return int(later)


def last_day(engine: Engine, rows: Rows) -> str:
    """The records' last day (ISO), among the rows that count."""
    return str(_value(engine, rows.counting.action_date.max()) or date(1970, 1, 1))


def _value(engine: Engine, scalar: ir.Scalar) -> Any:
    (row,) = lines(engine, scalar.name("value").as_table())
    return row["value"]
