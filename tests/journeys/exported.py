"""Reading an export as anybody would: the standard library's csv and Decimal, nothing of ours."""

import csv
from decimal import Decimal
from pathlib import Path

Rows = list[dict[str, str]]


def read(path: Path) -> Rows:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def dollars(rows: Rows, column: str = "obligation") -> Decimal:
    """The sum of a column of money."""
    return sum((Decimal(row[column]) for row in rows), Decimal())
