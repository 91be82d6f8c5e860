"""Mails that wait: leases, locks, what clocks that jump do to them, how long mail takes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.ledger.collected import CAMPAIGN, HOUR, collect
from undersigned.ledger import limits, outbox
from undersigned.ledger.limits import Counted
from undersigned.ledger.outbox import Hashes, Row, Verdict
from undersigned.site.addresses import Dsn

Connection = psycopg.Connection[Any]
TODAY = date(2026, 11, 22)
HASHES = Hashes(b"blocked", None, Counted(b"address", TODAY, 5))
GMAIL = "gmail"


@pytest.fixture
def one(dsn: Dsn) -> Iterator[Connection]:
    """A worker's connection."""
    with psycopg.connect(dsn, autocommit=True) as made:
        made.execute("set statement_timeout = '20s'")
        yield made


@pytest.fixture
def other(dsn: Dsn) -> Iterator[Connection]:
    """Another worker's."""
    with psycopg.connect(dsn, autocommit=True) as made:
        yield made


def waiting(connection: Connection, number: int = 1) -> list[UUID]:
    """So many mails, due a second after the other, the last one now."""
    ids = [uuid4() for _ in range(number)]
    collect(connection, *ids)
    connection.execute(
        "update ledger.outbox set due = now() - make_interval(secs => %s - place)"
        " from unnest(%s::uuid[]) with ordinality as given (id, place) where signature = given.id",
        [number, ids],
    )
    connection.commit()
    return ids


def ids_of(rows: list[Row]) -> list[UUID]:
    return [row.signature for row in rows]


def test_the_oldest_are_taken_first_and_by_one_worker(
    connection: Connection, one: Connection, other: Connection
) -> None:
    ids = waiting(connection, 5)
    assert ids_of(outbox.take(one, GMAIL, 2)) == ids[:2]
    assert ids_of(outbox.take(other, GMAIL, 9)) == ids[2:]
    assert outbox.take(one, GMAIL, 9) == []
    assert outbox.take(one, "another", 9) == []


def test_nobody_waits_for_a_row_that_is_locked(connection: Connection, one: Connection) -> None:
    ids = waiting(connection, 2)
    connection.execute("select 1 from ledger.outbox where signature = %s for update", [ids[0]])
    assert ids_of(outbox.take(one, GMAIL, 9)) == [ids[1]]
    connection.rollback()


def test_a_lease_ends_by_itself(connection: Connection, one: Connection, other: Connection) -> None:
    waiting(connection)
    (first,) = outbox.take(one, GMAIL, 1)
    connection.execute("update ledger.outbox set taken_until = now()")
    connection.commit()
    (again,) = outbox.take(other, GMAIL, 1)
    assert outbox.begin(one, first, HASHES) is Verdict.NOT_OURS
    assert outbox.begin(other, again, HASHES) is Verdict.READY


def test_a_lease_of_a_clock_that_was_ahead_counts_as_none(connection: Connection, one: Connection) -> None:
    waiting(connection)
    connection.execute("update ledger.outbox set taken_until = now() + interval '5 hours'")
    connection.commit()
    assert len(outbox.take(one, GMAIL, 1)) == 1


def test_given_back_is_taken_again_but_not_what_another_has(
    connection: Connection, one: Connection, other: Connection
) -> None:
    ids = waiting(connection, 2)
    rows = outbox.take(one, GMAIL, 2)
    connection.execute("update ledger.outbox set taken_until = now() where signature = %s", [ids[0]])
    connection.commit()
    outbox.take(other, GMAIL, 1)
    outbox.give_back(one, rows)
    assert ids_of(outbox.take(one, GMAIL, 2)) == [ids[1]]


def test_a_clock_that_jumps_while_a_mail_is_on_its_way_sends_it_once(
    connection: Connection, one: Connection, other: Connection
) -> None:
    waiting(connection)
    (mine,) = outbox.take(one, GMAIL, 1)
    assert outbox.begin(one, mine, HASHES) is Verdict.READY
    connection.execute("update ledger.outbox set taken_until = taken_until - interval '3 hours'")
    connection.commit()
    (theirs,) = outbox.take(other, GMAIL, 1)
    assert outbox.begin(other, theirs, HASHES) is Verdict.NOT_OURS
    outbox.sent(one, mine)
    assert outbox.begin(other, theirs, HASHES) is Verdict.NOT_OURS
    assert outbox.take(other, GMAIL, 1) == []


def test_a_connection_that_goes_lets_its_mail_go(connection: Connection, one: Connection, other: Connection) -> None:
    waiting(connection)
    (row,) = outbox.take(one, GMAIL, 1)
    outbox.begin(one, row, HASHES)
    assert outbox.begin(other, row, HASHES) is Verdict.NOT_OURS
    one.close()
    for _ in range(50):
        if (verdict := outbox.begin(other, row, HASHES)) is Verdict.READY:
            break
    assert verdict is Verdict.READY


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        ("update ledger.signature set state = 'confirmed'", Verdict.OVER),
        ("insert into ledger.blocked (address) values ('blocked')", Verdict.BLOCKED),
        ("insert into ledger.mails_of_day (address, day, number) values ('address', '2026-11-22', 5)", Verdict.ENOUGH),
        ("insert into ledger.mails_of_day (address, day, number) values ('address', '2026-11-21', 5)", Verdict.READY),
        ("delete from ledger.outbox", Verdict.NOT_OURS),
        ("update ledger.outbox set kind = 'remind'", Verdict.NOT_OURS),
    ],
)
def test_what_is_looked_at_before_a_mail_goes(
    connection: Connection, one: Connection, change: str, verdict: Verdict
) -> None:
    waiting(connection)
    (row,) = outbox.take(one, GMAIL, 1)
    connection.execute(change.encode())
    connection.commit()
    assert outbox.begin(one, row, HASHES) is verdict
    counted = one.execute("select sum(number) from ledger.mails_of_day where day = %s", [TODAY]).fetchone()
    assert counted == ({Verdict.READY: 1, Verdict.ENOUGH: 5}.get(verdict),)


def test_several_workers_count_an_address_together(connection: Connection, one: Connection, other: Connection) -> None:
    waiting(connection, 8)
    rows = [(one, row) for row in outbox.take(one, GMAIL, 4)] + [(other, row) for row in outbox.take(other, GMAIL, 4)]
    verdicts = [outbox.begin(worker, row, HASHES) for worker, row in rows]
    assert verdicts == [Verdict.READY] * 5 + [Verdict.ENOUGH] * 3


def test_sent_twice_is_sent_once(connection: Connection, one: Connection) -> None:
    waiting(connection)
    (row,) = outbox.take(one, GMAIL, 1)
    outbox.begin(one, row, HASHES)
    outbox.sent(one, row)
    outbox.sent(one, row)
    assert connection.execute("select kind, due > now() + interval '23 hours' from ledger.outbox").fetchone() == (
        "remind",
        True,
    )


def test_a_reminder_that_was_declined_while_the_mail_went_out_stays_away(
    connection: Connection, one: Connection
) -> None:
    waiting(connection)
    (row,) = outbox.take(one, GMAIL, 1)
    outbox.begin(one, row, HASHES)
    connection.execute("delete from ledger.outbox")
    connection.commit()
    outbox.sent(one, row)
    assert connection.execute("select count(*) from ledger.outbox").fetchone() == (0,)


def test_trying_again_goes_on_until_the_mail_expires(connection: Connection, one: Connection) -> None:
    waiting(connection)
    (row,) = outbox.take(one, GMAIL, 1)
    outbox.begin(one, row, HASHES)
    outbox.later(one, row, timedelta(days=30), HASHES.counted)
    found = connection.execute("select due = expires, tries, taken_until from ledger.outbox").fetchone()
    assert found == (True, 1, None)
    assert connection.execute("select number from ledger.mails_of_day").fetchone() == (0,)


def test_expired_mails_are_neither_taken_nor_counted_and_end(connection: Connection, one: Connection) -> None:
    ids = waiting(connection, 2)
    connection.execute("update ledger.outbox set expires = now() where signature = %s", [ids[0]])
    connection.commit()
    assert ids_of(outbox.take(one, GMAIL, 9)) == [ids[1]]
    assert outbox.delays(one)[GMAIL] < timedelta(seconds=2)
    assert outbox.sweep(one) == 1
    assert connection.execute("select signature from ledger.outbox").fetchall() == [(ids[1],)]
    assert connection.execute("select count(*) from ledger.signature").fetchone() == (2,)


def test_the_wait_of_the_oldest_is_known_by_provider(connection: Connection, one: Connection) -> None:
    assert outbox.delays(one) == {}
    ids = waiting(connection, 3)
    for identity, provider, wait in zip(ids, ("gmail", "", "later"), (60, 600, -60), strict=True):
        connection.execute(
            "update ledger.outbox set provider = %s, due = now() - make_interval(secs => %s) where signature = %s",
            [provider, wait, identity],
        )
    connection.commit()
    seconds = {provider: wait.total_seconds() for provider, wait in outbox.delays(one).items()}
    assert seconds == {"gmail": pytest.approx(60, abs=5), "": pytest.approx(600, abs=5)}


def test_taking_reads_an_index_however_many_others_wait(connection: Connection) -> None:
    connection.execute("set local enable_seqscan = off")
    plan = connection.execute(
        "explain select signature from ledger.outbox where provider = 'gmail' and due <= now() order by due limit 5"
    ).fetchall()
    said = " ".join(line for (line,) in plan)
    assert "outbox_oldest_first" in said
    assert "Sort" not in said


def test_counts_add_up(connection: Connection, one: Connection) -> None:
    outbox.count(one, {("gmail", "confirm sent"): 2, ("", "refused"): 1})
    outbox.count(one, {("gmail", "confirm sent"): 3})
    found = connection.execute("select provider, outcome, number from ledger.mail_count order by 1").fetchall()
    assert found == [("", "refused", 1), ("gmail", "confirm sent", 5)]


def test_the_keys_that_mails_need(connection: Connection, one: Connection) -> None:
    assert outbox.hours_needed(one) == set()
    first, _ = waiting(connection, 2)
    later = HOUR + timedelta(hours=3)
    connection.execute("update ledger.outbox set key_hour = %s where signature = %s", [later, first])
    connection.commit()
    assert outbox.hours_needed(one) == {HOUR, later}


def test_counts_of_days_and_hours_that_are_over_are_forgotten(connection: Connection, one: Connection) -> None:
    for days in range(4):
        connection.execute(
            "insert into ledger.mails_of_day (address, day, number)"
            " values ('a', (now() at time zone 'utc')::date - %s, 1)",
            [days],
        )
        connection.execute(
            "insert into ledger.network (network, hour, number) values ('n', now() - make_interval(hours => %s), 1)",
            [days],
        )
    connection.commit()
    assert limits.forget_old(one) == 4
    for table in ("mails_of_day", "network"):
        assert connection.execute(f"select count(*) from ledger.{table}".encode()).fetchone() == (2,)


def test_a_killed_database_forgets_counts_of_networks_and_nothing_else(connection: Connection) -> None:
    rows = connection.execute(
        "select relname from pg_class where relnamespace = 'ledger'::regnamespace"
        " and relkind = 'r' and relpersistence = 'u'"
    )
    assert rows.fetchall() == [("network",)]


def test_the_mails_are_about_a_campaign(connection: Connection, one: Connection) -> None:
    waiting(connection)
    (row,) = outbox.take(one, GMAIL, 1)
    assert (row.campaign, row.kind, row.sealed, row.key_hour, row.tries) == (CAMPAIGN, "confirm", b"mail", HOUR, 0)
