"""How much of the machine a run may use; read once, at the door."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from undersigned.errors import InputError

_SIZE = re.compile(r"\d+(\.\d+)?\s?[KMGT]i?B", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settings:
    """One frozen object for a whole run.

    `memory` is the engine's own bound (a DuckDB size such as `1200MB`), the process needs some 500 MB more.
    `engine` is who computes a trace, `rows_at` where another machine's engine finds the case's files.
    """

    threads: int = 2
    memory: str = "1200MB"
    engine: str = "duckdb"
    rows_at: str | None = None


def from_environment(environment: Mapping[str, str]) -> Settings:
    """`UNDERSIGNED_THREADS`, `UNDERSIGNED_MEMORY` and `UNDERSIGNED_ROWS_AT`, where they are set.

    Raises:
        InputError: one of them is no number of threads, or no size such as `1200MB`.
    """
    default = Settings()
    threads = environment.get("UNDERSIGNED_THREADS", str(default.threads))
    memory = environment.get("UNDERSIGNED_MEMORY", default.memory)
    if not threads.isascii() or not threads.isdigit() or int(threads) < 1:
        raise InputError(f"UNDERSIGNED_THREADS is {threads!r}. Set it to a number such as 2.")
    if not _SIZE.fullmatch(memory):
        raise InputError(f"UNDERSIGNED_MEMORY is {memory!r}. Set it to a size such as 1200MB or 4GB.")
    return Settings(threads=int(threads), memory=memory, rows_at=environment.get("UNDERSIGNED_ROWS_AT") or None)
