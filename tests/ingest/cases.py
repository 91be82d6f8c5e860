"""Small tables of the 10-column shape, cases that hold them, and what became of their rows."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pytest

from undersigned.case.folder import Case
from undersigned.errors import InputError
from undersigned.ingest import adding
from undersigned.ingest.adding import Added
from undersigned.settings import Settings
from undersigned.sources.usaspending_api import SOURCE
from undersigned.terms.progress import Silent
from undersigned.terms.reconciliation import Reconciliation

HEADER = (
    "Agency",
    "Award ID",
    "Recipient Name",
    "Federal Action Obligation",
    "Action Date",
    "Modification",
    "Product/Service Description",
    "NAICS Description",
    "Transaction Description",
    "Generated Award ID",
)
HEADING = ",".join(HEADER) + "\n"
SETTINGS = Settings(threads=1, memory="400MB")


class Reject(NamedTuple):
    """A row of `rejects.parquet`."""

    row: int
    line: int | None
    reason: str
    raw: str
    cents: int | None


def cells(serial: int = 1, **changed: str) -> list[str]:
    """One transaction; `changed` by the names of our columns."""
    ours = {
        "agency": "IBS",
        "award_id": f"A{serial}",
        "recipient_name": "HOXLOCK SUPPLY LLC",
        "obligation": f"{serial}.25",
        "action_date": "2031-01-15",
        "modification": "0",
        "product_service": "HAY",
        "industry": "FARMS",
        "description": "HAY FOR HORSES",
        "award_key": f"CONT_AWD_A{serial}_9901_-NONE-_-NONE-",
    }
    theirs = {SOURCE.columns[name][0]: value for name, value in {**ours, **changed}.items()}
    return [theirs[name] for name in HEADER]


def line(serial: int = 1, **changed: str) -> str:
    """One transaction as a line of CSV."""
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells(serial, **changed))
    return buffer.getvalue()


def table(*lines: str) -> str:
    """Lines under the heading of the 10-column shape."""
    return HEADING + "".join(lines)


def add(case: Case, *paths: Path, mapping: Path | None = None) -> Added:
    """Add files without a word."""
    return adding.add(case, paths, SETTINGS, Silent(), mapping)


def added(
    folder: Path, content: str | bytes, name: str = "records.csv", mapping: str | None = None
) -> tuple[Case, Reconciliation]:
    """A new case with one file in it, and the file's books, which balance."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    described = None
    if mapping is not None:
        described = folder / "described.toml"
        described.write_text(mapping, encoding="utf-8")
    case = Case(folder / "case")
    (books,) = add(case, path, mapping=described).new
    assert books.balances()
    return case, books


def refused(folder: Path, content: str | bytes, name: str = "records.csv", mapping: str | None = None) -> str:
    """The one sentence with which a file is refused, and no case made for it."""
    with pytest.raises(InputError) as caught:
        added(folder, content, name, mapping)
    assert not (folder / "case").exists()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def kept(case: Case, *columns: str) -> list[tuple[Any, ...]]:
    """The kept rows of every file, in order."""
    return [found for file_id in case.file_ids() for found in _read(case, file_id, "rows", ", ".join(columns) or "*")]


def rejects(case: Case) -> list[Reject]:
    """The rejected rows of every file, in order."""
    return [Reject(*found) for file_id in case.file_ids() for found in _read(case, file_id, "rejects", "*")]


def _read(case: Case, file_id: str, kind: str, columns: str) -> Sequence[tuple[Any, ...]]:
    path = case.file_folder(file_id) / f"{kind}.parquet"
    with duckdb.connect() as connection:
        return connection.execute(f"SELECT {columns} FROM read_parquet(?) ORDER BY row", [str(path)]).fetchall()


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, byte for byte."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
