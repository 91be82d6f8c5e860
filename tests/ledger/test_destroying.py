"""What ends with a campaign, whatever arrives at that moment."""

import asyncio
from threading import Thread
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.ledger.collected import CAMPAIGN, collect, number_of, row, send, tally
from tests.ledger.test_collecting import arrival
from undersigned.ledger import destroying
from undersigned.ledger.collecting import Collector, Ended
from undersigned.site.addresses import Dsn

Connection = psycopg.Connection[Any]


def test_of_a_closed_campaign_nothing_is_taken_and_others_are_as_ever(dsn: Dsn, connection: Connection) -> None:
    destroying.close(connection, CAMPAIGN)
    destroying.close(connection, CAMPAIGN)
    connection.commit()
    late, other = arrival(), arrival(campaign=8)

    async def take_both() -> list[Any]:
        collector = Collector(1)
        await collector.open(dsn)
        taken = await asyncio.gather(collector.take(late), collector.take(other), return_exceptions=True)
        await collector.close()
        return list(taken)

    refused, taken = asyncio.run(take_both())
    assert isinstance(refused, Ended)
    assert taken is True
    assert connection.execute("select id, campaign from ledger.signature").fetchall() == [(other.id, 8)]
    assert (number_of(connection, "event"), number_of(connection, "outbox")) == (1, 1)
    assert tally(connection) == {}


def test_a_refused_signature_leaves_no_key(connection: Connection) -> None:
    destroying.close(connection, CAMPAIGN)
    collect(connection, uuid4())
    assert number_of(connection, "data_key") == number_of(connection, "signature") == 0


@pytest.mark.parametrize("is_committed", [True, False])
def test_closing_waits_for_what_is_being_committed_and_destroys_it(
    dsn: Dsn, connection: Connection, is_committed: bool
) -> None:
    one = uuid4()
    send(connection, one)

    def close() -> None:
        with psycopg.connect(dsn) as closing:
            destroying.close(closing, CAMPAIGN)
            destroying.destroy_pending(closing, CAMPAIGN)

    thread = Thread(target=close)
    thread.start()
    thread.join(0.3)
    assert thread.is_alive()
    connection.commit() if is_committed else connection.rollback()
    thread.join(10)
    assert not thread.is_alive()
    if is_committed:
        assert row(connection, one)["for_signer"] is None
    assert number_of(connection, "outbox") == 0
