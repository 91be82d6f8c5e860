"""Writing the sample: one file of a shape, or the whole demonstration set."""

import gzip
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, cast

from undersigned.sample.api import HEADER, YEAR, api_rows
from undersigned.sample.catalog import write_catalog
from undersigned.sample.county import MAPPING, county_lines
from undersigned.sample.subawards import subaward_lines
from undersigned.sample.summaries import summary_lines
from undersigned.sample.transactions import transaction_lines

SHAPES = ("api", "transactions", "awards", "subawards", "table")
BLOCK = 8192


def write_lines(lines: Iterator[str], path: Path) -> None:
    """Stream lines into a file, compressed where its name ends in `.gz`; same lines, same bytes."""
    with ExitStack() as stack:
        out: BinaryIO = stack.enter_context(path.open("wb"))
        if path.suffix == ".gz":
            packed = gzip.GzipFile("", "wb", compresslevel=6, fileobj=out, mtime=0)
            out = cast("BinaryIO", stack.enter_context(packed))
        while block := "".join(islice(lines, BLOCK)):
            # A surrogate stands for a byte of another alphabet that a clerk's program left behind.
            out.write(block.encode("utf-8", errors="surrogateescape"))


def sample_lines(shape: str, rows: int, seed: int, *, year: int = YEAR, old_names: bool = False) -> Iterator[str]:
    """The lines of a file of a shape, with its header."""
    if rows < 0:
        raise ValueError(f"a sample cannot have {rows} rows; ask for 0 or more")
    if shape == "api":
        return chain([HEADER], api_rows(rows, seed, year))
    if shape == "subawards":
        return subaward_lines(rows, seed, old_names=old_names)
    makers = {"transactions": transaction_lines, "awards": summary_lines, "table": county_lines}
    if shape not in makers:
        raise ValueError(f"there is no shape {shape!r}; choose one of {', '.join(SHAPES)}")
    return makers[shape](rows, seed)


def write_sample(shape: str, rows: int, path: Path, *, seed: int = 1, old_names: bool = False) -> None:
    """Write `rows` invented records of a shape, `.csv` or `.csv.gz`: same arguments, same bytes.

    Samples of the same `rows` and `seed` share awards, modifications and amounts across shapes.
    Planted traps take at most half of a slice: below some 300 rows not all of them find room.
    `old_names` gives subawards the column names of before 2025.
    """
    write_lines(sample_lines(shape, rows, seed, old_names=old_names), path)


def write_all(folder: Path, *, rows: int = 3000, seed: int = 1) -> list[Path]:
    """Write the demonstration set, one file of each shape and two of the 10-column one; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    plan = (
        ("invented_api_fy2031.csv.gz", "api", 2031),
        ("invented_api_fy2032.csv.gz", "api", 2032),
        ("invented_Contracts_PrimeTransactions.csv", "transactions", YEAR),
        ("invented_Contracts_PrimeAwardSummaries.csv", "awards", YEAR),
        ("invented_Contracts_Subawards.csv", "subawards", YEAR),
        ("invented_county.csv", "table", YEAR),
    )
    written = []
    for name, shape, year in plan:
        path = folder / name
        write_lines(sample_lines(shape, rows, seed, year=year), path)
        written.append(path)
    mapping = folder / "invented_county.toml"
    mapping.write_text(MAPPING, encoding="utf-8")
    return [*written, mapping, *write_catalog(folder / "catalog")]
