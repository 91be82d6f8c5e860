"""Connections for the fast way in: libpq's words for an address as asyncpg has them, and what losing one looks like."""

from typing import Any

import asyncpg
from psycopg.conninfo import conninfo_to_dict

LOST = (OSError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError, asyncpg.OperatorInterventionError)
"""The database is away, is shutting down, is starting, or ended the connection."""
_WORDS = {
    "host": "host",
    "port": "port",
    "user": "user",
    "password": "password",
    "dbname": "database",
    "sslmode": "ssl",
}


async def connect(dsn: str) -> "asyncpg.Connection[asyncpg.Record]":
    """A connection to the database that libpq would reach by this address.

    Raises:
        one of `LOST`: there is none now.
    """
    said = conninfo_to_dict(dsn)
    address: dict[str, Any] = {name: said[word] for word, name in _WORDS.items() if said.get(word) is not None}
    return await asyncpg.connect(**address)
