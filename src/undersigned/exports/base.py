"""The promise of a format: it listens to one walk over the case and writes one file.

A member of this family offers one of these, and the registry finds it by that name:

    begin(target, about)   a data format; opens a file and gives the `Sink` that the walk tells
    text(reference)        a citation format; the text of one reference
"""

import gzip
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol, TextIO

NO_ADDRESS = "https://address-not-given.invalid/"
"""Stands where a standard wants an address and nobody said where the site will be; no such place can exist."""
RECORDS = "records"
"""What a format of the whole case listens to: the awards, each with its rows and attributions."""
OCID_PREFIX = "ocds-xxxxxx"
"""Nobody registered a prefix for this; whoever publishes registers one and gives it."""

MEDIA_TYPES = {
    "csv": "text/csv",
    "parquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "jsonl": "application/x-ndjson",
    "json": "application/json",
    "md": "text/markdown",
}
"""By a file's ending."""
_FEDERAL = {
    "name": "other-pd",
    "title": "Facts from records of the United States government, which are in the public domain (17 U.S.C. 105)",
    "path": "https://www.govinfo.gov/app/details/USCODE-2023-title17/USCODE-2023-title17-chap1-sec105",
}
_OTHERS = {
    "name": "notspecified",
    "title": "Facts from public records. Nobody owns a fact; the publishers' terms for their files may say more",
}

Cell = str | int | Decimal | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table on its way out: its name, its columns, and which of them have two decimals."""

    name: str
    columns: Sequence[str]
    decimals: frozenset[str]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of records that was added to the case."""

    file_id: str
    name: str
    sha256: str
    shape: str
    title: str
    kept: int


@dataclass(frozen=True, slots=True)
class About:
    """What a format may have to say of the whole case; `as_of` is the records' last day (ISO).

    `site_address` is where the folder of the site will be, with its last slash.
    """

    as_of: str
    files: tuple[SourceFile, ...] = ()
    site_address: str = NO_ADDRESS
    ocid_prefix: str = OCID_PREFIX

    @property
    def licence(self) -> Mapping[str, str]:
        """On what terms the facts may be used: name, title and, where there is one, the address of the words."""
        federal = all(file.shape.startswith("usaspending") for file in self.files)
        return _FEDERAL if federal else _OTHERS


@dataclass(frozen=True, slots=True)
class Record:
    """One award with its rows that count, attributions and documents, each as column → value; in cents and dates."""

    award: Mapping[str, Any]
    transactions: Sequence[Mapping[str, Any]]
    attributions: Sequence[Mapping[str, Any]]
    documents: Sequence[Mapping[str, Any]] = ()

    def latest(self, column: str) -> Any:
        """The newest row's value among the rows that have one."""
        return next((row[column] for row in reversed(self.transactions) if row[column] is not None), None)


class Sink:
    """One file being written. A format overrides what it wants to hear."""

    def table(self, sheet: Sheet) -> None:
        """A table begins."""

    def rows(self, batch: Sequence[Row]) -> None:
        """The next rows of the table that began last; dollars as decimals, keys as text."""

    def record(self, record: Record) -> None:
        """The next award, whole."""


class Format(Protocol):
    """The promise of a data format's module.

    `HEARS` says what a file of it is told: the names of tables, `RECORDS`, or nothing where it takes any table.
    `ENDINGS` are those of its files; each may have `.gz` behind it where the format is text.
    """

    @property
    def HEARS(self) -> frozenset[str]:  # noqa: N802  # a constant of the module
        """What it is told."""

    @property
    def ENDINGS(self) -> tuple[str, ...]:  # noqa: N802
        """How its files may end."""

    def begin(self, target: Path, about: About) -> AbstractContextManager[Sink]:
        """Open the file; it is whole when the context ends without an error."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A page or claim to be cited. `date` is a day (ISO); `organisation` stands as its author."""

    key: str
    title: str
    organisation: str
    date: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """One written file: its path below the folder, what it holds, its rows (None where it has none) and its bytes.

    `table` is empty where the file is no table of ours.
    """

    path: str
    form: str
    meaning: str
    rows: int | None
    size: int
    sha256: str
    table: str = ""
    columns: tuple[str, ...] = ()


@contextmanager
def open_text(target: Path) -> Iterator[TextIO]:
    """A UTF-8 file to write; packed where its name ends in `.gz`, without name and time: same text, same bytes."""
    with target.open("wb") as raw:
        if target.suffix != ".gz":
            with io.TextIOWrapper(raw, encoding="utf-8", newline="") as file:
                yield file
            return
        with (
            gzip.GzipFile(filename="", mode="wb", compresslevel=_PACKING, fileobj=raw, mtime=0) as packed,
            io.BufferedWriter(packed, 1 << 18) as buffer,
            io.TextIOWrapper(buffer, encoding="utf-8", newline="") as file,
        ):
            yield file


_PACKING = 4
"""Of 9: twice as fast as the usual 6, and a tenth larger."""
