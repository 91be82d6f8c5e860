"""What a signer can take back; and that asking twice is as good as once."""

from typing import Any

import psycopg
import pytest

from tests.ledger.collected import collected, events, number_of, row, tally
from undersigned.ledger.confirming import confirm
from undersigned.ledger.organising import invalidate
from undersigned.ledger.tallying import recount
from undersigned.ledger.withdrawing import decline_reminder, erase, not_me, withdraw
from undersigned.terms.campaign import PublicSigner

Connection = psycopg.Connection[Any]
HASH, BLOCKED = b"h" * 32, b"b" * 32
EMPTY = {
    "data_key": None,
    "for_holders": None,
    "for_signer": None,
    "country": "",
    "area": "",
    "provider": "",
    "signals": 0,
}


def test_withdrawing_takes_the_name_and_the_holders_copy_and_keeps_her_own(connection: Connection) -> None:
    one = collected(connection)
    confirm(connection, one, HASH, PublicSigner("Ada"))
    withdraw(connection, one)
    found = row(connection, one)
    assert (found["state"], found["for_holders"], found["data_key"]) == ("withdrawn", None, None)
    assert found["for_signer"] == b"sealed"
    assert number_of(connection, "public_signer") == number_of(connection, "confirmed") == 0
    assert events(connection, one) == ["collected", "confirmed", "withdrawn"]
    assert tally(connection) == {"collected": 1, "confirmed": 1, "withdrawn": 1}


def test_erasing_empties_everything_but_the_language(connection: Connection) -> None:
    one = collected(connection)
    confirm(connection, one, HASH, PublicSigner("Ada"))
    erase(connection, one)
    found = row(connection, one)
    assert EMPTY.items() <= found.items()
    assert (found["state"], found["language"]) == ("withdrawn", "en")
    assert number_of(connection, "public_signer") == number_of(connection, "confirmed") == 0


def test_erasing_after_withdrawing_is_one_withdrawal(connection: Connection) -> None:
    one = collected(connection)
    confirm(connection, one, HASH, None)
    withdraw(connection, one)
    erase(connection, one)
    assert row(connection, one)["for_signer"] is None
    assert tally(connection) == {"collected": 1, "confirmed": 1, "withdrawn": 1}


def test_a_pending_one_can_be_taken_back_and_counts_nowhere(connection: Connection) -> None:
    one = collected(connection)
    withdraw(connection, one)
    assert tally(connection) == {"collected": 1, "withdrawn": 1}
    assert number_of(connection, "outbox") == 0


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_not_me_invalidates_empties_and_blocks(connection: Connection, is_confirmed: bool) -> None:
    one = collected(connection)
    if is_confirmed:
        confirm(connection, one, HASH, PublicSigner("Ada"))
    not_me(connection, one, BLOCKED)
    found = row(connection, one)
    assert found["state"] == "invalidated"
    assert EMPTY.items() <= found.items()
    assert connection.execute("select address from ledger.blocked").fetchall() == [(BLOCKED,)]
    for table in ("outbox", "confirmed", "public_signer"):
        assert number_of(connection, table) == 0
    assert tally(connection).get("standing", 0) == 0
    assert tally(connection)["invalidated"] == 1


def test_all_of_it_twice_is_as_good_as_once(connection: Connection) -> None:
    for ending in (withdraw, erase, lambda its, one: not_me(its, one, BLOCKED)):
        one = collected(connection)
        confirm(connection, one, HASH, None)
        ending(connection, one)
        once = (row(connection, one), events(connection, one), tally(connection))
        ending(connection, one)
        assert (row(connection, one), events(connection, one), tally(connection)) == once
    assert number_of(connection, "blocked") == 1


@pytest.mark.parametrize("ending", [withdraw, erase])
def test_what_organisers_invalidated_stays_so_and_only_its_bytes_go(connection: Connection, ending: Any) -> None:
    one = collected(connection)
    confirm(connection, one, HASH, PublicSigner("Ada"))
    invalidate(connection, one, "a bot")
    before = tally(connection)
    for _ in range(2):
        ending(connection, one)
    found = row(connection, one)
    assert (found["state"], found["for_holders"], found["data_key"]) == ("invalidated", None, None)
    assert (found["for_signer"] is None) is (ending is erase)
    assert tally(connection) == before == {"collected": 1, "confirmed": 1, "invalidated": 1}
    assert events(connection, one) == ["collected", "confirmed", "invalidated"]
    assert number_of(connection, "public_signer") == 0
    assert number_of(connection, "confirmed", one) == 1, "who is taken out does not sign again at once"
    assert recount(connection, 7).differences == ()


def test_not_me_of_what_organisers_invalidated_blocks_the_address(connection: Connection) -> None:
    one = collected(connection)
    confirm(connection, one, HASH, None)
    invalidate(connection, one, "a bot")
    not_me(connection, one, BLOCKED)
    assert EMPTY.items() <= row(connection, one).items()
    assert (number_of(connection, "blocked"), number_of(connection, "confirmed")) == (1, 0)
    assert tally(connection)["invalidated"] == 1


def test_not_me_after_erasing_has_no_address_to_block(connection: Connection) -> None:
    one = collected(connection)
    erase(connection, one)
    not_me(connection, one, None)
    assert row(connection, one)["state"] == "withdrawn"
    assert number_of(connection, "blocked") == 0


def test_declining_the_reminder_leaves_the_signature_pending(connection: Connection) -> None:
    one = collected(connection)
    decline_reminder(connection, one)
    decline_reminder(connection, one)
    assert row(connection, one)["state"] == "pending"
    assert number_of(connection, "outbox") == 0
    assert tally(connection) == {"collected": 1}
