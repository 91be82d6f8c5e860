"""XLSX: keys as text, so that no spreadsheet turns a contract number into a number."""

from decimal import Decimal
from pathlib import Path

import xlsxwriter

from undersigned.errors import InputError
from undersigned.exports.base import Sheet

MOST_ROWS = 1_048_575
"""Rows below the heading that a sheet can hold."""
LONGEST_TEXT = 32_767
"""Characters that a cell can hold; longer text is cut and ends in `…`."""


def write(sheet: Sheet, target: Path) -> None:
    """Write the sheet.

    Raises:
        InputError: there are more rows than a sheet can hold.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(target), options) as workbook:
        page = workbook.add_worksheet(sheet.name)
        page.write_row(0, 0, sheet.columns, workbook.add_format({"bold": True}))
        page.freeze_panes(1, 0)
        money = workbook.add_format({"num_format": "#,##0.00"})
        line = 0
        for batch in sheet.batches:
            for row in batch:
                line += 1
                if line > MOST_ROWS:
                    raise InputError(
                        f"{sheet.name} has more rows than an XLSX sheet can hold ({MOST_ROWS:,}). "
                        "Export it as csv or parquet."
                    )
                for position, cell in enumerate(row):
                    if isinstance(cell, Decimal):
                        page.write_number(line, position, float(cell), money)
                    elif isinstance(cell, int):
                        page.write_number(line, position, cell)
                    elif cell is not None:
                        page.write_string(line, position, _fitting(cell))


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
