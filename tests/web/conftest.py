"""A site with its pages, its campaigns and a database of its own for each test."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.database import Postgres
from tests.web.signing import Signing
from undersigned.campaigns import orm
from undersigned.site.configuration import configure
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.web.application import application


@pytest.fixture(scope="session")
def site_template(postgres: Postgres) -> str:
    """A database with all tables, which every test gets a copy of."""
    name = "site_template"
    postgres.prepared(name)
    return name


@pytest.fixture
def signing(postgres: Postgres, site: Site, site_template: str) -> Iterator[Signing]:
    """A site that answers on this machine."""
    address = postgres.create(template=site_template)
    configuration = replace(configure(site, {}), database=address)
    pages = application(site, configuration)
    yield Signing(site, configuration, Keyring(site), address, pages)
    pages.close()
    orm.close()
    postgres.drop(address)
