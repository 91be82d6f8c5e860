"""A DuckDB connection that keeps within the settings and never leaves the machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from undersigned.errors import RoomError, UndersignedError
from undersigned.settings import Settings


@contextmanager
def connect(settings: Settings, scratch: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in memory that spills into `scratch`; full disks and memory become one sentence."""
    connection = duckdb.connect(
        config={
            "threads": settings.threads,
            "memory_limit": settings.memory,
            "temp_directory": str(scratch / "spill"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }
    )
    try:
        yield connection
    except duckdb.OutOfMemoryException as error:
        raise RoomError(
            "The engine ran out of memory or of disk to spill to. Free some disk, or give it more memory with "
            "UNDERSIGNED_MEMORY=4GB, and run the command again; the case is as it was."
        ) from error
    except duckdb.IOException as error:
        raise _unreadable(error) from error
    except duckdb.Error as error:
        first_line = str(error).splitlines()[0]
        raise UndersignedError(
            f"The engine gave up ({first_line}); the case is as it was. Please report this."
        ) from error
    finally:
        connection.close()


def _unreadable(error: duckdb.IOException) -> UndersignedError:
    """A full disk is told apart from any other failure to read or write."""
    text = str(error)
    if "No space left" in text or "Could not write" in text or "ENOSPC" in text:
        return RoomError("The disk is full. Make room and run the command again; the case is as it was.")
    return RoomError(f"The disk could not be read or written ({text.splitlines()[0]}); the case is as it was.")


def quoted(name: str) -> str:
    """A column or table name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text constant for SQL where a parameter cannot stand, such as a path in COPY."""
    return "'" + text.replace("'", "''") + "'"
