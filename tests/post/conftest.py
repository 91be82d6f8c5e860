"""A ledger and a site for each test of the worker."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.database import Postgres
from tests.post.mails import CAMPAIGN, CLOSED, Connection
from undersigned.campaigns import orm
from undersigned.campaigns.orm import models
from undersigned.site.addresses import Dsn
from undersigned.terms.campaign import Kind, Stage


@pytest.fixture(scope="session")
def mail_template(postgres: Postgres) -> str:
    """A database with all tables, an open and a closed campaign, which every test gets a copy of."""
    name = "mail_template"
    orm.set_up(postgres.prepared(name))
    for number, stage in ((CAMPAIGN, Stage.OPEN), (CLOSED, Stage.CLOSED)):
        made = models.Campaign.objects.create(
            id=number,
            slug=f"campaign-{number}",
            kind=Kind.PETITION.value,
            stage=stage.value,
            public_key=b"k" * 32,
            organisers="The organisers",
            contact="post@example.org",
            opened="2026-01-01",
            retention="2999-01-01",
        )
        made.texts.create(place=0, language="en", title="A title", demand="Stop.", target="A city", letter="Dear city,")
    orm.close()
    return name


@pytest.fixture
def ledger(postgres: Postgres, mail_template: str) -> Iterator[Dsn]:
    """The ledger's tables, empty."""
    address = postgres.create(template=mail_template)
    yield address
    postgres.drop(address)


@pytest.fixture
def connection(ledger: Dsn) -> Iterator[Connection]:
    with psycopg.connect(ledger, autocommit=True) as made:
        yield made
