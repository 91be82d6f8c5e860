"""Django's part of a process: set up once, with the database; and the connection below it for plain SQL."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection as django_connection
from psycopg import Connection
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import TupleRow

from undersigned.campaigns import orm_settings
from undersigned.ledger import locks

_NOTHING: Mapping[str, object] = MappingProxyType({})
_NAMED = ("dbname", "user", "password", "host", "port")


def set_up(dsn: str, more: Mapping[str, object] = _NOTHING) -> None:
    """Tell this process's Django its database; `more` are settings that a door needs besides."""
    for name, value in more.items():
        setattr(settings, name, value)
    django_connection.close()
    told: dict[str, Any] = settings.DATABASES["default"]
    told.update(_database(dsn))


def migrate() -> None:
    """Make the tables of campaigns, or bring them up to date; of two that start at once, one waits."""
    connection().execute("select pg_advisory_lock(%s)", [locks.MIGRATING_CAMPAIGNS])
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection().execute("select pg_advisory_unlock(%s)", [locks.MIGRATING_CAMPAIGNS])


def connection() -> Connection[TupleRow]:
    """The connection of this thread, open, for the ledger's plain SQL; Django keeps it."""
    django_connection.ensure_connection()
    found: Connection[TupleRow] = django_connection.connection
    return found


def close() -> None:
    """Leave the database, such as before the process that runs it is stopped."""
    django_connection.close()


def _database(dsn: str) -> dict[str, object]:
    parts = conninfo_to_dict(dsn)
    named = {name: parts.pop(name, "") for name in _NAMED}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": named["dbname"],
        "USER": named["user"],
        "PASSWORD": named["password"],
        "HOST": named["host"],
        "PORT": named["port"],
        "OPTIONS": parts,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _prepare() -> None:
    settings.configure(**{name: value for name, value in vars(orm_settings).items() if name.isupper()})
    django.setup()


if not settings.configured:
    _prepare()
# Django lets nobody import models before it is prepared: whoever needs them takes them from here.
from undersigned.campaigns import models as models  # noqa: E402, PLC0414
