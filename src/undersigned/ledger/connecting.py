"""Connections for the fast way in: libpq's words for an address as asyncpg has them, and what losing one looks like."""

import ssl
from typing import Any
from urllib.parse import urlencode

import asyncpg
from psycopg.conninfo import conninfo_to_dict

LOST = (
    OSError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
    asyncpg.PostgresConnectionError,
    asyncpg.OperatorInterventionError,
)
"""The database is away, is shutting down, is starting, or ended the connection, be it in the middle of a greeting."""
_WORDS = {
    "host": "host",
    "port": "port",
    "user": "user",
    "password": "password",
    "dbname": "database",
}
_ENCRYPTION = ("sslmode", "sslrootcert", "sslcert", "sslkey", "sslpassword", "sslcrl", "ssl_min_protocol_version")
"""Words of libpq's that asyncpg reads in an address alone."""


async def connect(dsn: str) -> "asyncpg.Connection[asyncpg.Record]":
    """A connection to the database that libpq would reach by this address.

    Raises:
        one of `LOST`: there is none now.
    """
    said = conninfo_to_dict(dsn)
    address: dict[str, Any] = {name: said[word] for word, name in _WORDS.items() if said.get(word) is not None}
    return await asyncpg.connect(**address, **_encryption(said))


def _encryption(said: dict[str, Any]) -> dict[str, Any]:
    """How the way is encrypted and whom it trusts, as asyncpg wants to be told."""
    if said.get("sslrootcert") == "system":  # asyncpg would look for a file of that name
        context = ssl.create_default_context()
        if said.get("sslcert"):
            context.load_cert_chain(str(said["sslcert"]), said.get("sslkey"), said.get("sslpassword"))
        return {"ssl": context}
    words = {word: said[word] for word in _ENCRYPTION if said.get(word) is not None}
    return {"dsn": f"postgresql://?{urlencode(words)}"} if words else {}
