"""A county's list of contracts, typed by hand: its own headers, days day first, amounts as text."""

from collections.abc import Iterator
from random import Random

from undersigned.sample.companies import RESELLERS, crowd
from undersigned.sample.days import after, day_first
from undersigned.sample.dice import dice
from undersigned.sample.headers import csv_lines
from undersigned.sample.makers import FOUR_MEADOWS
from undersigned.sample.phrases import PLACES, PURPOSES
from undersigned.sample.subjects import PLAIN

DOCUMENT, DEPARTMENT, SUPPLIER = "Document no.", "Department", "Supplier"
WHAT, AMOUNT, SIGNED = "What for", "Contract value", "Signed on"
COLUMNS = (DOCUMENT, DEPARTMENT, SUPPLIER, WHAT, AMOUNT, SIGNED)
DEPARTMENTS = ("INVENTED COUNTY OF MARROWMERE - SHERIFF", "INVENTED COUNTY OF MARROWMERE - WORKS")
BAD_AMOUNT = "see memo"
# Rows counted from 0: one whose amount is no amount, one without its document number (which an amount does not need).
BAD_AMOUNT_ROW, NO_KEY_ROW, CP1252_ROW, RESOLD_ROW = 17, 33, 8, 4
REJECTED = 1
APOSTROPHE = "\udc92"


def money(cents: int) -> str:
    """`$1,234.50`, and `-$250.00` for money taken back."""
    return f"{'-' if cents < 0 else ''}${abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def row(turn: int, throw: Random, suppliers: list[str]) -> dict[str, str]:
    """An ordinary contract of the county."""
    things = throw.choice(PLAIN)[1]
    cents = throw.randrange(5_000, 40_000_000)
    return {
        DOCUMENT: f"MM-2031-{turn + 1:05d}",
        DEPARTMENT: throw.choice(DEPARTMENTS),
        SUPPLIER: throw.choice(suppliers),
        WHAT: f"{throw.choice(things)} {throw.choice(PURPOSES)} {throw.choice(PLACES)}".capitalize(),
        AMOUNT: money(-cents // 10 if throw.random() < 0.04 else cents),
        SIGNED: day_first(after("2031-01-01", throw.randrange(365))),
    }


def spoiled(turn: int, made: dict[str, str]) -> dict[str, str]:
    """The row as the clerk left it: two that must be rejected, one in another alphabet."""
    changes = {
        BAD_AMOUNT_ROW: {AMOUNT: BAD_AMOUNT},
        NO_KEY_ROW: {DOCUMENT: ""},
        CP1252_ROW: {WHAT: f"Repair of the sheriff{APOSTROPHE}s gate"},
        RESOLD_ROW: {SUPPLIER: FOUR_MEADOWS, WHAT: "Kestrelcloud hosting for the sheriff"},
    }
    return made | changes.get(turn, {})


def county_lines(rows: int, seed: int) -> Iterator[str]:
    """The file, line by line, with its header; one byte of it is cp1252, kept as a surrogate."""
    throw = dice("county", seed)
    suppliers = [company.name for company in crowd(seed)[:80]] + list(RESELLERS)
    return csv_lines(COLUMNS, (spoiled(turn, row(turn, throw, suppliers)) for turn in range(rows)))


MAPPING = f"""# What the columns of the invented county's list mean; see the how-to "Describe a table".
name = "marrowmere"
title = "Invented county of Marrowmere, list of contracts 2031"

[columns]
who_buys = "{DEPARTMENT}"
who_is_paid = "{SUPPLIER}"
what = "{WHAT}"
how_much = "{AMOUNT}"
when = "{SIGNED}"
document = "{DOCUMENT}"

[reading]
dates = "day-first"
fiscal_year_starts = 1
"""
"""The mapping that lies beside the list."""
