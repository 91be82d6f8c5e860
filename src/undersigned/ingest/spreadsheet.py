"""An XLSX workbook's first filled sheet as CSV, numbers and dates as plain text."""

import csv
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import python_calamine

from undersigned.errors import InputError
from undersigned.ingest.sprawl import must_not_sprawl

_LOOKS_GROUPED = re.compile(r"-?\d{1,3}\.\d{3}")
"""Three decimals, which a table with decimal commas would read as thousands."""
_Cell = int | float | str | bool | time | date | datetime | timedelta


def to_csv(path: Path, target: Path) -> Path:
    """Write the first sheet that has rows; empty rows above are passed over, others stay as empty lines.

    Raises:
        InputError: the workbook cannot be read or reaches too far, or every sheet is empty.
    """
    must_not_sprawl(path)
    try:
        workbook = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
    except (python_calamine.CalamineError, OSError) as error:
        raise InputError(f"{path} cannot be read as a workbook ({error}). Save it again as XLSX or CSV.") from error
    rows = next((sheet for sheet in sheets if sum(any(cell != "" for cell in row) for row in sheet) > 1), None)
    if rows is None:
        raise InputError(f"{path} has no sheet with rows. Check that the table is in the workbook.")
    with target.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(
            [_text(cell) for cell in row] if any(cell != "" for cell in row) else [] for row in rows
        )
    return target


def _text(cell: _Cell) -> str:
    """Numbers without the noise of binary fractions, days as ISO dates."""
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, float):
        number = f"{Decimal(repr(cell)).normalize():f}"
        return f"{number}0" if _LOOKS_GROUPED.fullmatch(number) else number
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell).strip()
