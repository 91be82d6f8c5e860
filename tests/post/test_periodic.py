"""Jobs that come again: at their hour, by one worker, and one that fails stops no other."""

import io
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import django.db
import psycopg
import pytest

from tests.post.mails import Connection
from undersigned.errors import SiteError
from undersigned.ledger import locks
from undersigned.post import periodic
from undersigned.post.periodic import Chore, Round
from undersigned.post.trouble import Troubles
from undersigned.site.addresses import Dsn

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


class Jobs:
    """Notes which jobs were done, on a clock of its own."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.now = 0.0
        self.said = io.StringIO()
        self.reset = 0

    def job(self, name: str, every: timedelta) -> Chore:
        return Chore(name, every, lambda _: self.done.append(name))

    def round(self, *chores: Chore) -> Round:
        return Round(chores, Troubles(self.said), self._reset, lambda: self.now)

    def _reset(self) -> None:
        self.reset += 1


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


def test_what_comes_every_few_seconds_and_what_comes_daily(jobs: Jobs, connection: Connection) -> None:
    often, daily = jobs.job("often", timedelta(seconds=3)), jobs.job("daily", DAY)
    due = jobs.round(often, daily)
    due.do_due(connection)
    due.do_due(connection)
    jobs.now = 4
    due.do_due(connection)
    jobs.now = 1000
    due.do_due(connection)
    assert jobs.done == ["often", "daily", "often", "often"]
    connection.execute("update ledger.chore set last = last - interval '25 hours'")
    jobs.now = 2000
    due.do_due(connection)
    assert jobs.done[4:] == ["often", "daily"]


def test_a_worker_that_starts_again_knows_what_was_done_today(jobs: Jobs, connection: Connection) -> None:
    daily = jobs.job("daily", DAY)
    jobs.round(daily).do_due(connection)
    jobs.round(daily).do_due(connection)
    assert jobs.done == ["daily"]


def test_a_clock_that_was_set_back_does_not_stop_a_job(jobs: Jobs, connection: Connection) -> None:
    daily = jobs.job("daily", DAY)
    jobs.round(daily).do_due(connection)
    connection.execute("update ledger.chore set last = now() + interval '30 days'")
    jobs.round(daily).do_due(connection)
    assert jobs.done == ["daily", "daily"]


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SiteError("The key is missing."), "The key is missing."),
        (psycopg.errors.DivisionByZero("ana@example.org"), "DivisionByZero"),
        (django.db.DataError("ana@example.org"), "DataError"),
    ],
)
def test_one_that_fails_is_said_and_tried_again(
    jobs: Jobs, connection: Connection, error: Exception, said: str
) -> None:
    failing = [error]

    def do(_: psycopg.Connection[Any]) -> None:
        if failing:
            raise failing.pop()
        jobs.done.append("failing")

    due = jobs.round(Chore("counting", DAY, do), jobs.job("other", DAY))
    due.do_due(connection)
    due.do_due(connection)
    assert jobs.done == ["other"]
    assert jobs.reset == 1
    jobs.now = 400
    due.do_due(connection)
    assert jobs.done == ["other", "failing"]
    first, last = jobs.said.getvalue().splitlines()
    assert first == f"A job failed and is tried again, counting: {said}"
    assert last == "The job is done again: counting."


@pytest.fixture
def connect(ledger: Dsn) -> Callable[[], Connection]:
    return lambda: psycopg.connect(ledger, autocommit=True)


def test_one_worker_does_the_jobs_and_another_takes_over(
    jobs: Jobs, connect: Callable[[], Connection], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(periodic, "_POLL", 0.02)
    stop = threading.Event()
    came = threading.Event()
    often = Chore("often", timedelta(), lambda _: came.set())
    thread = threading.Thread(target=jobs.round(often).run, args=(connect, stop))
    with connect() as first:
        first.execute("select pg_advisory_lock(%s)", [locks.CHORES])
        thread.start()
        assert not came.wait(0.3)
    assert came.wait(5)
    with connect() as third:
        assert third.execute("select pg_try_advisory_lock(%s)", [locks.CHORES]).fetchone() == (False,)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()


def test_it_comes_back_when_the_database_was_away(
    jobs: Jobs, connect: Callable[[], Connection], connection: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(periodic, "_POLL", 0.02)
    stop, came = threading.Event(), threading.Event()
    often = Chore("often", timedelta(), lambda _: came.set())
    thread = threading.Thread(target=jobs.round(often).run, args=(connect, stop))
    thread.start()
    assert came.wait(5)
    connection.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity"
        " where datname = current_database() and pid <> pg_backend_pid()"
    )
    while not jobs.said.getvalue():
        came.clear()
        came.wait(0.1)
    came.clear()
    assert came.wait(5)
    stop.set()
    thread.join(5)
    assert jobs.said.getvalue().splitlines()[-1] == "The database is back; mails go on."
