"""A pending signature becomes a confirmed one: once per link, once per address and campaign."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from secrets import token_bytes
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.ledger.collected import CAMPAIGN, collect, collected, events, number_of, row, tally
from undersigned.ledger.confirming import Outcome, confirm
from undersigned.ledger.withdrawing import erase, not_me, withdraw
from undersigned.terms.campaign import PublicSigner

Connection = psycopg.Connection[Any]
HASH = b"h" * 32
AT_ONCE = 40  # the embedded database takes 50 connections, three of them its keeper's
ADA = PublicSigner("Ada L.", "Engines")


def test_confirming_is_state_event_count_and_name_and_the_mail_is_gone(connection: Connection) -> None:
    one = collected(connection)
    assert confirm(connection, one, HASH, ADA) is Outcome.CONFIRMED
    assert row(connection, one)["state"] == "confirmed"
    assert events(connection, one) == ["collected", "confirmed"]
    assert tally(connection) == {"collected": 1, "confirmed": 1, "standing": 1}
    assert number_of(connection, "outbox", one) == 0
    assert connection.execute("select name, affiliation, batch from ledger.public_signer").fetchall() == [
        ("Ada L.", "Engines", None)
    ]


def test_who_did_not_ask_to_be_shown_has_no_public_row(connection: Connection) -> None:
    confirm(connection, collected(connection), HASH, None)
    assert number_of(connection, "public_signer") == 0


def test_confirming_again_changes_nothing(connection: Connection) -> None:
    one = collected(connection)
    confirm(connection, one, HASH, ADA)
    assert confirm(connection, one, HASH, None) is Outcome.WAS_CONFIRMED_ALREADY
    assert tally(connection) == {"collected": 1, "confirmed": 1, "standing": 1}
    assert number_of(connection, "public_signer", one) == 1


def test_a_second_link_of_one_address_stays_pending_and_gets_no_reminder(connection: Connection) -> None:
    one, other = collected(connection), collected(connection)
    confirm(connection, one, HASH, None)
    assert confirm(connection, other, HASH, ADA) is Outcome.ADDRESS_HAS_SIGNED
    assert row(connection, other)["state"] == "pending"
    assert number_of(connection, "outbox", other) == 0
    assert tally(connection) == {"collected": 2, "confirmed": 1, "standing": 1}
    assert number_of(connection, "public_signer") == 0


def test_one_address_signs_one_campaign_and_another(connection: Connection) -> None:
    confirm(connection, collected(connection), HASH, None)
    assert confirm(connection, collected(connection, campaign=8), HASH, None) is Outcome.CONFIRMED
    assert tally(connection, 8)["standing"] == 1


@pytest.mark.parametrize("ending", [withdraw, erase])
def test_what_was_taken_back_is_gone_and_its_address_is_free(connection: Connection, ending: Any) -> None:
    one, other = collected(connection), collected(connection)
    confirm(connection, one, HASH, None)
    ending(connection, one)
    assert confirm(connection, one, HASH, None) is Outcome.GONE
    assert confirm(connection, other, HASH, None) is Outcome.CONFIRMED
    assert tally(connection) == {"collected": 2, "confirmed": 2, "withdrawn": 1, "standing": 1}


def test_a_pending_one_whose_copies_were_destroyed_is_gone(connection: Connection) -> None:
    one = collected(connection)
    connection.execute("update ledger.signature set for_signer = null where id = %s", [one])
    assert confirm(connection, one, HASH, None) is Outcome.GONE


def test_one_that_never_was_is_gone(connection: Connection) -> None:
    assert confirm(connection, uuid4(), HASH, None) is Outcome.GONE


def test_forty_at_once_with_one_link_confirm_once(connection: Connection, dsn: str) -> None:
    one = collected(connection)
    outcomes = at_once(dsn, [(one, HASH)] * AT_ONCE)
    assert outcomes == {Outcome.CONFIRMED: 1, Outcome.WAS_CONFIRMED_ALREADY: AT_ONCE - 1}
    assert tally(connection) == {"collected": 1, "confirmed": 1, "standing": 1}
    assert number_of(connection, "confirmed") == 1
    assert events(connection, one) == ["collected", "confirmed"]


def test_forty_links_of_one_address_at_once_confirm_once(connection: Connection, dsn: str) -> None:
    links = [UUID(bytes=token_bytes(16)) for _ in range(AT_ONCE)]
    collect(connection, *links)
    outcomes = at_once(dsn, [(link, HASH) for link in links])
    assert outcomes == {Outcome.CONFIRMED: 1, Outcome.ADDRESS_HAS_SIGNED: AT_ONCE - 1}
    assert tally(connection) == {"collected": AT_ONCE, "confirmed": 1, "standing": 1}
    assert number_of(connection, "confirmed") == 1
    states = connection.execute("select state, count(*) from ledger.signature group by state").fetchall()
    assert dict(states) == {"confirmed": 1, "pending": AT_ONCE - 1}


def test_confirming_and_taking_back_at_once_keep_the_count(connection: Connection, dsn: str) -> None:
    links = [UUID(bytes=token_bytes(16)) for _ in range(AT_ONCE // 2)]
    collect(connection, *links)
    gate = Barrier(AT_ONCE, timeout=30)

    def press(task: tuple[Any, list[Any]]) -> None:
        function, arguments = task
        with psycopg.connect(dsn) as own:
            gate.wait()
            function(own, *arguments)

    tasks: list[tuple[Any, list[Any]]] = []
    for number, link in enumerate(links):
        tasks.append((confirm, [link, b"%032d" % (number % 6), ADA]))
        tasks.append((withdraw, [link]))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(press, tasks))
    counts = Counter(tally(connection))
    standing = number_of(connection, "confirmed")
    assert counts["standing"] == standing
    assert counts["withdrawn"] == AT_ONCE // 2
    assert number_of(connection, "public_signer") == standing == 0
    told = connection.execute("select count(*) from ledger.event where kind = 'confirmed'").fetchone()
    assert told == (counts["confirmed"],)


def at_once(dsn: str, tasks: list[tuple[UUID, bytes]]) -> Counter[Outcome]:
    """Confirm on a connection each, all in the same moment."""
    gate = Barrier(len(tasks), timeout=30)

    def press(task: tuple[UUID, bytes]) -> Outcome:
        with psycopg.connect(dsn) as own:
            gate.wait()
            return confirm(own, *task, None)

    with ThreadPoolExecutor(len(tasks)) as pool:
        return Counter(pool.map(press, tasks))


def test_another_campaigns_number_is_kept_apart(connection: Connection) -> None:
    confirm(connection, collected(connection), HASH, None)
    assert tally(connection, CAMPAIGN + 1) == {}


def test_an_address_whose_owner_said_no_is_not_confirmed_over_another_link(connection: Any) -> None:
    one, other = collected(connection), collected(connection)
    not_me(connection, one, b"b" * 32)
    assert confirm(connection, other, b"h" * 32, None, b"b" * 32) is Outcome.BLOCKED
    assert row(connection, other)["state"] == "pending"
    assert confirm(connection, other, b"h" * 32, None, b"c" * 32) is Outcome.CONFIRMED
