"""The ledger's tables, brought up to date: numbered SQL files, each applied once and remembered.

A file that was released is never edited; a change is a new file.
"""

from importlib.resources import files

import psycopg

from undersigned.ledger import locks


def migrate(dsn: str) -> list[str]:
    """Apply what the database does not have yet, all or none; gives the names of the files applied.

    Raises:
        psycopg.OperationalError: the database does not answer.
    """
    with psycopg.connect(dsn) as connection:
        connection.execute("select pg_advisory_xact_lock(%s)", [locks.MIGRATING_LEDGER])
        connection.execute("create schema if not exists ledger")
        connection.execute(
            "create table if not exists ledger.applied (name text primary key, at timestamptz not null default now())"
        )
        known = {name for (name,) in connection.execute("select name from ledger.applied")}
        new = [(name, text) for name, text in _changes() if name not in known]
        for name, text in new:
            connection.execute(text.encode())
            connection.execute("insert into ledger.applied (name) values (%s)", [name])
    return [name for name, _ in new]


def _changes() -> list[tuple[str, str]]:
    folder = files("undersigned.ledger.schema")
    found = (file for file in folder.iterdir() if file.name.endswith(".sql"))
    return sorted((file.name.removesuffix(".sql"), file.read_text(encoding="utf-8")) for file in found)
