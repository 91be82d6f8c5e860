"""A signer's own row: read whole, and corrected."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.ledger.collected import collected, number_of, row
from undersigned.ledger.confirming import confirm
from undersigned.ledger.copies import Copies, correct, read
from undersigned.ledger.organising import invalidate, reinstate
from undersigned.ledger.withdrawing import erase, not_me, withdraw
from undersigned.terms.campaign import PublicSigner
from undersigned.terms.signature import EventKind, State

Connection = psycopg.Connection[Any]
HASH = b"h" * 32
NEW = Copies(uuid4(), b"new wrap", b"new for holders", b"new for signer", "ES", "28")


def test_reading_gives_everything_that_is_kept(connection: Connection) -> None:
    one = collected(connection)
    kept = read(connection, one)
    assert kept is not None
    assert (kept.signature, kept.campaign, kept.state, kept.mail_waits) == (one, 7, State.PENDING, "confirm")
    assert (kept.for_signer, kept.is_sealed_for_holders) == (b"sealed", True)
    assert (kept.language, kept.country, kept.area, kept.provider, kept.signals) == ("en", "US", "802", "gmail", 1)
    assert (kept.public, kept.events) == (None, ())
    assert connection.execute("select day from ledger.event").fetchone() == (kept.arrived,)


def test_reading_a_confirmed_one_gives_its_name_and_days(connection: Connection) -> None:
    one = collected(connection)
    confirm(connection, one, HASH, PublicSigner("Ada", "Engines"))
    withdrawn = collected(connection)
    withdraw(connection, withdrawn)
    kept, other = read(connection, one), read(connection, withdrawn)
    assert kept is not None
    assert other is not None
    assert (kept.state, kept.mail_waits, kept.public) == (State.CONFIRMED, "", PublicSigner("Ada", "Engines"))
    ((kind, day),) = kept.events
    assert kind is EventKind.CONFIRMED
    assert isinstance(day, date)
    assert (other.state, other.is_sealed_for_holders) == (State.WITHDRAWN, False)


def test_reading_tells_whom_it_was_that_invalidated(connection: Connection) -> None:
    by_owner, by_organisers, both = (collected(connection) for _ in range(3))
    not_me(connection, by_owner, HASH)
    invalidate(connection, by_organisers, "a bot")
    invalidate(connection, both, "a bot?")
    reinstate(connection, both, "no bot")
    not_me(connection, both, HASH)
    kept = [read(connection, one) for one in (by_owner, by_organisers, both)]
    assert [one and one.by_organisers for one in kept] == [False, True, False]


def test_there_is_nothing_to_read_of_one_that_never_was(connection: Connection) -> None:
    assert read(connection, uuid4()) is None


def test_a_correction_replaces_both_copies_and_the_coarse_place(connection: Connection) -> None:
    one = collected(connection)
    assert correct(connection, one, NEW, PublicSigner("Ada"))
    found = row(connection, one)
    assert (found["for_holders"], found["for_signer"]) == (b"new for holders", b"new for signer")
    assert (found["country"], found["area"], found["data_key"]) == ("ES", "28", NEW.data_key)
    wrapped = connection.execute("select wrapped from ledger.data_key where id = %s", [NEW.data_key]).fetchone()
    assert wrapped == (b"new wrap",)
    assert number_of(connection, "public_signer") == 0, "a pending signature shows no name"


def test_a_changed_name_waits_for_the_next_batch_and_an_unchanged_one_keeps_its_place(connection: Connection) -> None:
    one = collected(connection)
    confirm(connection, one, HASH, PublicSigner("Ada"))
    connection.execute("update ledger.public_signer set batch = 3, place_in_batch = 2")
    correct(connection, one, NEW, PublicSigner("Ada"))
    assert shown(connection) == [("Ada", "", 3, 2)]
    correct(connection, one, replace(NEW, data_key=uuid4()), PublicSigner("Ada", "Engines"))
    assert shown(connection) == [("Ada", "Engines", None, None)]
    correct(connection, one, replace(NEW, data_key=uuid4()), None)
    assert shown(connection) == []


@pytest.mark.parametrize("ending", [withdraw, erase, lambda its, one: not_me(its, one, HASH)])
def test_what_stands_no_more_cannot_be_corrected(connection: Connection, ending: Any) -> None:
    one = collected(connection)
    confirm(connection, one, HASH, PublicSigner("Ada"))
    ending(connection, one)
    before = row(connection, one)
    assert not correct(connection, one, NEW, PublicSigner("Eve"))
    assert row(connection, one) == before
    assert shown(connection) == []
    assert not correct(connection, uuid4(), NEW, None)


def shown(connection: Connection) -> list[Any]:
    """The public names with their places."""
    return connection.execute("select name, affiliation, batch, place_in_batch from ledger.public_signer").fetchall()
