"""The reject list of a file: line, reason and raw text, personal columns blanked."""

import csv
import io
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb

from undersigned.engine.duck import literal
from undersigned.ingest import persons, records
from undersigned.ingest.heading import Heading
from undersigned.ingest.normalising import Reading
from undersigned.ingest.opening import Part
from undersigned.ingest.staging import Staged
from undersigned.sources.base import PERSONAL, Source

BLANK = "[withheld]"


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that the case does not keep; `cents` where its amount can be read."""

    row: int
    line: int | None
    reason: str
    raw: str
    cents: int | None


def mark(reading: Reading, staged: Staged, connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `rejected_rows`: rows with a reason, and rows that contradict an earlier one of the same key.

    Looking for reasons costs a pass over all rows, so it is done only when the counts say that there are some.
    """
    kept_and_again = connection.execute("SELECT (SELECT count(*) FROM kept) + (SELECT count(*) FROM again)").fetchall()[
        0
    ][0]
    some = staged.rows - len(staged.malformed) > kept_and_again
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE rejected_rows AS
            SELECT row, reason, {reading.money()} AS cents FROM typed WHERE {"reason IS NOT NULL" if some else "false"}
            UNION ALL
            SELECT row, 'same award and modification as row ' || first || ', with other values', {reading.money()}
            FROM typed JOIN again USING (row) WHERE NOT same AND row IN (SELECT row FROM again WHERE NOT same)"""
    )


def collect(
    part: Part, heading: Heading, source: Source, staged: Staged, connection: duckdb.DuckDBPyConnection
) -> list[Reject]:
    """Malformed records, rows with a reason, and rows that contradict an earlier row of the same key."""
    reasons = {
        int(row): (str(reason), cents)
        for row, reason, cents in connection.execute("SELECT row, reason, cents FROM rejected_rows").fetchall()
    }
    malformed = {record.number: record for record in staged.malformed}
    if not reasons and not malformed:
        return []
    found = [
        Reject(number, record.line, record.problem or "", _raw(record.cells, heading, source), None)
        for number, record in malformed.items()
    ]
    if part.form == "parquet":
        found += [Reject(row, None, reason, "", cents) for row, (reason, cents) in reasons.items()]
    else:
        for record in records.read(part.path, heading.delimiter):
            if record.number in reasons:
                reason, cents = reasons[record.number]
                found.append(Reject(record.number, record.line, reason, _raw(record.cells, heading, source), cents))
    return sorted(found, key=lambda reject: reject.row)


def write(rejects: list[Reject], target: Path, connection: duckdb.DuckDBPyConnection) -> None:
    """The list as Parquet, empty where there is none."""
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE rejects (row BIGINT, line BIGINT, reason VARCHAR, raw VARCHAR, cents BIGINT)"
    )
    values = [(reject.row, reject.line, reject.reason, reject.raw, reject.cents) for reject in rejects]
    if values:
        connection.executemany("INSERT INTO rejects VALUES (?, ?, ?, ?, ?)", values)
    connection.execute(f"COPY (FROM rejects ORDER BY row) TO {literal(str(target))} (FORMAT parquet)")


def reasons(rejects: list[Reject]) -> dict[str, int]:
    """How many rows each reason took, most first."""
    return dict(Counter(reject.reason for reject in rejects).most_common())


def _raw(cells: list[str], heading: Heading, source: Source) -> str:
    """The record as it stands, without what is about persons.

    Cells that do not fit the heading cannot be told apart, so of such a record only the masked first 200
    characters of the columns before any personal one are kept.
    """
    recipient = next((name for name in source.columns.get("recipient_name", ()) if name in heading.names), None)
    aligned = len(cells) == len(heading.names)
    shown = []
    for position, cell in enumerate(cells):
        name = heading.names[position] if position < len(heading.names) else ""
        if PERSONAL.search(name):
            if not aligned:
                break
            shown.append(BLANK if cell else "")
        elif name == recipient and persons.looks_natural(cell):
            shown.append(BLANK)
        else:
            shown.append(persons.mask(cell))
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(shown)
    return buffer.getvalue() if aligned else buffer.getvalue()[:200]
