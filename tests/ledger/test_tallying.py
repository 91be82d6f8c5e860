from typing import Any

import psycopg
import pytest

from tests.ledger.collected import CAMPAIGN, collected
from undersigned.ledger.confirming import confirm
from undersigned.ledger.destroying import destroy_sealed
from undersigned.ledger.organising import add_number, invalidate, reinstate
from undersigned.ledger.tallying import alarms, recount, tally
from undersigned.ledger.withdrawing import erase, not_me, withdraw
from undersigned.terms.campaign import Tally
from undersigned.terms.signature import EventKind

Ledger = psycopg.Connection[Any]


@pytest.fixture
def eventful(connection: Ledger) -> Ledger:
    """A campaign in which everything happened that can."""
    ids = [collected(connection) for _ in range(9)]
    for number, signature in enumerate(ids[:7]):
        confirm(connection, signature, bytes([number]), None)
    withdraw(connection, ids[0])
    erase(connection, ids[1])
    invalidate(connection, ids[2], "a bot")
    invalidate(connection, ids[3], "a bot?")
    reinstate(connection, ids[3], "no bot")
    not_me(connection, ids[4], None)
    invalidate(connection, ids[7], "a bot?")  # pending, and pending again
    reinstate(connection, ids[7], "no bot")
    add_number(connection, CAMPAIGN, EventKind.PAPER, 250, "box 1")
    add_number(connection, CAMPAIGN, EventKind.IMPORTED, 40, "the list of last year")
    collected(connection, campaign=CAMPAIGN + 1)
    return connection


def test_each_kind_is_counted_by_itself(eventful: Ledger) -> None:
    assert tally(eventful, CAMPAIGN) == Tally(
        collected=9, confirmed=7, withdrawn=2, invalidated=4, reinstated=2, paper=250, imported=40, standing=3
    )


def test_a_campaign_without_signatures_has_a_tally_of_nought(connection: Ledger) -> None:
    assert tally(connection, CAMPAIGN) == Tally()


def test_a_recount_agrees(eventful: Ledger) -> None:
    assert recount(eventful, CAMPAIGN).differences == ()
    assert alarms(eventful) == []


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (
            "update ledger.tally set number = number + 1 where kind = 'collected'",
            "the counter of collected and its events differ",
        ),
        (
            "update ledger.tally set number = number - 1 where kind = 'standing'"
            " and shard = (select min(shard) from ledger.tally where kind = 'standing')",
            "the counter of standing and",
        ),
        ("delete from ledger.tally where kind = 'paper'", "the counter of paper and"),
        (
            "update ledger.signature set state = 'confirmed' where state = 'withdrawn'",
            "some signatures stand otherwise than their events say",
        ),
        ("delete from ledger.signature where state = 'pending'", "some signatures stand otherwise"),
        (
            "insert into ledger.signature (id, campaign, language) values (gen_random_uuid(), 7, 'en')",
            "some signatures stand otherwise",
        ),
        (
            "insert into ledger.event (campaign, signature, kind)"
            " select campaign, signature, kind from ledger.event where kind = 'confirmed' limit 1",
            "confirmed more than once",
        ),
        (
            "delete from ledger.confirmed where signature ="
            " (select id from ledger.signature where state = 'confirmed' limit 1)",
            "some signatures are confirmed and no address is taken for them",
        ),
        (
            "insert into ledger.confirmed (campaign, address, signature)"
            " select campaign, 'another', id from ledger.signature where state = 'withdrawn' limit 1",
            "some addresses are taken by signatures that are not confirmed",
        ),
        (
            "insert into ledger.confirmed (campaign, address, signature) values (7, 'another', gen_random_uuid())",
            "some addresses are taken by signatures that are not confirmed",
        ),
    ],
)
def test_a_difference_is_an_alarm(eventful: Ledger, harm: str, said: str) -> None:
    eventful.execute(harm.encode())
    eventful.commit()
    found = recount(eventful, CAMPAIGN)
    assert any(said in difference for difference in found.differences)
    assert not any(sign.isdigit() for difference in found.differences for sign in difference)
    assert [alarm.campaign for alarm in alarms(eventful)] == [CAMPAIGN] * len(found.differences)


def test_a_campaign_whose_addresses_were_destroyed_in_time_agrees(eventful: Ledger) -> None:
    destroy_sealed(eventful, CAMPAIGN)
    assert recount(eventful, CAMPAIGN).differences == ()


def test_an_alarm_sounds_once_and_ends_when_the_count_agrees_again(eventful: Ledger) -> None:
    eventful.execute("update ledger.tally set number = number + 1 where kind = 'collected' and campaign = 7")
    recount(eventful, CAMPAIGN)
    recount(eventful, CAMPAIGN)
    assert len(alarms(eventful)) == 1
    assert recount(eventful, CAMPAIGN + 1).differences == ()
    assert len(alarms(eventful)) == 1

    eventful.execute("update ledger.tally set number = number - 1 where kind = 'collected' and campaign = 7")
    recount(eventful, CAMPAIGN)
    assert alarms(eventful) == []
