"""A site with its pages, its campaigns and a database of its own for each test."""

from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest
from django.db import connections

from tests.database import Postgres
from tests.web.signing import Signing
from undersigned.campaigns import orm
from undersigned.ledger.migrating import migrate
from undersigned.site.addresses import Dsn
from undersigned.site.configuration import configure
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.web.application import application


def work_with(address: Dsn) -> None:
    """Let Django, which a process sets up once, work with this test's database."""
    orm.set_up(address)
    orm.close()
    parts = psycopg.conninfo.conninfo_to_dict(address)
    connections.settings["default"].update(
        NAME=parts["dbname"], USER=parts["user"], HOST=parts["host"], PORT=parts.get("port", "")
    )
    connections.settings["default"]["PASSWORD"] = parts.get("password", "")


@pytest.fixture(scope="session")
def site_template(postgres: Postgres) -> str:
    """A database with all tables, which every test gets a copy of."""
    name = "site_template"
    address = postgres.create(name=name)
    migrate(address)
    work_with(address)
    orm.migrate()
    orm.close()
    return name


@pytest.fixture
def signing(postgres: Postgres, site: Site, site_template: str) -> Iterator[Signing]:
    """A site that answers on this machine."""
    address = postgres.create(template=site_template)
    work_with(address)
    configuration = replace(configure(site, {}), database=address)
    pages = application(site, configuration)
    yield Signing(site, configuration, Keyring(site), address, pages)
    pages.close()
    orm.close()
    postgres.drop(address)
