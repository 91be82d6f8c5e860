"""Which tables of a file can be read, by which source, and what lies beside them."""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from undersigned.errors import InputError
from undersigned.ingest import archives, heading, numbered
from undersigned.ingest.heading import Heading
from undersigned.ingest.numbered import Columned, Table
from undersigned.ingest.opening import Opened, Part
from undersigned.sources import table
from undersigned.sources.base import Source


@dataclass(frozen=True, slots=True)
class Incoming:
    """One table that will be added: `empty` are parts without a row, `not_read` what else its archive holds."""

    table: Table
    source: Source
    sha256: str
    empty: tuple[Part, ...] = ()
    not_read: tuple[str, ...] = ()

    @property
    def file_id(self) -> str:
        """Its name in a case."""
        return self.table.file_id(self.sha256)


def incoming(opened: Opened, path: Path, mapping: Path | None, connection: duckdb.DuckDBPyConnection) -> list[Incoming]:
    """The tables of one path that have a shape; the rest is passed over and named.

    A zip may hold other tables beside ours; but one whose name differs from a readable one's by its number alone
    belongs to it, and passing it over would lose rows.

    Raises:
        InputError: no table is of a shape that we know, or a part of one cannot be read.
    """
    readable: dict[Columned, Source] = {}
    refused: dict[Part, InputError] = {}
    for place, part in enumerate(opened.parts, start=1):
        try:
            columns = heading.read(part, connection)
            readable[Columned(part, columns, place)] = _source(columns, part, path, mapping)
        except InputError as error:
            if not part.in_zip or isinstance(error, archives.DamagedError):
                raise
            refused[part] = error
    ours = {_unnumbered(each.part.name) for each in readable}
    if not ours:
        raise refused[min(refused, key=lambda part: not part.name.lower().endswith(".csv"))]
    empty = tuple(part for part, why in refused.items() if isinstance(why, heading.NoRowsError))
    for part, why in refused.items():
        if _unnumbered(part.name) in ours and part not in empty:
            raise why
    passed_over = (f"{part.member} ({'no row' if part in empty else 'of no shape that we know'})" for part in refused)
    not_read = (*opened.not_read, *passed_over)
    return [
        Incoming(found, readable[found.parts[0]], opened.sha256, empty, not_read) for found in numbered.tables(readable)
    ]


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
