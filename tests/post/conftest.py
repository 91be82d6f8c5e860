"""A ledger and a site for each test of the worker."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.post.mails import Connection
from undersigned.ledger.migrating import migrate
from undersigned.site.addresses import Dsn


@pytest.fixture
def ledger(database: Dsn) -> Dsn:
    """The ledger's tables, empty."""
    migrate(database)
    return database


@pytest.fixture
def connection(ledger: Dsn) -> Iterator[Connection]:
    with psycopg.connect(ledger, autocommit=True) as made:
        yield made
