"""What a signer can take back: her signature, her data, her address, the reminder. All of it may be asked twice.

To withdraw frees the address (she may sign again), takes the name off the page and empties what was sealed for the
key holders, because nobody needs it any more; her own copy stays, so that her page still shows it. To erase empties
that too. In the ledger stay the id, the campaign, the language, the state and the events with their days.

What organisers invalidated stays so, in the tally too, and its address stays taken: only what was sealed goes.
"""

from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.ledger.appending import append
from undersigned.terms.signature import EventKind, State


def withdraw(connection: Connection[TupleRow], signature: UUID) -> None:
    """The signature counts no more; a pending one too can be taken back before it counts."""
    with connection.transaction():
        _end(connection, signature, EventKind.WITHDRAWN)


def erase(connection: Connection[TupleRow], signature: UUID) -> None:
    """Withdraw it if it stands, and empty everything about the signer, coarse place included."""
    with connection.transaction():
        _end(connection, signature, EventKind.WITHDRAWN)
        _empty(connection, signature)


def not_me(connection: Connection[TupleRow], signature: UUID, blocked: bytes | None) -> None:
    """Somebody else signed with this address: invalidate, empty everything, send the address no mail from here again.

    `blocked` is the address's hash under the key of blocks; None when the copy was emptied before.
    """
    with connection.transaction():
        _end(connection, signature, EventKind.INVALIDATED)
        _empty(connection, signature)
        if blocked is not None:
            connection.execute(
                "insert into ledger.blocked (address) values (%s) on conflict (address) do nothing", [blocked]
            )


def decline_reminder(connection: Connection[TupleRow], signature: UUID) -> None:
    """No further mail about this link; the signature stays pending and can still be confirmed."""
    with connection.transaction():
        connection.execute("delete from ledger.outbox where signature = %s", [signature])


def take_name_down(connection: Connection[TupleRow], signature: UUID) -> None:
    """Show her no more by name; the signature stands as it did."""
    with connection.transaction():
        connection.execute("delete from ledger.public_signer where signature = %s", [signature])


def _end(connection: Connection[TupleRow], signature: UUID, kind: EventKind) -> None:
    """End it with this event, once; what was withdrawn, invalidated or emptied before is over and gets no other.

    But one that stands can be taken back even after its campaign's retention, when nothing sealed is left of it.
    """
    found = connection.execute(
        "select campaign, state, for_signer is null from ledger.signature where id = %s for update", [signature]
    ).fetchone()
    if found is None:
        return
    campaign, state, is_empty = found
    connection.execute("delete from ledger.outbox where signature = %s", [signature])
    connection.execute("delete from ledger.public_signer where signature = %s", [signature])
    if state == State.INVALIDATED.value and kind is EventKind.WITHDRAWN:
        connection.execute("update ledger.signature set for_holders = null, data_key = null where id = %s", [signature])
        return
    connection.execute("delete from ledger.confirmed where signature = %s", [signature])
    stands = state == State.CONFIRMED.value
    if (is_empty and not stands) or state in {State.WITHDRAWN.value, kind.value}:
        return
    connection.execute(
        "update ledger.signature set state = %s, for_holders = null, data_key = null where id = %s",
        [kind.value, signature],
    )
    append(connection, campaign, signature, kind, standing=-1 if stands else 0)


def _empty(connection: Connection[TupleRow], signature: UUID) -> None:
    connection.execute(
        "update ledger.signature set for_holders = null, data_key = null, for_signer = null,"
        " country = '', area = '', provider = '', signals = 0 where id = %s",
        [signature],
    )
