"""What processes may write about trouble: where it happened and of what kind, never what was in it.

The text of an exception may carry a row, an address or a link; so a log line has the exception's name and the places in
the code, and nothing that anybody sent. There is no log of requests.
"""

import logging
import logging.config
import sys
import traceback
from types import TracebackType
from typing import Any

_FORMAT = "undersigned: %(levelname)s: %(message)s"
_PLACES = 8
_UNEXPECTED = "Unexpected exit from worker"
"""How granian says it."""
_WEB_ENDED = "a web process ended; it is started again"
_OTHERS = frozenset({"asyncio", "granian", "django", "django.request", "django.server", "asyncpg", "psycopg", "psycopg.pool"})
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


def described(error: BaseException) -> str:
    """An exception as its kind and places: `ValueError at collecting.py:41 < views.py:12`."""
    frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
    places = " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames))
    cause = error.__cause__ or error.__context__
    return f"{type(error).__name__} at {places or 'no place'}" + (f", after {described(cause)}" if cause else "")


def dictionary() -> dict[str, Any]:
    """The settings of logging for a process, as `logging.config.dictConfig` has them."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"discreet": {"()": Discreet, "fmt": _FORMAT}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "discreet", "stream": sys.stderr}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {name: {"handlers": [], "level": "ERROR", "propagate": True} for name in sorted(_OTHERS)},
    }


def set_up() -> None:
    """Set this process's logging."""
    logging.config.dictConfig(dictionary())
