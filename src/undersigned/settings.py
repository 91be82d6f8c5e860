"""How much of the machine a run may use; read once, at the door."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """One frozen object for a whole run.

    `memory` is the engine's own bound (a DuckDB size such as `1200MB`), the process needs some 500 MB more.
    """

    threads: int = 2
    memory: str = "1200MB"


def from_environment(environment: Mapping[str, str]) -> Settings:
    """`UNDERSIGNED_THREADS` and `UNDERSIGNED_MEMORY`, where they are set."""
    default = Settings()
    return Settings(
        threads=max(1, int(environment.get("UNDERSIGNED_THREADS", default.threads))),
        memory=environment.get("UNDERSIGNED_MEMORY", default.memory),
    )
