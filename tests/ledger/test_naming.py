from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.ledger.collected import CAMPAIGN, collected
from undersigned.ledger.confirming import confirm
from undersigned.ledger.naming import ENOUGH, add_batch, newest
from undersigned.ledger.organising import invalidate, reinstate
from undersigned.ledger.withdrawing import withdraw
from undersigned.site.addresses import Dsn
from undersigned.terms.campaign import PublicSigner

Ledger = psycopg.Connection[Any]


def sign(connection: Ledger, name: str) -> UUID:
    signature = collected(connection)
    confirm(connection, signature, name.encode(), PublicSigner(name))
    return signature


def a_day_passes(connection: Ledger, owner: Dsn) -> None:
    connection.commit()
    with psycopg.connect(owner) as owned:
        owned.execute("alter table ledger.event disable trigger event_is_append_only")
        owned.execute("update ledger.event set day = day - 2")
        owned.execute("alter table ledger.event enable trigger event_is_append_only")


def shown(connection: Ledger) -> list[str]:
    return [signer.name for signer in newest(connection, CAMPAIGN)]


def test_a_name_waits_for_others(connection: Ledger) -> None:
    for number in range(ENOUGH - 1):
        sign(connection, f"N{number}")
    assert add_batch(connection, CAMPAIGN) == 0
    assert shown(connection) == []

    sign(connection, "the tenth")
    assert add_batch(connection, CAMPAIGN) == ENOUGH
    assert add_batch(connection, CAMPAIGN) == 0
    assert len(shown(connection)) == ENOUGH


def test_a_name_that_waited_a_day_appears_with_those_that_wait(connection: Ledger, owner: Dsn) -> None:
    sign(connection, "early")
    a_day_passes(connection, owner)
    sign(connection, "late")
    assert add_batch(connection, CAMPAIGN) == 2
    assert set(shown(connection)) == {"early", "late"}


def test_the_order_in_a_batch_is_not_the_order_of_signing(connection: Ledger) -> None:
    names = [f"N{number:02}" for number in range(30)]
    for name in names:
        sign(connection, name)
    add_batch(connection, CAMPAIGN)
    assert sorted(shown(connection)) == names
    assert shown(connection) != names
    assert shown(connection) != names[::-1]


def test_a_newer_batch_comes_first_and_the_older_keeps_its_order(connection: Ledger) -> None:
    for number in range(5):
        sign(connection, f"old{number}")
    add_batch(connection, CAMPAIGN, enough=5)
    before = shown(connection)
    sign(connection, "new")
    add_batch(connection, CAMPAIGN, enough=1)
    assert shown(connection) == ["new", *before]


@pytest.mark.parametrize("end", [withdraw, lambda connection, signature: invalidate(connection, signature, "a bot")])
def test_only_names_of_signatures_that_stand_are_shown(connection: Ledger, end: Any) -> None:
    signature = sign(connection, "gone")
    sign(connection, "stays")
    add_batch(connection, CAMPAIGN, enough=1)
    end(connection, signature)
    assert shown(connection) == ["stays"]


def test_a_reinstated_name_is_back_in_its_place(connection: Ledger) -> None:
    signature = sign(connection, "back")
    sign(connection, "stays")
    add_batch(connection, CAMPAIGN, enough=1)
    before = shown(connection)
    invalidate(connection, signature, "a bot?")
    reinstate(connection, signature, "no bot")
    assert shown(connection) == before
