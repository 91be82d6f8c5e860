"""A site with a database for each test, and campaigns in it as organisers write them."""

from collections.abc import Iterator

import pytest

from tests.campaigns.organising import TODAY, Organisers, two_claims
from tests.database import Postgres
from undersigned.campaigns import orm
from undersigned.case.folder import Case
from undersigned.site.folder import Site


@pytest.fixture(scope="session")
def with_tables(postgres: Postgres) -> str:
    """A database with all tables, which every test gets a copy of."""
    name = "campaigns_template"
    postgres.prepared(name)
    return name


@pytest.fixture
def organisers(postgres: Postgres, with_tables: str, site: Site) -> Iterator[Organisers]:
    """Those who write and publish campaigns, in a site of their own, on a day in 2026."""
    address = postgres.create(template=with_tables)
    orm.set_up(address)
    yield Organisers(site, TODAY)
    orm.close()
    postgres.drop(address)


@pytest.fixture
def claim_ids(traced: Case) -> list[str]:
    """Two claims of the sample, with figures."""
    return two_claims(traced)
