"""The embedded server as commands and the supervisor use it."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
from pathlib import Path

import asyncpg
import psycopg
import pytest

from tests.database import Postgres
from undersigned.errors import SiteError
from undersigned.site.addresses import Dsn
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres import process, sockets
from undersigned.site.postgres.cluster import KEEPER, OWNER, ROLE
from undersigned.site.postgres.server import Server, alive, dsn, running


def one(address: str, question: str) -> object:
    with psycopg.connect(address) as connection:
        row = connection.execute(question.encode()).fetchone()
    assert row is not None
    return row[0]


def test_psycopg_and_asyncpg_take_the_same_address(database: Dsn) -> None:
    async def ask() -> object:
        connection = await asyncpg.connect(database)
        try:
            return await connection.fetchval("SELECT current_user")
        finally:
            await connection.close()

    assert one(database, "SELECT current_user") == asyncio.run(ask()) == ROLE


def test_the_program_has_no_power_over_the_server(database: Dsn) -> None:
    assert one(
        database, "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = current_user"
    ) is (False)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), psycopg.connect(database) as connection:
        connection.execute("COPY (SELECT 1) TO PROGRAM 'true'")


def test_a_database_speaks_unicode_whatever_the_machine(database: Dsn) -> None:
    assert (
        one(database, "SELECT upper('ñandú') || pg_encoding_to_char(encoding) FROM pg_database LIMIT 1") == "ÑANDÚUTF8"
    )


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("data_checksums", "on"),
        ("listen_addresses", ""),
        ("log_statement", "none"),
        ("log_min_error_statement", "panic"),
        ("log_error_verbosity", "terse"),
        ("log_parameter_max_length_on_error", "0"),
        ("TimeZone", "UTC"),
    ],
)
def test_settings(database: Dsn, setting: str, value: str) -> None:
    assert one(database, f"SHOW {setting}") == value


def test_nobody_enters_without_the_password(postgres: Postgres) -> None:
    address = dsn(postgres.site, KEEPER).replace("@", "x@")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(address)


def test_the_door_is_closed_to_other_accounts(postgres: Postgres) -> None:
    folder = sockets.remembered(postgres.site)
    assert folder is not None
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((postgres.site.path / "postgres").stat().st_mode) == 0o700


def test_nothing_personal_is_logged(postgres: Postgres, database: Dsn) -> None:
    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("CREATE TABLE t (name text PRIMARY KEY CHECK (name <> 'forbidden'))")
        connection.execute("INSERT INTO t VALUES ('Rosa Luna')")
        for name in ("Rosa Luna", "forbidden", "a\0b"):
            with pytest.raises((psycopg.Error, ValueError)):
                connection.execute("INSERT INTO t VALUES (%s)", (name,))
        with pytest.raises(psycopg.Error):
            connection.execute("SELECT 'Rosa Luna'::int")
    logs = list((postgres.site.path / "postgres" / "log").iterdir())
    text = "".join(path.read_text() for path in (*logs, postgres.site.run / "postgres.words"))
    assert logs
    assert "ready to accept connections" in text
    assert "Rosa" not in text
    assert "forbidden" not in text


def test_no_password_on_the_command_line_nor_in_its_environment(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMAIL_URL", "smtp://a:s3cret@h")
    with running(site) as address:
        secret = psycopg.conninfo.conninfo_to_dict(address)["password"]
        number = process.process_of(site.postgres)
        shown = Path(f"/proc/{number}/cmdline").read_text() + Path(f"/proc/{number}/environ").read_text()
    assert "fsync=on" in shown
    assert str(secret) not in shown
    assert "s3cret" not in shown


def test_commands_share_a_server_and_the_last_one_stops_it(site: Site) -> None:
    with running(site) as first:
        number = process.process_of(site.postgres)
        with running(site) as second:
            assert (second, process.process_of(site.postgres)) == (first, number)
        assert one(first, "SELECT 1") == 1
    assert not alive(site)
    assert process.process_of(site.postgres) is None


def test_a_command_that_fails_stops_the_server_too(site: Site) -> None:
    with pytest.raises(ZeroDivisionError), running(site):
        raise ZeroDivisionError
    assert not alive(site)


def test_a_command_leaves_the_server_that_is_kept(site: Site) -> None:
    server = Server(site)
    server.start()
    with running(site) as address:
        assert one(address, "SELECT 1") == 1
    assert server.alive()
    server.stop()
    assert (server.alive(), server.gone()) == (False, True)


def test_a_site_is_kept_once(site: Site) -> None:
    server = Server(site)
    server.start()
    with pytest.raises(SiteError, match=rf"already \(process {os.getpid()}\)"):
        Server(site).start()
    assert server.alive()
    server.stop()


def test_the_supervisor_takes_over_what_was_left_running(site: Site) -> None:
    with running(site):
        server = Server(site)
        server.start()
    assert server.alive()
    server.stop()
    Server(site).start()


def test_what_was_committed_is_there_after_stopping(site: Site) -> None:
    with running(site), psycopg.connect(dsn(site, OWNER)) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    with running(site):
        assert one(dsn(site, OWNER), "SELECT n FROM kept") == 7


def test_neither_role_has_power_over_the_other_and_the_database_is_the_owners(site: Site) -> None:
    with running(site) as address:
        for role in (address, dsn(site, OWNER)):
            assert (
                one(role, "SELECT rolsuper OR rolcreaterole OR rolcreatedb FROM pg_roles WHERE rolname = user") is False
            )
            assert one(role, "SELECT count(*) FROM pg_auth_members WHERE member = user::regrole") == 0
        assert one(address, "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'undersigned'") == OWNER
        assert one(address, "SELECT has_schema_privilege('public', 'CREATE')") is False


def test_what_the_serving_role_owned_before_there_was_an_owner_is_handed_over(site: Site) -> None:
    with running(site):
        with psycopg.connect(dsn(site, KEEPER)) as keeper:
            keeper.execute("ALTER DATABASE undersigned OWNER TO undersigned")
        with psycopg.connect(dsn(site)) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS n")
    with running(site) as address:
        assert one(dsn(site, OWNER), "SELECT n FROM kept") == 7
        with psycopg.connect(address) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DROP TABLE kept")


def test_without_a_site_there_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="no site in"), running(Site(tmp_path / "none")):
        pass
    with pytest.raises(SiteError, match="does not run"):
        dsn(Site(tmp_path).make())


def test_a_missing_key_is_said_and_not_replaced(site: Site) -> None:
    key = Keyring(site).get("postgres")
    (site.keys / "postgres.key").unlink()
    with pytest.raises(SiteError, match=r"postgres\.key, is missing"), running(site):
        pass
    (site.keys / "postgres.key").write_bytes(key)
    with running(site) as address:
        assert one(address, "SELECT 1") == 1


def test_an_older_database_is_left_alone(site: Site) -> None:
    version = site.postgres / "PG_VERSION"
    version.write_text("17\n")
    with pytest.raises(SiteError, match="made by PostgreSQL 17"), running(site):
        pass
    assert version.read_text() == "17\n"


def test_a_folder_that_is_no_database_is_left_alone(new_site: Site) -> None:
    new_site.postgres.mkdir()
    (new_site.postgres / "mine").touch()
    with pytest.raises(SiteError, match="no database is in it"), running(new_site):
        pass
    assert (new_site.postgres / "mine").exists()


def test_an_interrupted_beginning_is_begun_again(new_site: Site) -> None:
    (new_site.path / ".postgres-half" / "data").mkdir(parents=True)
    with running(new_site) as address:
        assert one(address, "SELECT 1") == 1
    assert not list(new_site.path.glob(".postgres-*"))


def test_a_server_that_cannot_start_says_why(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "parameters", lambda _: {"shared_buffers": "much"})
    with pytest.raises(SiteError, match=r'invalid value for parameter "shared_buffers": "much"'), running(site):
        pass


def test_a_server_that_cannot_recover_says_why(site: Site) -> None:
    server = Server(site)
    server.start()
    journal = site.postgres / "pg_wal"
    number = process.process_of(site.postgres)
    assert number is not None
    os.kill(number, signal.SIGKILL)
    for path in journal.iterdir():
        if path.is_file():
            path.unlink()
    with pytest.raises(SiteError, match="does not start: could not locate a valid checkpoint record"):
        server.start()
    assert server.gone()


def test_asking_never_makes_a_key_to_the_database(site: Site) -> None:
    with running(site):
        (site.keys / "postgres.key").unlink()
        with pytest.raises(SiteError, match="is missing"):
            dsn(site)
    assert not (site.keys / "postgres.key").exists()


def test_a_copied_site_gets_a_door_of_its_own(site: Site, reachable: Path) -> None:
    copy = Site(reachable / "copied site")
    subprocess.run(["cp", "-a", site.path, copy.path], check=True)
    with running(site) as first:
        (copy.run / "socket").write_bytes((site.run / "socket").read_bytes())
        with running(copy) as second:
            assert first != second
            assert one(second, "SELECT 1") == one(first, "SELECT 1")
    shutil.rmtree(copy.path)


def test_the_door_fits_however_long_the_path(reachable: Path) -> None:
    site = Site(reachable / ("long, 'odd' \"and\" ñ " + "x" * 120)).make()
    with running(site) as address:
        assert one(address, "SELECT 1") == 1
        folder = sockets.remembered(site)
        assert folder is not None
        assert site.path not in folder.parents
    assert not folder.exists()


def test_a_server_answers_only_for_its_own_data(site: Site) -> None:
    assert not alive(site)
    with running(site):
        assert alive(site)
        number = process.process_of(site.postgres)
        assert number is not None
        os.kill(number, signal.SIGSTOP)
        assert process.process_of(site.postgres) == number
        os.kill(number, signal.SIGCONT)
