"""The worker as a process of its own: it is killed, its database is killed, its mail server is away."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest

from tests.post.mails import Connection, Faulty, desk, put, rows
from tests.post.sink import Sink, listening
from undersigned.post import periodic
from undersigned.post.periodic import Chore
from undersigned.post.worker import MOST_WAYS, Worker, _join
from undersigned.site.addresses import Dsn
from undersigned.site.folder import Site

PROGRAM = """
import os, sys
from pathlib import Path
from undersigned.post.worker import main
from undersigned.site.configuration import configure
from undersigned.site.folder import Site
site = Site(Path(sys.argv[1]))
main(site, configure(site, os.environ))
"""
FAST = "[limits]\nmails_per_provider_per_minute = 600000\n"
KILLS = 3


@contextmanager
def working(site: Site, dsn: Dsn, port: int | None, root: Path) -> Iterator["subprocess.Popen[str]"]:
    """A worker that sends to this port, ended at the end of the block however it is."""
    known = {name: value for name, value in os.environ.items() if name not in ("EMAIL_URL", "DATABASE_URL")}
    told = {**known, "DATABASE_URL": str(dsn), "PYTHONPATH": str(root / "src")}
    if port is not None:
        told["EMAIL_URL"] = f"smtp://127.0.0.1:{port}"
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(site.path)], env=told, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def connected(connection: Connection) -> int:
    """How many connections workers have."""
    (number,) = connection.execute(
        "select count(*) from pg_stat_activity"
        " where application_name = 'undersigned post' and datname = current_database()"
    ).fetchone() or (0,)
    return int(number)


def wait_until_gone(connection: Connection) -> None:
    """Until the database has noticed that no worker is connected any more."""
    for _ in range(200):
        if connected(connection) == 0:
            return
        time.sleep(0.05)
    raise AssertionError("a worker is still connected")


def test_a_job_that_takes_long_holds_up_no_other(site: Site, ledger: Dsn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periodic, "_POLL", 0.02)
    stop, began, came, may_end = Event(), Event(), Event(), Event()

    def recount(_: psycopg.Connection[object]) -> None:
        began.set()
        may_end.wait(10)

    def tallies(_: psycopg.Connection[object]) -> None:
        if began.is_set():
            came.set()

    chores = [Chore("recount", timedelta(days=1), recount, takes_long=True), Chore("tallies", timedelta(), tallies)]
    thread = Thread(target=Worker(desk(site, ledger, Faulty()), chores).run, args=(stop,))
    thread.start()
    try:
        assert came.wait(5)
    finally:
        may_end.set()
        stop.set()
        thread.join(10)
    assert not thread.is_alive()


def test_mails_go_out_and_the_worker_ends_when_it_is_told_to(
    site: Site, ledger: Dsn, connection: Connection, root: Path
) -> None:
    sink = Sink()
    put(connection, site, "a@example.org", "b@example.org")
    put(connection, site, "c@gmail.com", provider="gmail", language="ar")
    with listening(sink) as port, working(site, ledger, port, root) as worker:
        sink.wait_for(3)
        worker.send_signal(signal.SIGTERM)
        _, said = worker.communicate(timeout=20)
    assert (worker.returncode, said) == (0, "")
    assert sorted(sink.recipients) == ["a@example.org", "b@example.org", "c@gmail.com"]
    assert {row[:3] for row in rows(connection).values()} == {("remind", 0, False)}
    counted = connection.execute("select provider, outcome, number from ledger.mail_count").fetchall()
    assert sorted(counted) == [("", "confirm sent", 2), ("gmail", "confirm sent", 1)]


def test_without_a_mail_server_they_go_into_the_outbox(
    site: Site, ledger: Dsn, connection: Connection, root: Path
) -> None:
    put(connection, site, "a@example.org")
    with working(site, ledger, None, root):
        until = time.monotonic() + 30
        while not list(site.outbox.glob("*.eml")):
            assert time.monotonic() < until
            time.sleep(0.05)
    (mail,) = site.outbox.glob("*.eml")
    assert b"To: a@example.org\r\n" in mail.read_bytes()


def test_killed_again_and_again_it_loses_nothing_and_repeats_one_mail_a_way(
    site: Site, ledger: Dsn, connection: Connection, root: Path
) -> None:
    site.configuration_file.write_text(FAST)
    sink = Sink()
    many, kills = 400, 4
    ids = put(connection, site, *[f"{number}@example.org" for number in range(many)])
    with listening(sink) as port:
        for kill in range(kills):
            with working(site, ledger, port, root) as worker:
                sink.wait_for((kill + 1) * many // (kills + 2))
                worker.kill()
            wait_until_gone(connection)
        with working(site, ledger, port, root):
            until = time.monotonic() + 60
            while {row[0] for row in rows(connection).values()} != {"remind"}:
                assert time.monotonic() < until
                time.sleep(0.1)
    assert set(rows(connection)) == set(ids)
    assert set(sink.recipients) == {f"{number}@example.org" for number in range(many)}
    repeated = sum(times - 1 for times in sink.times.values())
    assert repeated <= kills * MOST_WAYS
    assert len(sink.times) == many


def test_a_database_that_is_killed_loses_no_mail(site: Site, ledger: Dsn, connection: Connection, root: Path) -> None:
    site.configuration_file.write_text(FAST)
    sink = Sink()
    many = 300
    put(connection, site, *[f"{number}@example.org" for number in range(many)])
    with listening(sink) as port, working(site, ledger, port, root) as worker:
        for part in range(1, KILLS + 1):
            sink.wait_for(part * many // (KILLS + 1))
            connection.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and pid <> pg_backend_pid()"
            )
        sink.wait_for(many)
        time.sleep(1)
        worker.send_signal(signal.SIGTERM)
        _, said = worker.communicate(timeout=20)
    assert worker.returncode == 0
    assert len(sink.times) == many
    assert sum(sink.times.values()) <= many + KILLS  # one that was under way at a kill may go out again
    assert "The database is away" in said
    assert "The database is back; mails go on." in said.splitlines()
    assert "example.org" not in said


def test_a_mail_server_that_is_away_loses_no_mail_and_is_said_once(
    site: Site, ledger: Dsn, connection: Connection, root: Path
) -> None:
    sink = Sink()
    with listening(sink) as port:
        pass
    put(connection, site, "a@example.org", "b@example.org")
    with working(site, ledger, port, root) as worker:
        time.sleep(3)
        with listening(sink, at=port):
            sink.wait_for(2)
            time.sleep(0.5)
            worker.send_signal(signal.SIGTERM)
            _, said = worker.communicate(timeout=20)
    first, last = said.splitlines()
    assert "cannot be reached" in first
    assert last == "Mails go out again."
    assert set(sink.times.values()) == {1}


def test_two_workers_send_each_mail_once(site: Site, ledger: Dsn, connection: Connection, root: Path) -> None:
    site.configuration_file.write_text(FAST)
    sink = Sink()
    many = 200
    put(connection, site, *[f"{number}@example.org" for number in range(many)])
    with listening(sink) as port, working(site, ledger, port, root), working(site, ledger, port, root):
        sink.wait_for(many)
        time.sleep(1.5)
    assert set(sink.times.values()) == {1}
    assert len(sink.times) == many


def test_the_first_worker_frees_what_a_killed_one_had_taken(
    site: Site, ledger: Dsn, connection: Connection, root: Path
) -> None:
    sink = Sink()
    put(connection, site, "a@example.org")
    connection.execute("update ledger.outbox set taken_until = now() + interval '2 minutes'")
    with listening(sink) as port, working(site, ledger, port, root):
        sink.wait_for(1)


def test_leases_are_ended_by_a_worker_that_starts_alone_and_by_no_other(
    site: Site, ledger: Dsn, connection: Connection
) -> None:
    (identity,) = put(connection, site, "a@example.org")

    def is_leased_after(joined: Connection, *, started_now: bool) -> bool:
        connection.execute("update ledger.outbox set taken_until = now() + interval '1 minute'")
        _join(joined, started_now=started_now)
        return rows(connection)[identity][2]

    with psycopg.connect(ledger, autocommit=True) as one, psycopg.connect(ledger, autocommit=True) as other:
        assert is_leased_after(one, started_now=False)
        assert is_leased_after(other, started_now=True)
    with psycopg.connect(ledger, autocommit=True) as alone:
        wait_until_gone(connection)
        assert not is_leased_after(alone, started_now=True)


def test_a_site_without_database_is_said_in_a_sentence(site: Site, root: Path) -> None:
    with working(site, Dsn("postgresql://nobody@127.0.0.1:1/none"), None, root) as worker:
        _, said = worker.communicate(timeout=30)
    assert worker.returncode != 0
    assert "DATABASE_URL cannot be used" in said


def test_many_providers_have_a_way_each_and_few_have_more(
    site: Site, ledger: Dsn, connection: Connection, root: Path
) -> None:
    site.configuration_file.write_text(FAST)
    sink = Sink(hang=0.2)
    providers = [f"provider{number}" for number in range(16)]
    for provider in providers:
        put(connection, site, *[f"{number}@{provider}.example" for number in range(4)], provider=provider)
    with listening(sink) as port, working(site, ledger, port, root):
        sink.wait_for(16)
        many = connected(connection)
        sink.wait_for(64)
    assert 16 <= many <= 16 + 3  # and those of the desk, of short chores and of long ones
