"""First step through the engine: the wanted columns of a table, as trimmed text, numbered, on disk.

Personal columns end here: they are not among the wanted ones, so no later step can see them. The rows are written as
Arrow, which is half the work of Parquet to write and almost none to read again; what came compressed stays so.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from undersigned.engine.duck import literal
from undersigned.errors import InputError
from undersigned.ingest import records, streaming, texts
from undersigned.ingest.heading import Heading
from undersigned.ingest.numbered import Columned, Table
from undersigned.ingest.records import Record
from undersigned.ingest.texts import BATCH, Texts, may_need_trimming
from undersigned.sources.base import Source
from undersigned.terms.progress import Progress

LONGEST_LINE = 1 << 24
"""Bytes; the fast reader keeps to its own 2 MB, which lets it read in parallel, and longer lines come here."""
VIEW = "staged"
"""What a staged table is called in the engine."""
_BLOCK = 5_000
_KINDS: dict[str, type[duckdb.Error]] = {
    "Invalid Input Error": duckdb.InvalidInputException,
    "Conversion Error": duckdb.ConversionException,
    "Out of Memory Error": duckdb.OutOfMemoryException,
    "IO Error": duckdb.IOException,
}


@dataclass(frozen=True, slots=True)
class Counted:
    """What one part came to: `malformed` counts the records that are no rows, `rows` counts both."""

    path: Path
    rows: int
    malformed: int = 0
    repaired: int = 0
    spaced: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Staged:
    """A whole table: the column `row` and one text column a name of the publisher, `names`.

    Rows are numbered through all parts, malformed records too, which are counted and have no text.
    """

    names: tuple[str, ...]
    parts: tuple[Counted, ...] = ()

    @property
    def rows(self) -> int:
        """Records after the headings."""
        return sum(part.rows for part in self.parts)

    @property
    def malformed(self) -> int:
        """Records that are no rows."""
        return sum(part.malformed for part in self.parts)

    @property
    def repaired(self) -> int:
        """Lines whose encoding had to be mended."""
        return sum(part.repaired for part in self.parts)

    def before(self, number: int) -> int:
        """Records in the parts before this one, the first of which is 0."""
        return sum(part.rows for part in self.parts[:number])

    def texts(self) -> Texts:
        """Where the rows are."""
        schema = pa.schema([("row", pa.int64()), *((name, pa.string()) for name in self.names)])
        return Texts(tuple(part.path for part in self.parts), schema)

    def view(self, name: str, read: Texts, connection: duckdb.DuckDBPyConnection) -> str:
        """A view of these rows, trimmed; `name`."""
        spaced = frozenset[str]().union(*(part.spaced for part in self.parts))
        columns = (
            f"{_trimmed(_safe(column))} AS {_safe(column)}" if column in spaced else _safe(column)
            for column in read.schema.names
        )
        connection.register(f"{name}_texts", read)
        connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS SELECT {', '.join(columns)} FROM {name}_texts")
        return name


def wanted(source: Source, header: Sequence[str]) -> list[str]:
    """The publisher's columns that later steps use."""
    marks = (*source.individual_columns, source.business_types, source.prime_business_types)
    names = [*source.found(list(header)).values(), *marks]
    return [name for name in dict.fromkeys(names) if name in header and name]


def stage(
    table: Table, source: Source, scratch: Path, connection: duckdb.DuckDBPyConnection, progress: Progress
) -> Staged:
    """Read the table; a part that the engine's reader refuses is read again record by record."""
    found = source.found(list(table.header()))
    names = wanted(source, table.header())
    staged = Staged(tuple(names))
    for number, each in enumerate(table.parts):
        progress.advance(number, len(table.parts))
        chosen = _own_names(names, found, source, each.columns)
        part = _Part(each, chosen, scratch / f"{number}.arrow", staged.rows, connection)
        staged = replace(staged, parts=(*staged.parts, part.stage(scratch)))
    staged.view(VIEW, staged.texts(), connection)
    return staged


def forget(staged: Staged) -> None:
    """Give the disk back what a table took."""
    for part in staged.parts:
        part.path.unlink()


def _own_names(names: list[str], found: dict[str, str], source: Source, columns: Heading) -> dict[str, str | None]:
    """The table's name of each wanted column → the name that this part has for it, if any."""
    own = source.found(list(columns.names))
    drifted = {theirs: own.get(ours) for ours, theirs in found.items()}
    return {name: name if name in columns.names else drifted.get(name) for name in names}


@dataclass(frozen=True, slots=True)
class _Part:
    """One part on its way to disk: `names` are its columns as the table calls them and as it calls them itself."""

    source: Columned
    names: dict[str, str | None]
    target: Path
    before: int
    connection: duckdb.DuckDBPyConnection

    def stage(self, scratch: Path) -> Counted:
        """In one pass where the engine's reader understands every record."""
        part, columns = self.source.part, self.source.columns
        if part.form == "parquet":
            return self._of_parquet()
        try:
            if part.packing == "none":
                return self._write(of_csv(part.path, columns, self.names))
            with streaming.clean(part) as blocks:
                with streaming.piped(blocks, scratch) as path:
                    counted = self._write(of_csv(path, columns, self.names))
                return replace(counted, repaired=blocks.repaired)
        except (duckdb.InvalidInputException, duckdb.ConversionException):
            return self._record_by_record(scratch)

    def _of_parquet(self) -> Counted:
        columns = ", ".join(f"CAST({_safe(name)} AS VARCHAR) AS {_safe(name)}" for name in self.names)
        try:
            return self._write(f"SELECT {columns} FROM read_parquet({literal(str(self.source.part.path))})")
        except duckdb.IOException:
            raise
        except duckdb.Error as error:
            raise InputError(
                f"{self.source.part.name} is damaged: not all of its rows can be read. Download it again."
            ) from error

    def _record_by_record(self, scratch: Path) -> Counted:
        """What is a row goes through the engine's reader again, numbered and quoted throughout."""
        columns = Heading(("row", *self.source.columns.names), ",")
        with streaming.clean(self.source.part) as blocks:
            found = records.read(streaming.as_text(blocks), self.source.columns.delimiter)
            mended = _Mended(found, columns.names, self.before)
            with streaming.piped(mended.lines(), scratch) as path:
                counted = self._write(of_csv(path, columns, {"row": "row", **self.names}, LONGEST_LINE))
            return replace(counted, rows=mended.rows, malformed=mended.malformed, repaired=blocks.repaired)

    def _write(self, select: str) -> Counted:
        """The rows of a query, numbered where they do not bring their numbers."""
        schema = pa.schema([("row", pa.int64()), *((name, pa.string()) for name in self.names)])
        spaced: set[str] = set()
        done = self.before

        def batches() -> Iterator[pa.RecordBatch]:
            nonlocal done
            for batch in self.connection.sql(select).to_arrow_reader(BATCH):
                start, done = done + 1, done + batch.num_rows
                own = batch.column("row").cast(pa.int64()) if "row" in batch.schema.names else None
                columns = [batch.column(name) for name in self.names]
                spaced.update(
                    name
                    for name, column in zip(self.names, columns, strict=True)
                    if name not in spaced and may_need_trimming(column)
                )
                numbers = pa.array(np.arange(start, done + 1)) if own is None else own
                yield pa.record_batch([numbers, *columns], schema)

        with _engines_errors():
            part = self.source.part
            texts.write(
                batches(), schema, self.target, packed=part.form == "parquet" or part.packing in ("gzip", "zip")
            )
        return Counted(self.target, done - self.before, spaced=frozenset(spaced))


class _Mended:
    """Records as lines of CSV with their numbers before them; those that are no rows are counted and left out."""

    def __init__(self, found: Iterator[Record], names: Sequence[str], before: int) -> None:
        self.rows = self.malformed = 0
        self._found = found
        self._names = names
        self._before = before

    def lines(self) -> Iterator[bytes]:
        """Blocks of lines, the heading first."""
        yield _lines([self._names])
        while block := list(islice(self._found, _BLOCK)):
            self.rows += len(block)
            rows = [[self._before + record.number, *record.cells] for record in block if record.problem is None]
            self.malformed += len(block) - len(rows)
            yield _lines(rows)


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    return buffer.getvalue().encode()


def of_csv(path: Path, heading: Heading, names: dict[str, str | None], longest: int | None = None) -> str:
    """SQL: columns of a CSV file as text, under other names where they are called so."""
    columns = ", ".join(f"'c{position}': 'VARCHAR'" for position in range(len(heading.names)))
    cells = (f"c{heading.names.index(own)}" if own else "NULL::VARCHAR" for own in names.values())
    chosen = ", ".join(f"{cell} AS {_safe(name)}" for cell, name in zip(cells, names, strict=True))
    delimiter = heading.delimiter.replace("\t", "\\t")
    lines = f"max_line_size={longest}, " if longest else ""
    return (
        f"SELECT {chosen} FROM read_csv({literal(str(path))}, auto_detect=false, header=true, "
        f"delim='{delimiter}', quote='\"', escape='\"', {lines}columns={{{columns}}})"
    )


def _trimmed(text: str) -> str:
    """SQL: the text without space around it; NULL where it is blank.

    `trim` looks at every letter of a text and copies it; so the ends are looked at first, and only in columns in which
    some text has space around it.
    """
    spaced = " OR ".join((f"{text} < '!'", f"{text} > '~'", f"ends_with({text}, ' ')", f"ends_with({text}, '\u00a0')"))
    return f"CASE WHEN {spaced} THEN nullif(trim({text}), '') ELSE {text} END"


def _safe(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def _engines_errors() -> Iterator[None]:
    """Through Arrow the engine's errors come as an OSError that has no number; here they get their kind again."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            raise
        kind = next((kind for start, kind in _KINDS.items() if str(error).startswith(start)), duckdb.Error)
        raise kind(str(error)) from error
