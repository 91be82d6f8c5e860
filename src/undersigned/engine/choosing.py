"""Which engine a run has: a member of the family by its name, and where it runs."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

from undersigned import registry
from undersigned.engine.base import Engine, Place
from undersigned.errors import InputError
from undersigned.settings import Settings

Opened = Callable[[Settings, Place], AbstractContextManager[Engine]]


def with_engine(settings: Settings, engine: str) -> Settings:
    """The settings with an engine: `duckdb`, `spark`, or the address of a cluster, `spark://host:port`.

    Raises:
        InputError: there is no such engine.
    """
    _member(engine)
    return replace(settings, engine=engine)


def chosen(settings: Settings, place: Place) -> AbstractContextManager[Engine]:
    """The engine that the settings name."""
    return _member(settings.engine)(settings, place)


def _member(engine: str) -> Opened:
    known = registry.members("undersigned.engine", offering="opened")
    name, cluster, _ = engine.partition("://")
    if name not in known or (cluster and name == "duckdb"):
        raise InputError(
            f"--engine {engine}: there is no such engine. There are: {', '.join(known)}, spark://host:port."
        )
    opened: Opened = known[name].opened
    return opened
