"""`make bench`: how fast files become rows and claims, and how much memory that takes.

Each command runs in a process of its own. Adding is compared with what DuckDB alone takes to turn the same CSV into
Parquet, the two in turn, so that the ratio holds where the machine's own speed drifts. Nothing here passes or fails.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from undersigned.sample.write import write_sample

DUCKDB_ALONE = "import duckdb, sys; c = duckdb.connect(); c.execute('SET threads = 2'); c.execute(sys.argv[1])"


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall seconds and peak resident memory in MB."""

    seconds: float
    megabytes: float


def measure(command: Sequence[str]) -> Run:
    """Run a command to its end; an error of it ends the measuring."""
    start = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        _, status, usage = os.wait4(process.pid, 0)
        said = process.stderr.read().decode() if process.stderr else ""
    if status:
        sys.exit(f"{' '.join(command)} failed: {said}")
    return Run(time.perf_counter() - start, usage.ru_maxrss / 1024)


def undersigned(*arguments: object) -> list[str]:
    """The command line of the program under measurement."""
    return [sys.executable, "-m", "undersigned", *map(str, arguments)]


def adding(folder: Path, rows: int, rounds: int) -> None:
    """Adding a large file against DuckDB alone, in turn."""
    records = folder / "invented.csv"
    print(f"Writing {rows:,} invented rows")
    write_sample("api", rows, records)
    ours, alone = [], []
    for number in range(rounds):
        query = f"COPY (FROM read_csv('{records}')) TO '{folder / 'alone.parquet'}'"
        alone.append(measure([sys.executable, "-c", DUCKDB_ALONE, query]))
        ours.append(measure(undersigned("add", records, "--case", folder / f"case{number}")))
    ratios = [one.seconds / other.seconds for one, other in zip(ours, alone, strict=True)]
    print(f"DuckDB alone, CSV to Parquet   {statistics.median(run.seconds for run in alone):7.1f} s")
    print(f"undersigned add                {statistics.median(run.seconds for run in ours):7.1f} s")
    print(f"ratio, pair by pair            {statistics.median(ratios):7.2f}  ({', '.join(f'{r:.2f}' for r in ratios)})")
    print(f"peak memory of add             {max(run.megabytes for run in ours):7.0f} MB")


def five_years(folder: Path, data: Path) -> None:
    """The real years from files to claims, where they are at hand."""
    files = sorted(data.glob("usaspending_api_*.csv.gz"))
    if not files:
        print(f"No real records in {data}: the five years are not measured.")
        return
    case = folder / "years"
    add = measure(undersigned("add", *files, "--case", case))
    trace = measure(undersigned("trace", "--case", case))
    print(f"{len(files)} real files: add {add.seconds:.1f} s, trace {trace.seconds:.1f} s, together")
    print(f"from files to claims           {add.seconds + trace.seconds:7.1f} s")
    print(f"peak memory                    {max(add.megabytes, trace.megabytes):7.0f} MB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=5_000_000, help="invented rows to add")
    parser.add_argument("--rounds", type=int, default=3, help="pairs of runs")
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    parser.add_argument("--data", type=Path, default=beside, help="where the real records are")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        five_years(Path(folder), asked.data)
        adding(Path(folder), asked.rows, asked.rounds)


if __name__ == "__main__":
    main()
