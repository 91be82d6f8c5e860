"""Add files to a case: `file → kept rows + rejects + reconciliation`, all or nothing."""

import json
import re
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from undersigned.case.folder import Case
from undersigned.engine.duck import connect, literal, quoted
from undersigned.errors import InputError, RoomError
from undersigned.ingest import (
    across,
    amounts_and_dates,
    heading,
    marks,
    normalising,
    opening,
    persons,
    rejecting,
    repeats,
    staging,
    suspicions,
)
from undersigned.ingest.across import Kept
from undersigned.ingest.heading import Heading
from undersigned.ingest.normalising import Reading
from undersigned.ingest.opening import Opened, Part
from undersigned.settings import Settings
from undersigned.sources import base, table
from undersigned.sources.base import Source
from undersigned.terms.progress import Progress
from undersigned.terms.reconciliation import Reconciliation

_LASTING = f"COMPRESSION zstd, COMPRESSION_LEVEL 1, {staging.SMALL_GROUPS}"
"""Half the size of the engine's usual compression, at the same speed."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where one file is worked on.

    `work` holds raw text, persons in it, and lies outside the case: a killed run leaves none of it there. `kept` is
    the case's own scratch and holds only what the case may keep.
    """

    work: Path
    kept: Path


@dataclass(frozen=True, slots=True)
class Added:
    """What one run of `add` did: the books of each new table, and the files that the case already had."""

    new: tuple[Reconciliation, ...]
    already: tuple[str, ...]


def add(
    case: Case, paths: Sequence[Path], settings: Settings, progress: Progress, mapping: Path | None = None
) -> Added:
    """Add files; if one of them fails, none is added and the case is as it was.

    Raises:
        InputError: a file cannot be read, is of no known shape, or has no row that can be kept.
        CaseError: the case is locked or damaged.
        RoomError: the disk is full.
    """
    finished: dict[str, Path] = {}
    books: list[Reconciliation] = []
    already: list[str] = []
    for path in paths:
        opening.must_be_a_file(path)
    with case.changing() as scratch, _outside() as outside:
        known = set(case.file_ids())
        for number, path in enumerate(paths):
            progress.step(f"Reading {path.name}")
            examined = opening.examine(path, progress)
            if any(file_id.startswith(examined.sha256[:16]) for file_id in known | set(finished)):
                already.append(path.name)
                continue
            places = _Places(work=outside / str(number), kept=scratch / str(number))
            places.work.mkdir()
            opened = opening.unpack(path, examined, places.work, progress)
            for reconciliation, folder in _add_parts(opened, path, mapping, places, settings, progress):
                finished[reconciliation.file_id] = folder
                books.append(reconciliation)
        if books:
            neutral = _neutral(case, books, finished, scratch, settings)
            finished |= {file_id: kept.folder for file_id, kept in neutral.items() if file_id in finished}
            books = [neutral[book.file_id].books if book.file_id in neutral else book for book in books]
            earlier = {file_id: kept.folder for file_id, kept in neutral.items() if file_id not in finished}
            case.commit_files(finished, earlier)
    return Added(tuple(books), tuple(already))


@contextmanager
def _outside() -> Iterator[Path]:
    """A temporary folder that is not in the case; the system's, which TMPDIR can name."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="undersigned-")
    except FileNotFoundError as error:  # no temporary folder can be written
        raise RoomError("The disk is full. Make room and run the command again; the case is as it was.") from error
    with folder as path:
        yield Path(path)


def _neutral(
    case: Case, books: Sequence[Reconciliation], finished: dict[str, Path], scratch: Path, settings: Settings
) -> dict[str, Kept]:
    """The files, new and old, in which somebody stands by name whom another file marks as a person."""
    files = {book.file_id: Kept(book, case.file_folder(book.file_id)) for book in case.reconciliations()}
    files |= {book.file_id: Kept(book, finished[book.file_id]) for book in books}
    with connect(settings, scratch) as connection:
        return across.neutralise(files, scratch, connection)


def _add_parts(
    opened: Opened, path: Path, mapping: Path | None, places: _Places, settings: Settings, progress: Progress
) -> list[tuple[Reconciliation, Path]]:
    """Every table of one path; in a zip, tables of other shapes are passed over and named."""
    done = []
    readable, not_read = _readable(opened, path, mapping, places.work, settings)
    for number, part, columns, source in readable:
        folder = places.kept / f"part{number}"
        folder.mkdir(parents=True)
        with connect(settings, places.work) as connection:
            progress.step(f"Adding {part.name}: {source.title}")
            file_id = opened.sha256[:16] + (f"-{number}" if part.in_zip else "")
            done.append(
                (_Table(part, columns, source, file_id, opened, places.work, folder).add(connection, not_read), folder)
            )
    return done


def _readable(
    opened: Opened, path: Path, mapping: Path | None, work: Path, settings: Settings
) -> tuple[list[tuple[int, Part, Heading, Source]], tuple[str, ...]]:
    """The tables of one path that have a shape, numbered, and the names of what is passed over.

    A zip may hold other tables beside ours; but one whose name differs from a readable one's by its number alone
    belongs to it, and passing it over would lose rows.
    """
    readable: list[tuple[int, Part, Heading, Source]] = []
    refused: dict[str, InputError] = {}
    with connect(settings, work) as connection:
        for number, part in enumerate(opened.parts, start=1):
            try:
                columns = heading.read(part, connection)
                readable.append((number, part, columns, _source(columns, part, path, mapping)))
            except InputError as error:
                if not part.in_zip:
                    raise
                refused[part.name] = error
    ours = {_unnumbered(part.name) for _, part, _, _ in readable}
    if not ours:
        raise refused[min(refused, key=lambda name: not name.lower().endswith(".csv"))]
    empty = {name for name, why in refused.items() if isinstance(why, heading.NoRowsError)}
    for name, why in refused.items():
        if _unnumbered(name) in ours and name not in empty:
            raise why
    passed_over = (
        f"{name.split('/', 1)[1]} ({'no row' if name in empty else 'of no shape that we know'})" for name in refused
    )
    return readable, (*opened.not_read, *passed_over)


def _unnumbered(name: str) -> str:
    return re.sub(r"\d+", "", name)


def _source(columns: Heading, part: Part, path: Path, mapping: Path | None) -> Source:
    """The source named by a mapping, given or lying beside the table; else the one that knows the columns."""
    beside = path.with_name(f"{path.name.split('.')[0]}.toml")
    chosen = mapping or (beside if beside.is_file() else None)
    if chosen is None:
        return heading.recognise(columns, part.name)
    try:
        described = table.described(tomllib.loads(chosen.read_text(encoding="utf-8")), chosen.name)
    except OSError as error:
        raise InputError(f"The mapping {chosen} cannot be read: {error.strerror}.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"The mapping {chosen} is not valid TOML: {error}.") from error
    heading.check_mapping(columns, described, part.name)
    return described


@dataclass(frozen=True, slots=True)
class _Table:
    """One table on its way into the case."""

    part: Part
    columns: Heading
    source: Source
    file_id: str
    opened: Opened
    work: Path
    folder: Path

    def add(self, connection: duckdb.DuckDBPyConnection, not_read: tuple[str, ...]) -> Reconciliation:
        """Stage, type, check, keep, reconcile; the books must balance before anything is moved into the case."""
        staged = staging.stage(self.part, self.columns, self.source, self.work, connection)
        numbered = _numbered(staged, connection)
        reading = self._reading(staged, numbered, connection)
        connection.execute(f"CREATE OR REPLACE TEMP VIEW typed AS {normalising.typed(reading, numbered)}")
        repeats.find(reading, numbered, connection)
        self._keep(reading, staged, connection)
        rejecting.mark(reading, staged, connection)
        rejects = self.folder / "rejects.parquet"
        rejected = rejecting.write(self.part, self.columns.delimiter, reading, staged, rejects, connection)
        found = suspicions.find(reading, self.part.name, self.part.repaired, connection)
        books = self._reconcile(reading, staged, rejected, connection)
        books = replace(books, not_read=not_read, suspicions=tuple(found), reject_reasons=rejected.reasons())
        self._must_be_worth_keeping(books, rejected.first)
        (self.folder / "reconciliation.json").write_text(json.dumps(books.as_dict(), indent=1) + "\n", encoding="utf-8")
        return books

    def _reading(self, staged: staging.Staged, numbered: str, connection: duckdb.DuckDBPyConnection) -> Reading:
        found = self.source.found(list(self.columns.names))
        habits = amounts_and_dates.habits(self.source, found, numbered, connection)
        for mark, column in (("natural_recipient", "recipient_name"), ("natural_prime", "prime_name")):
            if column in found:
                paid = quoted(found[column])
                names = connection.execute(f"SELECT DISTINCT {paid} FROM {numbered}").fetchall()
                natural = persons.natural_among(name for (name,) in names)
                connection.execute(
                    "CREATE OR REPLACE TEMP TABLE natural_names AS SELECT unnest(?::VARCHAR[])", [natural]
                )
                rows = f"SELECT row FROM {numbered} WHERE {paid} IN (FROM natural_names)"
                marks.put(mark, rows, staged.rows, connection)
        return Reading(self.source, found, self.columns.names, habits, self.file_id)

    def _keep(self, reading: Reading, staged: staging.Staged, connection: duckdb.DuckDBPyConnection) -> None:
        """Write `rows.parquet`; the view `kept` reads it back, the table `repeated` has the exact repeats."""
        target = literal(str(self.folder / "rows.parquet"))
        marks.put("again", "FROM again", staged.rows, connection)
        rows = f"(SELECT * FROM typed WHERE reason IS NULL AND NOT {marks.has('again')})"
        connection.execute(f"COPY ({normalising.kept(reading, rows)}) TO {target} (FORMAT parquet, {_LASTING})")
        connection.execute(f"CREATE OR REPLACE TEMP VIEW kept AS FROM read_parquet({target})")
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE repeated AS "
            "SELECT sharing_typed.*, first FROM sharing_typed JOIN again USING (row) WHERE same"
        )

    def _reconcile(
        self,
        reading: Reading,
        staged: staging.Staged,
        rejected: rejecting.Rejected,
        connection: duckdb.DuckDBPyConnection,
    ) -> Reconciliation:
        money = reading.money()
        texts = [column.name for column in normalising.columns_kept(reading) if column.name in normalising.MASKED_TEXTS]
        touched = " OR ".join(f"contains({text}, ' masked]')" for text in texts) or "false"
        kept, net_kept, first, last, individuals, masked = _one(
            connection,
            f"""SELECT count(*), coalesce(sum({money}), 0), min(action_date), max(action_date),
                       count(*) FILTER (individual), count(*) FILTER ({touched}) FROM kept""",
        )
        repeated, net_repeated = _one(connection, f"SELECT count(*), coalesce(sum({money}), 0) FROM repeated")
        header = list(self.columns.names)
        return Reconciliation(
            file_id=self.file_id,
            name=self.part.name,
            sha256=self.opened.sha256,
            shape=self.source.name,
            title=self.source.title,
            rows_read=staged.rows,
            kept=kept,
            rejected=rejected.count,
            repeated=repeated,
            net_read=reading.habits.net,
            net_kept=int(net_kept),
            net_rejected=rejected.cents,
            net_repeated=int(net_repeated),
            first_day=str(first) if first else None,
            last_day=str(last) if last else None,
            individuals=individuals,
            masked=masked,
            not_understood=tuple(self.source.not_understood(header)),
            absent=tuple(self.source.absent(header)),
            personal=tuple(base.personal(header)),
        )

    def _must_be_worth_keeping(self, books: Reconciliation, first: rejecting.Reject | None) -> None:
        if not books.kept:
            place = f"line {first.line}" if first and first.line else "row 1"
            why = f" First, {place}: {first.reason}." if first else ""
            raise InputError(
                f"{self.part.name}: none of its {books.rows_read:,} rows can be kept.{why} Nothing was added."
            )
        if not books.balances():
            raise InputError(
                f"{self.part.name}: the books do not balance ({books.rows_read:,} rows read, {books.kept:,} kept, "
                f"{books.rejected:,} rejected, {books.repeated:,} repeated). Nothing was added; please report this."
            )


def _one(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    """The single row of an aggregate."""
    return connection.execute(query).fetchall()[0]


def _numbered(staged: staging.Staged, connection: duckdb.DuckDBPyConnection) -> str:
    """The staged rows with their record numbers."""
    path = literal(str(staged.path))
    described = connection.execute(f"DESCRIBE FROM read_parquet({path})").fetchall()
    if any(column[0] == "row" for column in described):
        return f"(SELECT * REPLACE (CAST(row AS BIGINT) AS row) FROM read_parquet({path}))"
    return f"(SELECT file_row_number + 1 AS row, * FROM read_parquet({path}, file_row_number = true))"
