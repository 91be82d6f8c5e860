"""The database of a site, embedded or hosted: one way to ask for it."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from undersigned.errors import SiteError
from undersigned.site.addresses import Dsn, without_password
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.postgres.cluster import OWNER
from undersigned.site.postgres.server import dsn, running

OLDEST = 15
_CONNECT_SECONDS = 10


def database(site: Site, configuration: Configuration) -> Dsn:
    """The database that runs: the hosted one of DATABASE_URL, looked at first, or the embedded one.

    Raises:
        SiteError: it cannot be reached or is too old, or the embedded one does not run.
    """
    if configuration.database is None:
        return dsn(site)
    _refuse_unusable(configuration.database)
    return configuration.database


def owners(site: Site, configuration: Configuration) -> Dsn:
    """The same database, entered as whoever makes tables and reads backups in; a hosted one has one role for all.

    Raises:
        SiteError: the embedded one does not run.
    """
    return dsn(site, OWNER) if configuration.database is None else configuration.database


@contextmanager
def using(site: Site, configuration: Configuration) -> Iterator[Dsn]:
    """The database for as long as the block lasts; the embedded one is started for it where it does not run."""
    if configuration.database is not None:
        yield database(site, configuration)
        return
    with running(site) as address:
        yield address


def _refuse_unusable(address: Dsn) -> None:
    try:
        with psycopg.connect(address, connect_timeout=_CONNECT_SECONDS) as connection:
            found = connection.info.server_version // 10_000
    except psycopg.Error as error:
        reason = " ".join(str(error).split()).rstrip(".")
        raise SiteError(
            f"The database {without_password(address)} of DATABASE_URL cannot be used: {reason}."
        ) from error
    if found < OLDEST:
        raise SiteError(
            f"The database {without_password(address)} is PostgreSQL {found}; Undersigned needs {OLDEST} or later."
        )
