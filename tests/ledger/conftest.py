"""A ledger of its own for each test."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from tests.database import Postgres
from undersigned.site.addresses import Dsn


@pytest.fixture(scope="session")
def ledger_template(postgres: Postgres) -> str:
    """A database with the ledger's tables, which every test gets a copy of."""
    name = "ledger_template"
    postgres.prepared(name)
    return name


@pytest.fixture
def dsn(postgres: Postgres, ledger_template: str) -> Iterator[Dsn]:
    """An empty ledger."""
    address = postgres.create(template=ledger_template)
    yield address
    postgres.drop(address)


@pytest.fixture
def owner(postgres: Postgres, dsn: Dsn) -> Dsn:
    """The same, as the owner of its tables, for what the serving role may not do."""
    return postgres.as_owner(dsn)


@pytest.fixture
def connection(dsn: Dsn) -> Iterator[psycopg.Connection[Any]]:
    """A way in."""
    with psycopg.connect(dsn) as made:
        yield made
