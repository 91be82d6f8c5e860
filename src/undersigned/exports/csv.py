"""CSV in UTF-8, as every program reads it; empty is unknown."""

from __future__ import annotations

import csv as standard
from pathlib import Path

from undersigned.exports.base import Sheet

_FREE_TEXT = frozenset({"description", "evidence", "statement", "opening_words"})
"""Columns in which anybody may have written anything; names and keys stay as they are, so that tables join."""
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(sheet: Sheet, target: Path) -> None:
    """Write the sheet; free text that a spreadsheet would run as a formula is quoted with an apostrophe."""
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = standard.writer(file)
        writer.writerow(sheet.columns)
        free = [column in _FREE_TEXT for column in sheet.columns]
        for batch in sheet.batches:
            writer.writerows(
                [_safe(cell) if guarded else cell for cell, guarded in zip(row, free, strict=True)] for row in batch
            )


def _safe(cell: object) -> object:
    if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    return cell
