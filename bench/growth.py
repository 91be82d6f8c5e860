"""`make bench`: how time and memory grow with the rows, step by step: add, companies, makers, claims.

Twice the rows should take twice the time and the same memory. The rows are copies of the real records where those are
at hand (`bench.replicas`), else invented ones. Nothing here passes or fails.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Event, Thread

from bench import replicas
from bench.process_tree import PAUSE, proportional, tree
from undersigned.case.folder import Case
from undersigned.claims import trace as tracing
from undersigned.ingest import adding
from undersigned.sample.write import write_sample
from undersigned.settings import Settings
from undersigned.terms.progress import Silent

SIZES = (1_000_000, 2_000_000, 5_000_000, 10_000_000, 20_000_000)
STEPS = {
    "Choosing the rows that count": "choose",
    "Recipients to companies and families": "companies",
    "Awards to makers": "makers",
    "Claims and their citations": "claims",
}


@dataclass(frozen=True, slots=True)
class Spent:
    """One step: wall seconds, and the most memory in MB that the run and its processes held meanwhile."""

    step: str
    seconds: float
    megabytes: float


class Stopped(Exception):  # noqa: N818 (the end of a run that was asked for, no error)
    """The step that nobody wants to see has come."""


class Steps(Silent):
    """Times each step of a run, and looks at its memory four times a second."""

    def __init__(self, last: str | None = None) -> None:
        self.spent: list[Spent] = []
        self._last = last
        self._open: tuple[str, float] | None = None
        self._peak = 0

    def step(self, sentence: str) -> None:
        """What a run says; sentences that are no steps of ours belong to the step before."""
        if name := STEPS.get(sentence):
            self.begin(name)

    def begin(self, name: str) -> None:
        """The step before is over, and this one begins."""
        self.close()
        if name == self._last:
            raise Stopped
        self._open = name, time.perf_counter()

    def close(self) -> None:
        """The last step is over."""
        if self._open:
            name, begun = self._open
            self.spent.append(Spent(name, time.perf_counter() - begun, self._peak / 1024))
        self._open, self._peak = None, 0

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look at the memory until the run is over."""
        over = Event()
        watch = Thread(target=self._watch, args=(over,), daemon=True)
        watch.start()
        try:
            yield
        except Stopped:
            pass
        finally:
            self.close()
            over.set()
            watch.join()

    def _watch(self, over: Event) -> None:
        while not over.wait(PAUSE):
            self._peak = max(self._peak, sum(map(proportional, tree(os.getpid()))))


def run(case: Path, records: Path, *, claims: bool) -> list[Spent]:
    """Add a file to a new case and trace it, in this process."""
    steps = Steps(None if claims else "claims")
    with steps.watching():
        steps.begin("add")
        adding.add(Case(case), [records], Settings(), Silent())
        tracing.trace(Case(case), Settings(), steps)
    return steps.spent


def measure(rows: int, folder: Path, data: Path, *, claims: bool) -> list[Spent]:
    """The steps of one size, in a process of its own."""
    records, case = folder / "records.csv", folder / "case"
    if files := sorted(data.glob("usaspending_api_*.csv.gz")):
        replicas.write(files, rows, records)
    else:
        write_sample("api", rows, records)
    command = [sys.executable, "-m", "bench.growth", "--measured", str(case), str(records)]
    said = subprocess.run([*command, *(() if claims else ("--without-claims",))], stdout=subprocess.PIPE, check=True)
    return [Spent(**spent) for spent in json.loads(said.stdout)]


def table(found: dict[int, list[Spent]]) -> Iterator[str]:
    """A line a size and step: seconds, seconds a million rows, and memory."""
    yield f"{'rows':>12} {'step':<10} {'seconds':>9} {'a million':>10} {'MB':>7}"
    for rows, steps in found.items():
        for spent in (*steps, _together(steps)):
            a_million = spent.seconds / rows * 1_000_000
            yield f"{rows:>12,} {spent.step:<10} {spent.seconds:>9.1f} {a_million:>10.2f} {spent.megabytes:>7.0f}"


def _together(steps: Sequence[Spent]) -> Spent:
    """Companies and makers, which should take no longer than `add`."""
    both = [spent for spent in steps if spent.step in {"companies", "makers"}]
    return Spent("both", sum(spent.seconds for spent in both), max((spent.megabytes for spent in both), default=0))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    asked = _parser().parse_args(arguments)
    if asked.measured:
        case, records = asked.measured
        spent = run(case, records, claims=not asked.without_claims)
        print(json.dumps([asdict(each) for each in spent]))
        return
    found: dict[int, list[Spent]] = {}
    for rows in asked.rows or SIZES:
        with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
            found[rows] = measure(rows, Path(folder), asked.data, claims=not asked.without_claims)
    print("\n".join(table(found)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m bench.growth", description="Measure how a run grows with its rows."
    )
    parser.add_argument("--rows", type=int, action="append", help="a size; may be given several times")
    beside = Path(__file__).resolve().parents[2] / "shared" / "data"
    parser.add_argument("--data", type=Path, default=beside, help="where the real records are; else rows are invented")
    parser.add_argument("--folder", type=Path, help="where there is room: some 2 GB a million rows with claims")
    parser.add_argument("--without-claims", action="store_true", help="stop when makers are found")
    parser.add_argument("--measured", type=Path, nargs=2, help=argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    main()
