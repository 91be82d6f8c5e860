"""How long mail takes: the line of the slowest provider, or the wait of the oldest, whichever is longer."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from undersigned.ledger import waiting
from undersigned.ledger.waiting import mail_takes

Connection = psycopg.Connection[Any]
PACE = 600
HOUR = timedelta(hours=1)


def put(connection: Connection, number: int, provider: str = "gmail", since: timedelta = timedelta()) -> None:
    """So many mails that are due since then."""
    connection.execute(
        "insert into ledger.outbox (signature, campaign, provider, sealed, key_hour, due)"
        " select gen_random_uuid(), 1, %s, decode(repeat('00', 300), 'hex'), now(), now() - %s::interval"
        " from generate_series(1, %s)",
        [provider, since, number],
    )
    connection.commit()


def test_an_empty_outbox_takes_no_time(connection: Connection) -> None:
    assert mail_takes(connection, PACE) == timedelta()


def test_who_comes_last_in_a_burst_waits_for_all_before_her(connection: Connection) -> None:
    put(connection, 1200, "gmail")
    put(connection, 3000, "yahoo")
    assert mail_takes(connection, PACE) == timedelta(minutes=5)


def test_one_that_has_waited_long_says_how_things_go(connection: Connection) -> None:
    put(connection, 1, "gmail", HOUR)
    put(connection, 600, "yahoo")
    assert mail_takes(connection, PACE).total_seconds() == pytest.approx(3600, abs=5)


def test_reminders_and_mails_that_expired_keep_nobody_waiting(connection: Connection) -> None:
    put(connection, 600, since=-HOUR)
    put(connection, 600)
    connection.execute("update ledger.outbox set expires = now() where due <= now()")
    connection.commit()
    assert waiting.waiting(connection) == {}


def test_a_long_line_is_counted_by_a_part_of_it(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waiting, "MOST_BLOCKS", 300)
    put(connection, 20_000, "gmail")
    put(connection, 10_000, "yahoo")
    found = waiting.waiting(connection)
    assert found == {"gmail": pytest.approx(20_000, rel=0.5), "yahoo": pytest.approx(10_000, rel=0.5)}
