"""Many rows out of the real ones: each copy has awards and descriptions of its own, and one of four new recipients.

Invented rows repeat their words otherwise than clerks do. A copy keeps the clerks' words, so that what repeats in the
records repeats here, and changes what would not: award numbers, descriptions that stand in one row only (a number goes
behind them), and in one copy of four the recipients. Nothing of it is kept: the folder is the measurement's own.
"""

import csv
import gzip
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count, islice
from pathlib import Path

RECIPIENT, WORDS, KEY = "Recipient Name", "Transaction Description", "Generated Award ID"
AWARD = "Award ID"


def write(files: Sequence[Path], rows: int, target: Path) -> None:
    """Write so many rows, copy after copy of the records in `files` (10 columns, packed)."""
    header, records = _read(files)
    at = {name: header.index(name) for name in (RECIPIENT, WORDS, KEY, AWARD)}
    with target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(header)
        writer.writerows(islice(_copies(records, at), rows))


def _read(files: Sequence[Path]) -> tuple[list[str], list[list[str]]]:
    header: list[str] = []
    records: list[list[str]] = []
    for file in files:
        with gzip.open(file, "rt", encoding="utf-8", newline="") as lines:
            reader = csv.reader(lines)
            header = next(reader)
            records += reader
    return header, records


def _copies(records: list[list[str]], at: dict[str, int]) -> Iterator[list[str]]:
    """The records as they are, then again and again with what tells one copy from another."""
    said = Counter(record[at[WORDS]] for record in records)
    yield from records
    for copy in count(1):
        for record in records:
            changed = record.copy()
            award = record[at[AWARD]]
            changed[at[AWARD]] = f"{award}X{copy}"
            changed[at[KEY]] = _key(record[at[KEY]], award, copy)
            if said[record[at[WORDS]]] == 1:
                changed[at[WORDS]] = f"{record[at[WORDS]]} {copy}"
            if copy % 4 == 0:
                changed[at[RECIPIENT]] = f"{record[at[RECIPIENT]]} {copy}"
            yield changed


def _key(key: str, award: str, copy: int) -> str:
    """The award's key of a copy; orders under one agreement stay under one, of this copy."""
    own, _, parent = key.replace(award, f"{award}X{copy}", 1).rpartition(f"X{copy}")
    agency, number, *rest = parent.strip("_").split("_", 2)
    number = number if number == "-NONE-" else f"{number}X{copy}"
    return "_".join((f"{own}X{copy}", agency, number, *rest))
