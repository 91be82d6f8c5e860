"""The embedded server of a site: one `serve` keeps it, any command may use it, the last one out stops it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.rows import TupleRow

from undersigned.errors import SiteError
from undersigned.site.addresses import Dsn
from undersigned.site.folder import Site
from undersigned.site.locks import Busy, hold, is_held
from undersigned.site.postgres import process, sockets
from undersigned.site.postgres.cluster import KEEPER, OWNER, ROLE, Cluster, data_folder, password, prepared

_PROBE_SECONDS = 5
_PATIENCE = 300.0


class Server:
    """The embedded database as the supervisor keeps it; one at a time, until `stop` or the end of this process."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._lock = ExitStack()
        self._keeps = False

    def start(self) -> Dsn:
        """Start the database, or take over one that a command or a killed supervisor left running.

        Call it again when `gone()`: what was acknowledged is there. Should that fail, such as on a full disk, the
        address stays, so that everybody finds the database where it was once it starts.

        Raises:
            SiteError: another supervisor keeps this site, or the database cannot start.
        """
        with self.site.changing():
            is_known = self._keeps
            self._keep()
            try:
                return _up(self.site)
            except BaseException:
                if is_known:
                    process.stop(data_folder(self.site))
                else:
                    _down(self.site)
                    self._let_go()
                raise

    def stop(self) -> None:
        """Stop the database with everything on disk."""
        with self.site.changing():
            _down(self.site)
            self._let_go()

    def alive(self) -> bool:
        """Whether the database answers now."""
        return alive(self.site)

    def gone(self) -> bool:
        """Whether the server's process has ended: the sign to start it again (a slow answer is none)."""
        return process.process_of(data_folder(self.site)) is None

    def _keep(self) -> None:
        if self._keeps:
            return
        try:
            self._lock.enter_context(hold(self.site.run / "serve.lock"))
        except Busy as error:
            raise SiteError(
                f"Undersigned serves the site in {self.site.path} already (process {error.process}). "
                "Stop that first, or choose another --site."
            ) from error
        self._keeps = True

    def _let_go(self) -> None:
        self._lock.close()
        self._keeps = False


@contextmanager
def running(site: Site) -> Iterator[Dsn]:
    """The database of a site for as long as the block lasts: the one that runs, or one that is started for it.

    Raises:
        SiteError: it cannot be started.
    """
    if not site.exists():
        raise SiteError(f"There is no site in {site.path}. undersigned serve makes one.")
    with ExitStack() as afterwards, hold(site.run / "use.lock", shared=True, wait=_PATIENCE):
        afterwards.callback(_down_if_last, site)
        with site.changing():
            address = _up(site)
        yield address


def _down_if_last(site: Site) -> None:
    with site.changing():
        if not is_held(site.run / "use.lock") and not is_held(site.run / "serve.lock"):
            _down(site)


def dsn(site: Site, role: str = ROLE, database: str = ROLE) -> Dsn:
    """The address of the running database, for psycopg and asyncpg.

    Raises:
        SiteError: it was never started.
    """
    folder = sockets.remembered(site)
    if folder is None:
        raise SiteError(f"The database of the site in {site.path} does not run. Start it with: undersigned serve.")
    host = quote(str(folder), safe="")
    return Dsn(f"postgresql://{role}:{password(site, role)}@/{database}?host={host}&port={sockets.PORT}")


def alive(site: Site) -> bool:
    """Whether the database of this site, and no other, takes connections now."""
    data = data_folder(site)
    if process.process_of(data) is None or sockets.remembered(site) is None:
        return False
    try:
        with psycopg.connect(dsn(site, KEEPER, "postgres"), connect_timeout=_PROBE_SECONDS) as connection:
            found = connection.execute("SHOW data_directory").fetchone()
    except psycopg.OperationalError:
        return False
    return found is not None and found[0] == str(data)


def _up(site: Site) -> Dsn:
    """Have the database running and ready; for those who hold the site's structure."""
    cluster = prepared(site)
    process.start(cluster)
    _prepare_roles(cluster)
    return dsn(site)


def _down(site: Site) -> None:
    process.stop(data_folder(site))
    sockets.forget(site)


def _prepare_roles(cluster: Cluster) -> None:
    """Make the roles and the database that the program works with, where they lack; neither role may make others."""
    try:
        with psycopg.connect(dsn(cluster.site, KEEPER, "postgres"), autocommit=True) as keeper:
            for role in (OWNER, ROLE):
                _have_role(keeper, cluster, role)
            found = keeper.execute("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", (ROLE,))
            owner = next((str(name) for (name,) in found), "")
            if not owner:
                order = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0")
                keeper.execute(order.format(sql.Identifier(ROLE), sql.Identifier(OWNER)))
        if owner == ROLE:
            _hand_over(cluster.site)
    except psycopg.OperationalError as error:
        raise SiteError(f"The database in {cluster.data} runs, but lets nobody in: {error}") from error


def _have_role(keeper: psycopg.Connection[TupleRow], cluster: Cluster, role: str) -> None:
    if keeper.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone():
        return
    clear = cluster.password(role).encode()
    scrambled = keeper.pgconn.encrypt_password(clear, role.encode(), b"scram-sha-256").decode()
    keeper.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(role), sql.Literal(scrambled)))


def _hand_over(site: Site) -> None:
    """Give the owner what the program's own role made in a site of before there was an owner."""
    with psycopg.connect(dsn(site, KEEPER)) as keeper:
        order = sql.SQL("REASSIGN OWNED BY {} TO {}")
        keeper.execute(order.format(sql.Identifier(ROLE), sql.Identifier(OWNER)))
