"""Sums by agency and fiscal year as anybody would count them: the csv module and Decimal, nothing of the program."""

import csv
import gzip
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TextIO

_AGENCY, _AMOUNT, _DAY = "Agency", "Federal Action Obligation", "Action Date"
_AWARD, _MODIFICATION = "Generated Award ID", "Modification"
_NEEDED = {_AGENCY, _AMOUNT, _DAY, _AWARD, _MODIFICATION}
_CENT = Decimal("0.01")

Key = tuple[str, int | None]


@dataclass(frozen=True, slots=True)
class PlainCount:
    """Dollars by agency and fiscal year; `contradictions` are awards' modifications told with two amounts."""

    sums: dict[Key, Decimal]
    rows: int
    repeated: int
    contradictions: tuple[str, ...]


def api_files(folder: Path) -> list[Path]:
    """The CSV files of a folder, gzipped or not, that have the columns of the 10-column shape."""
    candidates = sorted((*folder.glob("*.csv"), *folder.glob("*.csv.gz")))
    return [path for path in candidates if _has_the_columns(path)]


def count(files: Sequence[Path]) -> PlainCount:
    """Net obligations; one award and modification counts once, where it was read first."""
    seen: dict[tuple[str, str], Decimal] = {}
    sums: dict[Key, Decimal] = {}
    rows = repeated = 0
    contradictions: list[str] = []
    for path in files:
        with _opened(path) as file:
            for row in csv.DictReader(file):
                rows += 1
                key, amount = (row[_AWARD], row[_MODIFICATION]), Decimal(row[_AMOUNT])
                if key in seen:
                    repeated += 1
                    if seen[key] != amount:
                        contradictions.append(f"{key[0]} modification {key[1]}: {seen[key]} and {amount}")
                    continue
                seen[key] = amount
                where = (row[_AGENCY], fiscal_year(row[_DAY]))
                sums[where] = sums.get(where, Decimal(0)) + amount
    return PlainCount(sums, rows, repeated, tuple(contradictions))


def fiscal_year(day: str) -> int:
    """The federal fiscal year of an ISO day."""
    year, month = int(day[:4]), int(day[5:7])
    return year + 1 if month >= 10 else year


def differences(plain: dict[Key, Decimal], cents: dict[Key, int]) -> list[str]:
    """The agency-years whose sums differ by a cent or more, or that only one side has."""
    found = []
    for key in sorted({*plain, *cents}, key=str):
        ours = Decimal(cents[key]).scaleb(-2) if key in cents else None
        theirs = plain[key].quantize(_CENT) if key in plain else None
        if ours != theirs:
            found.append(f"{key[0]} {key[1]}: the program {ours}, the plain count {theirs}")
    return found


def _has_the_columns(path: Path) -> bool:
    try:
        with _opened(path) as file:
            heading = next(csv.reader(file), [])
    except (OSError, UnicodeDecodeError):
        return False
    return set(heading) >= _NEEDED


@contextmanager
def _opened(path: Path) -> Iterator[TextIO]:
    if path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
            yield file
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield file
