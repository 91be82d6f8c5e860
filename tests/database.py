"""A PostgreSQL for tests: one embedded server for the whole run, and a fresh database for each test that asks."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from undersigned.campaigns import preparing
from undersigned.site.addresses import Dsn
from undersigned.site.folder import Site
from undersigned.site.postgres.cluster import KEEPER, OWNER, ROLE
from undersigned.site.postgres.server import Server, dsn, running

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Postgres:
    """The server of the run; databases are copied from a template, which takes some 30 ms."""

    site: Site

    def create(self, template: str = "template0", name: str = "") -> Dsn:
        """A new database; nobody may be connected to its template.

        An empty one belongs to the role that serves, as a hosted one does; a copy to the owner, as the embedded one.
        """
        owner = ROLE if template == "template0" else OWNER
        name = name or f"test_{next(_numbers)}"
        order = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
        self._keep(order.format(sql.Identifier(name), sql.Identifier(owner), sql.Identifier(template)))
        return dsn(self.site, database=name)

    def prepared(self, name: str) -> Dsn:
        """A database with all tables, which belong to the owner: a template for copies."""
        address = self.create(name=name)
        self._keep(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(name), sql.Identifier(OWNER)))
        preparing.prepare(self.as_owner(address), address)
        return address

    def as_owner(self, address: Dsn) -> Dsn:
        """The same database, entered as the owner of its tables."""
        return dsn(self.site, OWNER, str(psycopg.conninfo.conninfo_to_dict(address)["dbname"]))

    def drop(self, address: Dsn) -> None:
        """Take a database away, whoever is still connected."""
        name = psycopg.conninfo.conninfo_to_dict(address)["dbname"]
        self._keep(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(str(name))))

    def _keep(self, order: sql.Composed) -> None:
        with psycopg.connect(dsn(self.site, KEEPER, "postgres"), autocommit=True) as keeper:
            keeper.execute(order)


@pytest.fixture(scope="session")
def postgres(model: Site, reachable: Path) -> Iterator[Postgres]:
    """The embedded server, in a folder with a space in its path."""
    subprocess.run(["cp", "-a", model.path, reachable / "a site"], check=True)
    server = Server(Site(reachable / "a site"))
    server.start()
    yield Postgres(server.site)
    server.stop()


@pytest.fixture
def database(postgres: Postgres) -> Iterator[Dsn]:
    """An empty database of this test's own."""
    address = postgres.create()
    yield address
    postgres.drop(address)


@pytest.fixture(scope="session")
def reachable() -> Iterator[Path]:
    """A folder that the account of the database can enter, unlike pytest's own when root runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="undersigned-tests-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def model(reachable: Path) -> Site:
    """A site whose database was made and stopped: to be copied, which is quicker than making one."""
    made = Site(reachable / "model").make()
    with running(made):
        pass
    return made


@pytest.fixture
def site(model: Site, reachable: Path) -> Iterator[Site]:
    """A site of this test's own with a database that does not run; stopped and taken away afterwards."""
    copied = Site(reachable / f"site {next(_numbers)}")
    subprocess.run(["cp", "-a", model.path, copied.path], check=True)
    yield copied
    _clear(copied)


@pytest.fixture
def new_site(reachable: Path) -> Iterator[Site]:
    """A site of this test's own without a database; stopped and taken away afterwards."""
    made = Site(reachable / f"new site {next(_numbers)}").make()
    yield made
    _clear(made)


def _clear(site: Site) -> None:
    Server(site).stop()
    shutil.rmtree(site.path)
