"""Signatures into the ledger, many in one commit."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import psycopg
import pytest

from undersigned.ledger import collecting
from undersigned.ledger.collecting import Arrival, Collector, Overloaded, Unsure
from undersigned.sealing.datakeys import DataKey
from undersigned.site.addresses import Dsn

PUBLIC = bytes.fromhex("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a")  # RFC 7748, 6.1
KEY = DataKey.fresh(PUBLIC, b"campaign 7")
HOUR = datetime(2026, 11, 22, 7, tzinfo=UTC)


def arrival(identity: UUID | None = None, **changes: Any) -> Arrival:
    good = Arrival(
        id=identity or uuid4(),
        campaign=7,
        data_key=KEY,
        for_holders=b"holders",
        for_signer=b"signer",
        language="en",
        country="US",
        area="802",
        provider="gmail",
        signals=0,
        mail=b"mail",
        mail_hour=HOUR,
    )
    return good._replace(**changes)


def collected(dsn: Dsn, do: Callable[[Collector], Awaitable[Any]]) -> Any:
    async def run() -> Any:
        collector = Collector(1)
        await collector.open(dsn)
        try:
            return await do(collector)
        finally:
            await collector.close()

    return asyncio.run(run())


def counts(connection: psycopg.Connection[Any]) -> dict[str, int]:
    tables = ("signature", "event", "outbox", "data_key")
    return {name: connection.execute(f"select count(*) from ledger.{name}").fetchone()[0] for name in tables}  # type: ignore[index]


def take_all(arrivals: list[Arrival]) -> Callable[[Collector], Awaitable[list[Any]]]:
    async def do(collector: Collector) -> list[Any]:
        return await asyncio.gather(*(collector.take(one) for one in arrivals), return_exceptions=True)

    return do


def test_each_signature_is_kept_once_with_its_event_its_mail_and_its_count(
    dsn: Dsn, connection: psycopg.Connection[Any]
) -> None:
    taken = collected(dsn, take_all([arrival() for _ in range(1_000)]))
    assert taken == [True] * 1_000
    assert counts(connection) == {"signature": 1_000, "event": 1_000, "outbox": 1_000, "data_key": 1}
    tally = connection.execute("select kind, sum(number) from ledger.tally group by 1").fetchall()
    assert tally == [("collected", 1_000)]


def test_the_same_form_again_changes_nothing_and_is_told(dsn: Dsn, connection: psycopg.Connection[Any]) -> None:
    one = uuid4()

    async def twice(collector: Collector) -> list[bool]:
        return [await collector.take(arrival(one)), await collector.take(arrival(one, for_holders=b"others"))]

    assert collected(dsn, twice) == [True, False]
    assert counts(connection)["event"] == 1
    assert connection.execute("select for_holders from ledger.signature").fetchone() == (b"holders",)


def test_the_same_form_twice_at_once_is_one_and_both_are_told(dsn: Dsn, connection: psycopg.Connection[Any]) -> None:
    one = uuid4()
    batch = [arrival(one), arrival(), arrival(one, for_holders=b"others")]
    assert collected(dsn, take_all(batch)) == [True] * 3
    assert counts(connection) == {"signature": 2, "event": 2, "outbox": 2, "data_key": 1}
    kept = connection.execute("select for_holders from ledger.signature where id = %s", [one]).fetchone()
    assert kept == (b"holders",)


def test_a_mistake_in_one_costs_the_others_nothing(dsn: Dsn, connection: psycopg.Connection[Any]) -> None:
    bad = arrival(language="e\0n")
    taken = collected(dsn, take_all([arrival(), bad, arrival()]))
    assert [taken[0], taken[2]] == [True, True]
    assert isinstance(taken[1], asyncpg.PostgresError)
    assert counts(connection)["signature"] == 2


def test_signatures_around_the_hour_keep_the_hour_of_their_key(dsn: Dsn, connection: psycopg.Connection[Any]) -> None:
    next_one = HOUR + timedelta(hours=1)
    assert collected(dsn, take_all([arrival(), arrival(mail_hour=next_one), arrival()])) == [True] * 3
    hours = connection.execute("select key_hour, count(*) from ledger.outbox group by 1 order by 1").fetchall()
    assert hours == [(HOUR, 2), (next_one, 1)]


def test_a_lost_connection_is_made_again_and_nothing_counts_twice(
    dsn: Dsn, connection: psycopg.Connection[Any]
) -> None:
    async def across(collector: Collector) -> list[bool]:
        first = await collector.take(arrival())
        with psycopg.connect(dsn, autocommit=True) as other:
            other.execute(
                "select pg_terminate_backend(pid) from pg_stat_activity"
                " where datname = current_database() and application_name = '' and pid <> pg_backend_pid()"
            )
        return [first, await collector.take(arrival())]

    connection.close()
    assert collected(dsn, across) == [True, True]
    with psycopg.connect(dsn) as again:
        assert counts(again)["event"] == 2


def test_too_many_are_not_taken(dsn: Dsn, monkeypatch: pytest.MonkeyPatch, connection: psycopg.Connection[Any]) -> None:
    monkeypatch.setattr(collecting, "MOST_WAITING", 5)
    taken = collected(dsn, take_all([arrival() for _ in range(50)]))
    assert taken.count(True) == 5
    assert sum(isinstance(one, Overloaded) for one in taken) == 45
    assert counts(connection)["signature"] == 5


def test_a_database_that_does_not_answer_makes_unsure(
    dsn: Dsn, monkeypatch: pytest.MonkeyPatch, connection: psycopg.Connection[Any]
) -> None:
    monkeypatch.setattr(collecting, "PATIENCE", 0.3)
    connection.execute("lock table ledger.signature")
    one = arrival()
    taken = collected(dsn, take_all([one]))
    assert isinstance(taken[0], Unsure)
    connection.rollback()  # from here on the database may commit what it was sent
    monkeypatch.setattr(collecting, "PATIENCE", 30.0)
    collected(dsn, take_all([one]))
    assert counts(connection)["signature"] == 1


def test_a_database_that_is_away_makes_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "TRIES", 2)
    taken = collected(Dsn("host=/nowhere dbname=none"), take_all([arrival()]))
    assert isinstance(taken[0], Unsure)


def test_two_processes_with_the_same_rows_do_not_stop_each_other(dsn: Dsn, connection: psycopg.Connection[Any]) -> None:
    ids = [uuid4() for _ in range(400)]

    async def both() -> None:
        first, second = Collector(1), Collector(2)
        await first.open(dsn)
        await second.open(dsn)
        there = [first.take(arrival(one)) for one in ids]
        back = [second.take(arrival(one)) for one in reversed(ids)]
        taken = await asyncio.gather(*there, *back)
        assert sum(taken) == len(ids)
        await first.close()
        await second.close()

    asyncio.run(both())
    assert counts(connection)["event"] == len(ids)
