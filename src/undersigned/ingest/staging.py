"""First step through the engine: the wanted columns of a table, as trimmed text, numbered, in Parquet.

Personal columns end here: they are not among the wanted ones, so no later step can see them.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import duckdb

from undersigned.engine.duck import literal
from undersigned.errors import InputError
from undersigned.ingest import records
from undersigned.ingest.heading import Heading
from undersigned.ingest.opening import Part
from undersigned.sources.base import Source

LONGEST_LINE = 1 << 24
"""Bytes; the fast reader keeps to its own 2 MB, which lets it read in parallel, and longer lines come here."""

SMALL_GROUPS = "ROW_GROUP_SIZE 30720, DICTIONARY_SIZE_LIMIT 3000"
"""For COPY to Parquet: dictionaries that stay in the processor's cache, and that columns without repeats give up soon.

Writing 5 million rows of ten columns costs a third less than in groups of the usual 122,880 rows.
"""
_SHORT_LIVED = f"COMPRESSION uncompressed, {SMALL_GROUPS}"


@dataclass(frozen=True, slots=True)
class Staged:
    """`path` has the column `row` (record number) and one text column for each wanted name of the publisher.

    `malformed` counts the records that are no rows: they have no place in `path`. `rows` counts both.
    """

    path: Path
    rows: int
    malformed: int = 0


def wanted(source: Source, heading: Heading) -> list[str]:
    """The publisher's columns that later steps use."""
    marks = (*source.individual_columns, source.business_types, source.prime_business_types)
    names = [*source.found(list(heading.names)).values(), *marks]
    return [name for name in dict.fromkeys(names) if name in heading.names and name]


def stage(part: Part, heading: Heading, source: Source, scratch: Path, connection: duckdb.DuckDBPyConnection) -> Staged:
    """Read the table; one that the engine's reader refuses is read again record by record."""
    names = wanted(source, heading)
    target = scratch / "staged.parquet"
    if part.form == "parquet":
        columns = ", ".join(f"{_trimmed(f'CAST({_safe(name)} AS VARCHAR)')} AS {_safe(name)}" for name in names)
        try:
            _copy(f"SELECT {columns} FROM read_parquet({literal(str(part.path))})", target, connection)
        except duckdb.IOException:
            raise
        except duckdb.Error as error:
            raise InputError(f"{part.name} is damaged: not all of its rows can be read. Download it again.") from error
        return Staged(target, _count(target, connection))
    try:
        _copy(_select(part.path, heading, names), target, connection)
    except (duckdb.InvalidInputException, duckdb.ConversionException):
        return _stage_record_by_record(part, heading, names, scratch, connection)
    return Staged(target, _count(target, connection))


def _stage_record_by_record(
    part: Part, heading: Heading, names: list[str], scratch: Path, connection: duckdb.DuckDBPyConnection
) -> Staged:
    mended = scratch / "mended.csv"
    total = malformed = 0
    with mended.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["row", *heading.names])
        for record in records.read(part.path, heading.delimiter):
            total += 1
            if record.problem is None:
                writer.writerow([record.number, *record.cells])
            else:
                malformed += 1
    target = scratch / "staged.parquet"
    select = _select(mended, Heading(("row", *heading.names), ","), ["row", *names])
    _copy(select.replace("columns={", f"max_line_size={LONGEST_LINE}, columns={{", 1), target, connection)
    return Staged(target, total, malformed)


def _select(path: Path, heading: Heading, names: list[str]) -> str:
    columns = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(len(heading.names)))
    chosen = ", ".join(f"{_trimmed(f'c{heading.names.index(name)}')} AS {_safe(name)}" for name in names)
    delimiter = heading.delimiter.replace("\t", "\\t")
    return (
        f"SELECT {chosen} FROM read_csv({literal(str(path))}, auto_detect=false, header=true, "
        f"delim='{delimiter}', quote='\"', escape='\"', columns={{{columns}}})"
    )


def _trimmed(text: str) -> str:
    """SQL: the text without space around it; NULL where it is blank.

    `trim` looks at every letter of a text and copies it, for 50 million texts half the cost of staging them; so the
    ends are looked at first.
    """
    spaced = " OR ".join((f"{text} < '!'", f"{text} > '~'", f"ends_with({text}, ' ')", f"ends_with({text}, '\u00a0')"))
    return f"CASE WHEN {spaced} THEN nullif(trim({text}), '') ELSE {text} END"


def _safe(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _copy(select: str, target: Path, connection: duckdb.DuckDBPyConnection) -> None:
    target.unlink(missing_ok=True)
    connection.execute(f"COPY ({select}) TO {literal(str(target))} (FORMAT parquet, {_SHORT_LIVED})")


def _count(target: Path, connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute(f"SELECT count(*) FROM read_parquet({literal(str(target))})").fetchone()
    return int(row[0]) if row else 0
