"""A killed server, a killed supervisor, and the files that they leave behind."""

import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest

from undersigned.site.folder import Site
from undersigned.site.postgres import process, sockets
from undersigned.site.postgres.account import account_for
from undersigned.site.postgres.cluster import OWNER
from undersigned.site.postgres.server import Server, alive, dsn, running

SUPERVISOR = """
import sys, time
from pathlib import Path
from undersigned.site.folder import Site
from undersigned.site.postgres.account import account_for
from undersigned.site.postgres.server import Server
Server(Site(Path(sys.argv[1]))).start()
print("up", flush=True)
time.sleep(600)
"""

COMMAND = """
import sys, time
from pathlib import Path
import psycopg
from undersigned.site.folder import Site
from undersigned.site.postgres.server import running
with running(Site(Path(sys.argv[1]))) as address, psycopg.connect(address) as connection:
    print(connection.execute("SELECT 1").fetchone()[0])
    time.sleep(0.3)
"""


def kill(site: Site) -> int:
    number = process.process_of(site.postgres)
    assert number is not None
    os.kill(number, signal.SIGKILL)
    return number


def count(address: str) -> int:
    with psycopg.connect(address) as connection:
        row = connection.execute("SELECT count(*) FROM kept").fetchone()
    assert row is not None
    return int(row[0])


@pytest.fixture
def server(site: Site) -> Server:
    return Server(site)


def test_a_killed_server_is_seen_as_gone_and_loses_nothing(server: Server) -> None:
    server.start()
    address = dsn(server.site, OWNER)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        for round_ in range(3):
            connection.close()
            with psycopg.connect(address, autocommit=True) as writing:
                writing.execute("INSERT INTO kept SELECT generate_series(1, 100)")
                kill(server.site)
                until = time.monotonic() + 5
                while not server.gone() and time.monotonic() < until:
                    time.sleep(0.01)
            assert (server.gone(), server.alive()) == (True, False)
            assert (server.site.postgres / "postmaster.pid").exists()
            assert server.start() == dsn(server.site)
            assert server.alive()
            assert count(address) == 100 * (round_ + 1)


def test_a_process_that_got_the_number_is_not_taken_for_the_server(site: Site) -> None:
    server = account_for(site.postgres)
    bystander = subprocess.Popen(["/bin/sleep", "600"], user=server.user, group=server.group)
    left_behind = site.postgres / "postmaster.pid"
    folder = sockets.folder_for(site, server, site.postgres)
    lock = folder / f"{sockets.NAME}.lock"
    for path in (left_behind, lock):
        path.write_text(f"{bystander.pid}\n{site.postgres}\n1700000000\n5432\n{folder}\n\n  1 2\nready   \n")
        server.own(path)
    assert not alive(site)
    with running(site):
        assert alive(site)
    assert bystander.poll() is None
    bystander.kill()
    bystander.wait()


def test_a_killed_supervisor_leaves_a_server_that_the_next_takes_over(site: Site) -> None:
    first = subprocess.Popen([sys.executable, "-c", SUPERVISOR, str(site.path)], stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None
    assert first.stdout.readline() == "up\n"
    first.kill()
    first.communicate()
    number = process.process_of(site.postgres)
    second = Server(site)
    second.start()
    assert second.alive()
    assert process.process_of(site.postgres) == number
    second.stop()
    assert second.gone()


def test_a_server_that_does_not_stop_kindly_is_stopped(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    server = Server(site)
    server.start()
    monkeypatch.setattr(process, "_STOPPING", {signal.SIGINT: 0.5, signal.SIGKILL: 10.0})
    number = process.process_of(site.postgres)
    assert number is not None
    os.kill(number, signal.SIGSTOP)
    server.stop()
    assert server.gone()


def test_two_commands_at_once_make_and_start_one_server(new_site: Site) -> None:
    commands = [
        subprocess.Popen([sys.executable, "-c", COMMAND, str(new_site.path)], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    assert [command.communicate()[0].strip() for command in commands] == ["1"] * 4
    assert {command.returncode for command in commands} == {0}
    assert not alive(new_site)
    assert not list(new_site.path.glob(".postgres-*"))
