"""What processes may write about trouble: where it happened and of what kind, never what was in it.

The text of an exception may carry a row, an address or a link; so a log line has the exception's name and the places in
the code, and nothing that anybody sent. There is no log of requests.
"""

import logging
import logging.config
import traceback
from time import monotonic
from types import TracebackType
from typing import Any

_FORMAT = "undersigned: %(levelname)s: %(message)s"
QUIET = 10.0
"""Seconds in which a line is said once."""
_MANY = 1000
_PLACES = 8
_UNEXPECTED = "Unexpected exit from worker"
"""How granian says it."""
_WEB_ENDED = "a web process ended; it is started again"
_OTHERS = ("asyncio", "asyncpg", "django", "granian", "psycopg")
_Info = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Discreet(logging.Formatter):
    """Formats a line without the words of an exception, and without the arguments of other people's lines."""

    def format(self, record: logging.LogRecord) -> str:
        """Our own lines whole; of libraries' lines what they say of themselves, not of a request."""
        if not record.name.startswith("undersigned"):
            told = _WEB_ENDED if record.getMessage().startswith(_UNEXPECTED) else f"trouble in {record.name}"
            record = logging.makeLogRecord({**record.__dict__, "msg": told, "args": ()})
        return super().format(record)

    def formatException(self, ei: _Info) -> str:  # noqa: N802 - logging's name
        """The kinds of the exceptions, and the innermost places."""
        return "  " + described(ei[1]) if ei[1] else ""


class Calm(logging.Filter):
    """Lets the same line pass once in ten seconds, so that an hour without database is no gigabyte of log."""

    def __init__(self) -> None:
        super().__init__()
        self._said: dict[tuple[str, str], float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is new; an answer of Django's that is no exception was said by our pages already."""
        if record.name == "django.request" and not record.exc_info:
            return False
        line, now = (record.name, record.getMessage()), monotonic()
        if now - self._said.get(line, -QUIET) < QUIET:
            return False
        if len(self._said) >= _MANY:
            self._said.clear()
        self._said[line] = now
        return True


def described(error: BaseException) -> str:
    """An exception as its kind and places: `ValueError at collecting.py:41 < views.py:12`."""
    frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
    places = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames))
    cause = error.__cause__ or error.__context__
    return f"{type(error).__name__} at {places or 'no place'}" + (f", after {described(cause)}" if cause else "")


_HANDLER = {
    "class": "logging.StreamHandler",
    "formatter": "discreet",
    "filters": ["calm"],
    "stream": "ext://sys.stderr",
}


def dictionary() -> dict[str, Any]:
    """The settings of logging for a process, as `logging.config.dictConfig` has them."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": {"()": Discreet, "fmt": _FORMAT}},
        "filters": {"calm": {"()": Calm}},
        "handlers": {"stderr": _HANDLER},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {name: {"handlers": [], "level": "ERROR", "propagate": True} for name in _OTHERS},
    }


def set_up() -> None:
    """Set this process's logging."""
    logging.config.dictConfig(dictionary())
