"""Loads the server by a generator in a process of its own, and says what each side's processors had to do."""

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.surge.machine import processor_seconds
from bench.surge.plan import Plan, Told, read_report

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = "load"


@dataclass(frozen=True, slots=True)
class Run:
    """How each stream went, and processor microseconds for each answer that counts, by whose they are."""

    streams: Mapping[str, Told]
    microseconds: Mapping[str, float]


def load(plan: Plan, roots: Mapping[str, int]) -> Run:
    """Carry out a plan; `roots` are the processes whose work is counted, with all below them."""
    before = {name: processor_seconds(root) for name, root in roots.items()}
    done = subprocess.run(
        [sys.executable, "-m", "bench.surge.generator"],
        input=plan.written(),
        stdout=subprocess.PIPE,
        cwd=ROOT,
        text=True,
        check=True,
    )
    report = read_report(done.stdout)
    seconds = {name: processor_seconds(root) - before[name] for name, root in roots.items()}
    good = max(1, sum(told.good for told in report.streams))
    each = {name: taken / good * 1e6 for name, taken in {**seconds, GENERATOR: report.processor}.items()}
    return Run({told.name: told for told in report.streams}, each)
