"""A person marked in one file is neutral in every file of the case: some shapes name people and mark nobody.

The bulk files mark sole proprietors; the 10-column shape names the same recipients without a mark. An award all of
whose marked rows are a person's is a person's in every file; of an award with several recipients, only the
modifications that are marked.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from undersigned.engine.duck import literal
from undersigned.ingest.heading import known_sources
from undersigned.ingest.persons import NEUTRAL_NAME, without_name
from undersigned.terms.reconciliation import Reconciliation

BLANK = "[withheld]"
_MARKING = {source.name for source in known_sources() if source.individual_columns}
_TOLD_OF = "regexp_extract(raw, 'CONT_[A-Z]+_[A-Za-z0-9_.-]+') IN (SELECT award_key FROM marked)"
_UNMARKED = {source.name for source in known_sources() if source.rows == "transactions"} - _MARKING


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of the case or on its way into it: its books and the folder of its rows."""

    books: Reconciliation
    folder: Path


def neutralise(files: Mapping[str, Kept], scratch: Path, connection: duckdb.DuckDBPyConnection) -> dict[str, Kept]:
    """The files that have to change, with their neutral rows in folders of their own; nothing is changed in place."""
    marking = [kept.folder for kept in files.values() if kept.books.shape in _MARKING]
    unmarked = {file_id: kept for file_id, kept in files.items() if kept.books.shape in _UNMARKED}
    if not marking or not unmarked:
        return {}
    _mark(marking, connection)
    changed = {}
    for file_id, kept in unmarked.items():
        if (count := _find(kept.folder, connection)) is not None:
            books = replace(kept.books, individuals=kept.books.individuals + count)
            changed[file_id] = Kept(books, scratch / f"neutral-{file_id}")
            _write(kept.folder, changed[file_id], connection)
    return changed


def _mark(folders: list[Path], connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `marked`; a modification of NULL stands for the whole award."""
    rows = " UNION ALL ".join(
        f"SELECT award_key, individual, {_column('modification', folder, connection)} FROM {_table(folder, 'rows')}"
        for folder in folders
    )
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE marked AS
            WITH told AS ({rows}),
                 awards AS (SELECT award_key, bool_and(individual) AS whole FROM told
                            GROUP BY award_key HAVING bool_or(individual))
            SELECT DISTINCT award_key, CASE WHEN NOT whole THEN modification END AS modification
            FROM told JOIN awards USING (award_key) WHERE individual AND (whole OR modification IS NOT NULL)"""
    )


def _find(folder: Path, connection: duckdb.DuckDBPyConnection) -> int | None:
    """Make the table `hits`, the rows to make neutral; how many, or None where rows and rejects can stay."""
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE hits AS SELECT row FROM {_table(folder, "rows")} AS kept
            WHERE NOT individual AND EXISTS (
                FROM marked WHERE marked.award_key = kept.award_key
                AND coalesce(marked.modification, kept.modification) = kept.modification)"""
    )
    count, rejected = connection.execute(
        f"SELECT (SELECT count(*) FROM hits), (SELECT count(*) FROM {_table(folder, 'rejects')} WHERE {_TOLD_OF})"
    ).fetchall()[0]
    return int(count) if count or rejected else None


def _write(folder: Path, changed: Kept, connection: duckdb.DuckDBPyConnection) -> None:
    changed.folder.mkdir()
    neutral = f"CASE WHEN hit THEN {literal(NEUTRAL_NAME)} ELSE recipient_name END AS recipient_name"
    if _has("description", folder, connection):
        neutral += f", {without_name('description', 'hit', 'recipient_name')} AS description"
    _copy(
        f"""SELECT * EXCLUDE (hit) REPLACE (individual OR hit AS individual, {neutral})
            FROM (SELECT *, row IN (FROM hits) AS hit FROM {_table(folder, "rows")}) ORDER BY row""",
        changed.folder / "rows.parquet",
        connection,
    )
    _copy(
        f"""SELECT * REPLACE (CASE WHEN {_TOLD_OF} THEN '{BLANK}' ELSE raw END AS raw)
            FROM {_table(folder, "rejects")} ORDER BY row""",
        changed.folder / "rejects.parquet",
        connection,
    )
    books = json.dumps(changed.books.as_dict(), indent=1) + "\n"
    (changed.folder / "reconciliation.json").write_text(books, encoding="utf-8")


def _has(column: str, folder: Path, connection: duckdb.DuckDBPyConnection) -> bool:
    described = connection.execute(f"DESCRIBE FROM {_table(folder, 'rows')}").fetchall()
    return any(found[0] == column for found in described)


def _column(column: str, folder: Path, connection: duckdb.DuckDBPyConnection) -> str:
    return column if _has(column, folder, connection) else f"NULL::VARCHAR AS {column}"


def _copy(select: str, target: Path, connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(f"COPY ({select}) TO {literal(str(target))} (FORMAT parquet)")


def _table(folder: Path, name: str) -> str:
    return f"read_parquet({literal(str(folder / f'{name}.parquet'))})"
