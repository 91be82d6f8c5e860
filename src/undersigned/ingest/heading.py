"""Which shape is this table? Read its heading, find the source that knows it, or say what is wrong."""

import csv
import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain, islice

import duckdb

from undersigned.engine.duck import literal
from undersigned.errors import InputError
from undersigned.ingest import streaming
from undersigned.ingest.opening import Part
from undersigned.ingest.records import LONGEST_RECORD
from undersigned.registry import members
from undersigned.sources.base import Source

DELIMITERS = ",;\t|"
_LOOKS_LIKE_DATA = re.compile(r"CONT_\w+|[-$(]?[\d,]*\d\.\d+\)?|\d{4}-\d\d-\d\d.*|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}")
_MARKUP = re.compile(r"\s*(<!DOCTYPE|<html|<\?xml|[\[{])", re.IGNORECASE)
csv.field_size_limit(1 << 24)


class NoRowsError(InputError):
    """A table that has a heading and nothing else; among the parts of a zip it is passed over."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The column names of a table, in order, and what stands between them."""

    names: tuple[str, ...]
    delimiter: str


def read(part: Part, connection: duckdb.DuckDBPyConnection) -> Heading:
    """The heading of a table.

    Raises:
        InputError: there is none, it is markup, or there is a heading and no row (`NoRowsError`).
    """
    if part.form == "parquet":
        return Heading(tuple(_parquet_names(part, connection)), ",")
    with streaming.text(part) as file:
        lines = list(islice(file, LONGEST_RECORD))
        first = lines[0] if lines else ""
        if _MARKUP.match(first):
            raise InputError(
                f"{part.name} is not a CSV table: it starts with {first.strip()[:20]!r}. Download the CSV form."
            )
        delimiter = max(DELIMITERS, key=first.count)
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        try:
            names = tuple(name.strip() for name in next(rows, []))
        except csv.Error as error:
            raise InputError(f"{part.name}, line 1: the heading cannot be taken apart ({error}). Mend it.") from error
        some_row = any(line.strip() for line in chain(lines[rows.line_num :], file))
    if len(names) < 2:
        raise InputError(f"{part.name}, line 1: this is not a CSV table; no column separator was found.")
    if not some_row:
        raise NoRowsError(f"{part.name} has a heading and no row. Download it again.")
    return Heading(names, delimiter)


def must_not_double(heading: Heading, name: str) -> None:
    """Two columns of one name cannot be told apart."""
    doubled = sorted(column for column, count in Counter(heading.names).items() if count > 1 and column)
    if doubled:
        raise InputError(f"{name}, line 1: the column {doubled[0]!r} stands twice. Rename one of them.")


def known_sources() -> list[Source]:
    """Every shape that is recognised by its columns, the table that needs a mapping left out."""
    return [module.SOURCE for name, module in members("undersigned.sources").items() if name != "table"]


def recognise(heading: Heading, name: str) -> Source:
    """The source whose key columns all stand in the heading.

    Raises:
        InputError: no source knows it; the sentence names the missing column of the nearest one, or the mapping.
    """
    header = list(heading.names)
    fitting = [source for source in known_sources() if not source.missing(header)]
    if fitting:
        must_not_double(heading, name)
        return max(fitting, key=lambda source: len(source.found(header)))
    if any(_LOOKS_LIKE_DATA.fullmatch(cell) for cell in header):
        raise InputError(f"{name}, line 1: this is a row, not a heading. Add the line with the column names on top.")
    nearest = max(known_sources(), key=lambda source: len(source.found(header)) / len(source.columns))
    if len(nearest.found(header)) * 2 < len(nearest.columns):
        raise InputError(
            f"{name}: these columns are of no shape that we know. "
            f"Describe the table once with: undersigned add --describe {name}"
        )
    missing = nearest.missing(header)
    renamed = nearest.nearest(missing[0], header)
    hint = (
        f"{renamed!r} looks like it; rename it to {missing[0]!r}" if renamed else "Download the file with all columns"
    )
    others = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
    raise InputError(f"{name}, line 1: the column {missing[0]!r}{others} of {nearest.title} is missing. {hint}.")


def check_mapping(heading: Heading, source: Source, name: str) -> None:
    """Every heading that a mapping names must stand in the table, once."""
    header = list(heading.names)
    must_not_double(heading, name)
    named = [names[0] for names in source.columns.values()]
    for theirs in named:
        if theirs.lower() == "row" or any(theirs != other and theirs.lower() == other.lower() for other in named):
            raise InputError(
                f"{name}, line 1: the column {theirs!r} needs a name that differs from 'row' and from the others in "
                "more than capitals. Rename it in the table and in the mapping."
            )
    for theirs in named:
        if theirs not in header:
            renamed = source.nearest(theirs, header)
            hint = f"; {renamed!r} looks like it" if renamed else ""
            raise InputError(f"{name}, line 1: the mapping names the column {theirs!r}, which is not there{hint}.")


def _parquet_names(part: Part, connection: duckdb.DuckDBPyConnection) -> list[str]:
    try:
        described = connection.execute(f"DESCRIBE FROM read_parquet({literal(str(part.path))})").fetchall()
    except duckdb.Error as error:
        raise InputError(f"{part.name} is damaged: it cannot be read as Parquet. Download it again.") from error
    return [str(row[0]) for row in described]
