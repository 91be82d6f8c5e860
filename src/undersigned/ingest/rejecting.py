"""The reject list of a file: line, reason and raw text, what is about persons blanked."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path

import duckdb

from undersigned.engine.duck import literal
from undersigned.ingest import persons, records, streaming
from undersigned.ingest.normalising import OF_THE_PRIME, OF_THE_RECIPIENT, Reading
from undersigned.ingest.numbered import Columned, Table
from undersigned.ingest.opening import Part
from undersigned.ingest.records import Record
from undersigned.ingest.staging import Staged
from undersigned.sources.base import PERSONAL

BLANK = "[withheld]"
LONGEST_RAW = 20_000
"""Characters; the raw text of a reject is for recognising the row, not for keeping it."""
_WHO = re.compile(r"recipient|awardee|payee|cage|duns|uei", re.IGNORECASE)
"""Columns of the publishers about who is paid; of a natural person none is shown."""
_KEY = re.compile(r"CONT_[A-Z]+_[\w.-]+")
_BATCH = 10_000
_OF_ONE_ROW = re.compile(r" as row \d+,")


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that the case does not keep; `cents` where its amount can be read."""

    row: int
    line: int | None
    reason: str
    raw: str
    cents: int | None


@dataclass(slots=True)
class Rejected:
    """What the reject list comes to; the list itself is in `rejects.parquet`."""

    count: int = 0
    cents: int = 0
    first: Reject | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def take(self, reject: Reject) -> None:
        """Count one more."""
        self.first = self.first or reject
        self.count += 1
        self.cents += reject.cents or 0
        self.counts[_OF_ONE_ROW.sub(" as an earlier row,", reject.reason)] += 1

    def reasons(self) -> dict[str, int]:
        """How many rows each reason took, most first."""
        return dict(self.counts.most_common())


def mark(reading: Reading, staged: Staged, connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `rejected_rows`: rows with a reason, and rows that contradict an earlier one of the same key.

    Looking for reasons costs a pass over all rows, so it is done only when the counts say that there are some.
    """
    kept_and_again = connection.execute("SELECT (SELECT count(*) FROM kept) + (SELECT count(*) FROM again)").fetchall()
    some = staged.rows - staged.malformed > kept_and_again[0][0]
    person = "individual OR prime_individual" if reading.source.rows == "subawards" else "individual"
    money = reading.money()
    told = f"{money} AS cents, {person} AS person, recipient_name AS name, agency, fiscal_year, {money}"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE rejected_rows AS
            SELECT row, reason, {told} FROM typed WHERE {"reason IS NOT NULL" if some else "false"}
            UNION ALL
            SELECT row, 'same award and modification as row ' || first || ', with other values', {told}
            FROM sharing_typed JOIN again USING (row) WHERE NOT same"""
    )


def write(
    table: Table, reading: Reading, staged: Staged, target: Path, connection: duckdb.DuckDBPyConnection
) -> Rejected:
    """The list as Parquet, empty where there is none, and what it comes to; call `mark` first."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE rejects (row BIGINT, line BIGINT, reason VARCHAR, raw VARCHAR, cents BIGINT)"
    )
    rejected = Rejected()
    found = _collect(table, reading, staged, connection)
    while batch := list(islice(found, _BATCH)):
        for reject in batch:
            rejected.take(reject)
        columns = zip(*((each.row, each.line, each.reason, each.raw, each.cents) for each in batch), strict=True)
        connection.execute(
            "INSERT INTO rejects SELECT unnest(?::BIGINT[]), unnest(?::BIGINT[]), unnest(?::VARCHAR[]), "
            "unnest(?::VARCHAR[]), unnest(?::BIGINT[])",
            [list(column) for column in columns],
        )
    connection.execute(f"COPY (FROM rejects ORDER BY row) TO {literal(str(target))} (FORMAT parquet)")
    return rejected


@dataclass(frozen=True, slots=True)
class _Mark:
    """What the engine says about a rejected row."""

    row: int
    reason: str
    cents: int | None
    person: bool
    name: str | None


def _collect(table: Table, reading: Reading, staged: Staged, connection: duckdb.DuckDBPyConnection) -> Iterator[Reject]:
    """Malformed records, rows with a reason, and rows that contradict an earlier row of the same key, in order.

    A part in which there is none of them is not read again.
    """
    marks = _marks(connection)
    mark = next(marks, None)
    for number, each in enumerate(table.parts):
        before, counted = staged.before(number), staged.parts[number]
        if not counted.malformed and (mark is None or mark.row > before + counted.rows):
            continue
        raws = _Raws(reading, each.columns.names)
        for record in _records(each, connection):
            row = before + record.number
            if mark is not None and row == mark.row:
                yield Reject(row, record.line, mark.reason, raws.of(record, mark), mark.cents)
                mark = next(marks, None)
            elif record.problem is not None and counted.malformed:
                yield Reject(row, record.line, record.problem, raws.of(record, None), None)


def _records(each: Columned, connection: duckdb.DuckDBPyConnection) -> Iterator[Record]:
    if each.part.form == "parquet":
        yield from _parquet_rows(each.part, connection)
        return
    with streaming.text(each.part) as file:
        yield from records.read(file, each.columns.delimiter)


def _marks(connection: duckdb.DuckDBPyConnection) -> Iterator[_Mark]:
    last = 0
    query = f"SELECT row, reason, cents, person, name FROM rejected_rows WHERE row > ? ORDER BY row LIMIT {_BATCH}"
    while batch := connection.execute(query, [last]).fetchall():
        yield from (_Mark(*found) for found in batch)
        last = batch[-1][0]


def _parquet_rows(part: Part, connection: duckdb.DuckDBPyConnection) -> Iterator[Record]:
    """The rejected rows of a Parquet file, which has no lines."""
    last = 0
    query = (
        f"SELECT file_row_number + 1, columns(* EXCLUDE file_row_number)::VARCHAR "
        f"FROM read_parquet({literal(str(part.path))}, file_row_number = true) WHERE file_row_number + 1 IN "
        f"(SELECT rejected_rows.row FROM rejected_rows WHERE rejected_rows.row > ? ORDER BY 1 LIMIT 1000) "
        f"ORDER BY file_row_number"
    )
    while batch := connection.execute(query, [last]).fetchall():
        yield from (Record(number, None, ["" if cell is None else cell for cell in cells]) for number, *cells in batch)
        last = batch[-1][0]


class _Raws:
    """Raw texts of the rejects of one file, without what is about persons.

    Of a table that a mapping describes only the columns that the mapping names are shown: nobody knows the others.
    """

    def __init__(self, reading: Reading, names: Sequence[str]) -> None:
        found = reading.found
        self.names = names
        who = {
            found[ours] for ours in ("recipient_name", *OF_THE_RECIPIENT, "prime_name", *OF_THE_PRIME) if ours in found
        }
        self.who = [name in who or bool(_WHO.search(name)) for name in self.names]
        source = reading.source
        mapped = set(self.names if source.federal_award_key else found.values())
        self.hidden = [bool(PERSONAL.search(name)) or name not in mapped for name in self.names]
        self.delicate = bool(source.individual_columns or source.business_types or any(self.hidden))

    def of(self, record: Record, mark: _Mark | None) -> str:
        """The record as CSV; without a mark it is one that could not be taken apart into the heading's cells."""
        shown = self._out_of_step(record.cells) if mark is None else self._in_step(record.cells, mark)
        buffer = io.StringIO()
        csv.writer(buffer).writerow(shown)
        return buffer.getvalue().removesuffix("\r\n")[:LONGEST_RAW]

    def _in_step(self, cells: list[str], mark: _Mark) -> list[str]:
        """Every cell under its heading."""
        name = mark.name if mark.person else None
        shown = []
        for position, cell in enumerate(cells):
            hidden = self.hidden[position] or (mark.person and self.who[position])
            shown.append(BLANK if cell and hidden else _neutral(cell, name))
        return shown

    def _out_of_step(self, cells: list[str]) -> list[str]:
        """Nothing tells which cell is whose: where some columns are about persons, only award keys are shown."""
        return [BLANK if cell and self.delicate and not _KEY.fullmatch(cell) else _neutral(cell) for cell in cells]


@lru_cache(maxsize=1 << 15)
def _neutral(cell: str, name: str | None = None) -> str:
    return BLANK if persons.looks_natural(cell) else persons.mask(cell, name)
