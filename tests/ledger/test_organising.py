from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.ledger.collected import CAMPAIGN, collected, events, number_of, row, tally
from undersigned.errors import CampaignError
from undersigned.ledger.confirming import Outcome, confirm
from undersigned.ledger.organising import add_number, invalidate, reinstate
from undersigned.ledger.withdrawing import not_me, withdraw
from undersigned.terms.signature import EventKind, State

Ledger = psycopg.Connection[Any]


@pytest.fixture
def confirmed(connection: Ledger) -> UUID:
    signature = collected(connection)
    confirm(connection, signature, b"hash", None)
    return signature


def test_an_invalidated_signature_is_not_counted(connection: Ledger, confirmed: UUID) -> None:
    assert invalidate(connection, confirmed, "the same sentence forty times") is State.CONFIRMED
    assert row(connection, confirmed)["state"] == "invalidated"
    assert tally(connection) == {"collected": 1, "confirmed": 1, "invalidated": 1}


def test_the_reason_is_kept(connection: Ledger, confirmed: UUID) -> None:
    invalidate(connection, confirmed, " a bot ")
    found = connection.execute("select note from ledger.event where kind = 'invalidated'").fetchall()
    assert found == [("a bot",)]


def test_its_address_stays_taken(connection: Ledger, confirmed: UUID) -> None:
    invalidate(connection, confirmed, "a bot")
    assert confirm(connection, collected(connection), b"hash", None) is Outcome.ADDRESS_HAS_SIGNED


def test_a_reinstated_signature_counts_again(connection: Ledger, confirmed: UUID) -> None:
    invalidate(connection, confirmed, "a bot?")
    assert reinstate(connection, confirmed, "a person") is State.CONFIRMED
    assert events(connection, confirmed) == ["collected", "confirmed", "invalidated", "reinstated"]
    assert tally(connection)["standing"] == 1


def test_a_pending_one_gets_no_mail_and_comes_back_as_pending(connection: Ledger) -> None:
    signature = collected(connection)
    assert invalidate(connection, signature, "a bot?") is State.PENDING
    assert number_of(connection, "outbox") == 0
    assert confirm(connection, signature, b"hash", None) is Outcome.GONE
    assert reinstate(connection, signature, "a person") is State.PENDING
    assert "standing" not in tally(connection)
    assert confirm(connection, signature, b"hash", None) is Outcome.CONFIRMED


def test_a_withdrawn_one_stays_withdrawn(connection: Ledger, confirmed: UUID) -> None:
    withdraw(connection, confirmed)
    with pytest.raises(CampaignError, match="withdrawn already"):
        invalidate(connection, confirmed, "a bot")
    with pytest.raises(CampaignError, match="is withdrawn, not invalidated"):
        reinstate(connection, confirmed, "a person")


def test_an_erased_one_does_not_come_back(connection: Ledger, confirmed: UUID) -> None:
    invalidate(connection, confirmed, "a bot")
    not_me(connection, confirmed, None)
    with pytest.raises(CampaignError, match="erased"):
        reinstate(connection, confirmed, "a person")


def test_an_unknown_one_is_said(connection: Ledger) -> None:
    with pytest.raises(CampaignError, match="no signature"):
        invalidate(connection, UUID(int=7), "a bot")


@pytest.mark.parametrize("change", [invalidate, reinstate])
def test_a_reason_is_needed(connection: Ledger, confirmed: UUID, change: Any) -> None:
    with pytest.raises(CampaignError, match="Say why"):
        change(connection, confirmed, "  ")


def test_paper_comes_as_numbers_and_can_be_corrected(connection: Ledger) -> None:
    assert add_number(connection, CAMPAIGN, EventKind.PAPER, 250, "box 1") == 250
    assert add_number(connection, CAMPAIGN, EventKind.PAPER, -50, "sheet 3 was counted twice") == 200
    assert tally(connection) == {"paper": 200}


@pytest.mark.parametrize(
    ("kind", "number", "note", "said"),
    [
        (EventKind.PAPER, 0, "box", "Say how many"),
        (EventKind.PAPER, 5, "", "Say why"),
        (EventKind.PAPER, -5, "box", "Only 0 were counted; 5 cannot"),
        (EventKind.CONFIRMED, 5, "box", "Only signatures on paper"),
    ],
)
def test_a_number_that_cannot_be_counts_nothing(
    connection: Ledger, kind: EventKind, number: int, note: str, said: str
) -> None:
    with pytest.raises(CampaignError, match=said):
        add_number(connection, CAMPAIGN, kind, number, note)
    assert tally(connection) == {}
    assert number_of(connection, "event") == 0
