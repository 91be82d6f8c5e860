"""A pending signature becomes a confirmed one: once per link, and once per address and campaign.

The database decides, by the row of the signature (locked) and the unique address hash; however many press the button
at once, one of them confirms. Locks are taken in one order everywhere: signature, confirmed, tally.
"""

from enum import StrEnum
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.ledger.appending import append
from undersigned.terms.campaign import PublicSigner
from undersigned.terms.signature import EventKind, State


class Outcome(StrEnum):
    """What became of a signer's "Confirm my signature"."""

    CONFIRMED = "confirmed"
    WAS_CONFIRMED_ALREADY = "was_confirmed_already"
    """This very signature; nothing changed."""
    ADDRESS_HAS_SIGNED = "address_has_signed"
    """Another signature of this address stands in this campaign; this one stays pending."""
    BLOCKED = "blocked"
    """The address's owner has said of another that it was not hers; this one stays pending."""
    GONE = "gone"
    """Withdrawn, invalidated, erased, or never there."""


def confirm(
    connection: Connection[TupleRow],
    signature: UUID,
    address_hash: bytes,
    public: PublicSigner | None,
    blocked_as: bytes = b"",
) -> Outcome:
    """Confirm a signature in one transaction; `public` is how she asked to be shown, None when not at all.

    `blocked_as` is her address as it stands among those that nobody can sign with, if its owner said so. Whether the
    campaign still takes signatures, the caller knows. Doing it again changes nothing.
    """
    with connection.transaction():
        found = connection.execute(
            "select campaign, state, for_signer is null, exists (select from ledger.blocked where address = %s)"
            " from ledger.signature where id = %s for update",
            [blocked_as, signature],
        ).fetchone()
        if found is None:
            return Outcome.GONE
        campaign, state, is_empty, is_blocked = found
        if state == State.CONFIRMED.value:
            return Outcome.WAS_CONFIRMED_ALREADY
        if state != State.PENDING.value or is_empty:
            return Outcome.GONE
        if is_blocked:
            return Outcome.BLOCKED
        # Either way she needs no further mail about this link.
        connection.execute("delete from ledger.outbox where signature = %s", [signature])
        if not _take_address(connection, campaign, address_hash, signature):
            return Outcome.ADDRESS_HAS_SIGNED
        connection.execute("update ledger.signature set state = 'confirmed' where id = %s", [signature])
        show(connection, campaign, signature, public)
        append(connection, campaign, signature, EventKind.CONFIRMED, standing=1)
    return Outcome.CONFIRMED


def show(connection: Connection[TupleRow], campaign: int, signature: UUID, public: PublicSigner | None) -> None:
    """Keep how a signer asked to be shown; what changed waits for the next batch, what is unchanged keeps its place."""
    if public is None:
        connection.execute("delete from ledger.public_signer where signature = %s", [signature])
        return
    connection.execute(
        "insert into ledger.public_signer as old (signature, campaign, name, affiliation) values (%s, %s, %s, %s)"
        " on conflict (signature) do update set name = excluded.name, affiliation = excluded.affiliation,"
        " batch = null, place_in_batch = null"
        " where (old.name, old.affiliation) <> (excluded.name, excluded.affiliation)",
        [signature, campaign, public.name, public.affiliation],
    )


def stands(connection: Connection[TupleRow], campaign: int, address_hash: bytes) -> bool:
    """Whether a signature of this address is confirmed in the campaign."""
    with connection.transaction():
        found = connection.execute(
            "select from ledger.confirmed where campaign = %s and address = %s", [campaign, address_hash]
        ).fetchone()
    return found is not None


def _take_address(connection: Connection[TupleRow], campaign: int, address_hash: bytes, signature: UUID) -> bool:
    """Whether the address was free; waits for another that is confirming or withdrawing it at this moment."""
    taken = connection.execute(
        "insert into ledger.confirmed (campaign, address, signature) values (%s, %s, %s) on conflict do nothing",
        [campaign, address_hash, signature],
    )
    return taken.rowcount == 1
