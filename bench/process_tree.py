"""How much memory a run takes with all its processes: shared pages count once (PSS), looked at four times a second."""

import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PROCESSES = Path("/proc")
PAUSE = 0.25


@dataclass(frozen=True, slots=True)
class TreeRun:
    """One command with its children: wall seconds and the highest sum of their memory in MB.

    Where the machine does not say it (other than Linux) the memory is None.
    """

    seconds: float
    megabytes: float | None
    said: str


def measure_tree(command: Sequence[str]) -> TreeRun:
    """Run a command to its end; an error of it ends the measuring."""
    start, peak = time.perf_counter(), 0
    with tempfile.TemporaryFile("w+") as answer:
        with subprocess.Popen(command, stdout=answer, stderr=subprocess.STDOUT) as process:
            while process.poll() is None:
                peak = max(peak, sum(map(proportional, tree(process.pid))))
                time.sleep(PAUSE)
        seconds = time.perf_counter() - start
        answer.seek(0)
        said = answer.read()
    if process.returncode:
        sys.exit(f"{' '.join(command)} failed: {said}")
    return TreeRun(seconds, peak / 1024 if peak else None, said)


def tree(root: int) -> Iterator[int]:
    """A process and everything that it started."""
    children: dict[int, list[int]] = defaultdict(list)
    for folder in PROCESSES.glob("[0-9]*"):
        if (parent := _parent(folder)) is not None:
            children[parent].append(int(folder.name))
    waiting = [root]
    while waiting:
        process = waiting.pop()
        yield process
        waiting += children[process]


def _parent(folder: Path) -> int | None:
    try:
        return int((folder / "stat").read_text().rpartition(")")[2].split()[1])
    except (OSError, IndexError):  # it has ended
        return None


def proportional(process: int) -> int:
    """The memory of a process in KiB, each shared page as its part of those who share it."""
    try:
        lines = (PROCESSES / str(process) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
