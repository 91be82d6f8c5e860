"""Does the database run, has it room for us, and does it keep what it acknowledges?"""

import os
from collections.abc import Iterator

import psycopg
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import TupleRow

from undersigned.serving.connections import needed
from undersigned.serving.doctor.base import Finding, Known, good, note, unknown, wrong
from undersigned.site.addresses import is_here

OLDEST = 150_000
_UNSAFE = {"", "disable", "allow", "prefer"}
_VERIFY = "Set sslmode=verify-full in DATABASE_URL, with sslrootcert=FILE for the certificate that its host gives you."
_MUST: dict[str, set[str]] = {
    "fsync": {"on"},
    "full_page_writes": {"on"},
    "synchronous_commit": {"on", "remote_write", "remote_apply"},
}


def look(known: Known) -> Iterator[Finding]:
    """Its version, its connections, and the settings without which a signer may be thanked for what is then lost."""
    if not known.database:
        yield unknown(f"The database could not be asked: {known.trouble}")
        return
    yield from _way(known)
    with psycopg.connect(known.database) as connection:
        version = connection.info.server_version
        amiss = [*_hasty(connection), *_narrow(connection, needed(known.processes))]
    if version < OLDEST:
        yield wrong(f"The database is PostgreSQL {version // 10_000}.", "Undersigned needs 15 or newer.")
    yield from amiss
    if version >= OLDEST and not amiss:
        yield good(f"PostgreSQL {version // 10_000} answers, and keeps what it acknowledges.")


def _hasty(connection: Connection[TupleRow]) -> Iterator[Finding]:
    for name, good_ones in _MUST.items():
        if (value := _setting(connection, name)) not in good_ones:
            yield wrong(
                f"{name} is {value}: after a crash, signatures that were acknowledged may be gone.",
                f"Set {name} = on in the database's configuration.",
            )


def _narrow(connection: Connection[TupleRow], wanted: int) -> Iterator[Finding]:
    free = int(_setting(connection, "max_connections")) - int(_setting(connection, "superuser_reserved_connections"))
    if free < wanted:
        yield wrong(
            f"The database takes {free} connections, and this site needs up to {wanted}.",
            "Raise max_connections in the database's configuration, or lower UNDERSIGNED_PROCESSES.",
        )


def _setting(connection: Connection[TupleRow], name: str) -> str:
    row = connection.execute("select current_setting(%s)", [name]).fetchone()
    return str(row[0]) if row else ""


def _way(known: Known) -> Iterator[Finding]:
    """How a hosted database on another machine is reached."""
    hosted = known.configuration.database
    if hosted is None or is_here(hosted):
        return
    mode = str(conninfo_to_dict(hosted).get("sslmode") or os.environ.get("PGSSLMODE", ""))
    if mode in _UNSAFE:
        yield wrong(f"The way to the database may go unencrypted (sslmode is {mode}).", _VERIFY)
    elif mode != "verify-full":
        yield note(f"Another machine could pass for the database (sslmode is {mode}).", _VERIFY)
