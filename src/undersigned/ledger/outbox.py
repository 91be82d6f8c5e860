"""Mails that wait: taken oldest first, kept until the mail server has them or 72 hours are over.

A worker takes a few rows with a lease (`taken_until`), which also tells them from rows that it took before. Just before
a mail goes out, `begin` locks its signature for this connection alone and looks again; `sent`, `later` and `drop` let
go. All hours are the database's, so workers with wrong clocks agree; should the database's clock jump, a lease ends
early or counts as none, and the lock still keeps a mail from going out twice at a time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from psycopg import Connection, Cursor
from psycopg.rows import TupleRow, class_row

from undersigned.ledger.limits import Counted, uncount

LEASE = timedelta(minutes=2)
REMINDED_AFTER = timedelta(days=1)
_MOST_TRIES = 1000  # a smallint, and beyond every back-off
_DELETE = "delete from ledger.outbox where signature = %s and kind = %s"
_BEGIN = """
select ledger.begin_mail(
    %(lock)s, %(id)s, %(kind)s, %(lease)s, %(campaign)s, %(blocked)s, %(confirmed)s, %(address)s, %(day)s, %(most)s
)
"""
_DELAYS = """
with recursive waiting as (
    (select provider from ledger.outbox order by provider limit 1)
    union all
    select (
        select outbox.provider from ledger.outbox
        where outbox.provider > waiting.provider order by outbox.provider limit 1
    ) from waiting where waiting.provider is not null
)
select waiting.provider, (
    select now() - due from ledger.outbox
    where outbox.provider = waiting.provider and due <= now() and expires > now() order by due limit 1
) from waiting where waiting.provider is not null
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A mail that a worker has taken; `taken_until` is the lease, and the proof that it is still this worker's."""

    signature: UUID
    campaign: int
    kind: str
    sealed: bytes
    key_hour: datetime
    due: datetime
    tries: int
    taken_until: datetime


@dataclass(frozen=True, slots=True)
class Hashes:
    """An address under the keys by which it is looked for; `confirmed` is None where the campaign's key is gone."""

    blocked: bytes
    confirmed: bytes | None
    counted: Counted


class Verdict(StrEnum):
    """Whether a mail may go out now."""

    READY = "ready"
    """It is locked for this connection and counted; `sent`, `later` or `drop` must follow."""
    NOT_OURS = "not_ours"
    """Another worker has it, or it has changed since it was taken."""
    OVER = "over"
    """The signature waits for no mail any more: confirmed, withdrawn, invalidated, erased."""
    BLOCKED = "blocked"
    """The owner of the address wants no mail from here."""
    ENOUGH = "enough"
    """The address has had its mails of this day."""


def take(connection: Connection[TupleRow], provider: str, number: int) -> list[Row]:
    """Lease the oldest mails of one provider that are due, for a worker that sends them soon."""
    with connection.cursor(row_factory=class_row(Row)) as cursor:
        rows = cursor.execute(
            """
            with oldest as materialized (
                select signature as id from ledger.outbox
                where provider = %(provider)s and due <= now() and expires > now()
                and (taken_until is null or taken_until <= now() or taken_until > now() + %(lease)s)
                order by due limit %(number)s for update skip locked
            )
            update ledger.outbox set taken_until = now() + %(lease)s from oldest where signature = oldest.id
            returning signature, campaign, kind, sealed, key_hour, due, tries, taken_until
            """,
            {"provider": provider, "number": number, "lease": LEASE},
        ).fetchall()
    return sorted(rows, key=lambda row: row.due)


def give_back(connection: Connection[TupleRow], rows: Sequence[Row]) -> None:
    """End the leases of mails that were not tried."""
    connection.execute(
        "update ledger.outbox set taken_until = null"
        " from unnest(%s::uuid[], %s::timestamptz[]) as given (id, lease)"
        " where signature = given.id and taken_until = given.lease",
        [[row.signature for row in rows], [row.taken_until for row in rows]],
    )


def end_leases(connection: Connection[TupleRow]) -> None:
    """End all leases: for a worker that knows itself to be the only one, after one that was killed."""
    connection.execute("update ledger.outbox set taken_until = null where taken_until is not null")


def begin(connection: Connection[TupleRow], row: Row, hashes: Hashes) -> Verdict:
    """Lock a mail that was taken and look whether it may go out; one that may is counted for its address."""
    return Verdict(_only(connection.execute(_BEGIN, _about(row, hashes))))


def sent(connection: Connection[TupleRow], row: Row) -> None:
    """The mail server has it: now the reminder waits, or nothing does. Doing it again changes nothing."""
    with connection.pipeline() as together:
        connection.execute(
            """
            with kept as (
                update ledger.outbox set kind = 'remind', due = now() + %(after)s, tries = 0, taken_until = null
                where signature = %(id)s and kind = %(kind)s and kind = 'confirm' and expires > now() + %(after)s
            )
            delete from ledger.outbox
            where signature = %(id)s and kind = %(kind)s and not (kind = 'confirm' and expires > now() + %(after)s)
            """,
            {"id": row.signature, "kind": row.kind, "after": REMINDED_AFTER},
        )
        together.sync()  # committed before the next who wants it can look
        _unlock(connection, row.signature)


def later(connection: Connection[TupleRow], row: Row, after: timedelta, uncounted: Counted | None = None) -> None:
    """It could not be sent: try again after a while; `uncounted` says whose count it did not cost."""
    with connection.pipeline() as together:
        connection.execute(
            "update ledger.outbox set due = least(now() + %s, expires), tries = %s, taken_until = null"
            " where signature = %s and kind = %s",
            [after, min(row.tries + 1, _MOST_TRIES), row.signature, row.kind],
        )
        if uncounted is not None:
            uncount(connection, uncounted)
        together.sync()
        _unlock(connection, row.signature)


def put_off(connection: Connection[TupleRow], row: Row, after: timedelta) -> None:
    """Not now, though nothing failed; the hour of its expiry stays."""
    connection.execute(
        "update ledger.outbox set due = least(now() + %s, expires), taken_until = null"
        " where signature = %s and kind = %s and taken_until = %s",
        [after, row.signature, row.kind, row.taken_until],
    )
    _unlock(connection, row.signature)


def drop(connection: Connection[TupleRow], row: Row) -> None:
    """No mail of this kind will be sent; the signature stays as it is."""
    connection.execute(_DELETE, [row.signature, row.kind])
    _unlock(connection, row.signature)


def sweep(connection: Connection[TupleRow]) -> int:
    """Delete what could not be sent in 72 hours; gives how many. The signatures stay collected."""
    return connection.execute("delete from ledger.outbox where expires <= now()").rowcount


def hours_needed(connection: Connection[TupleRow]) -> set[datetime]:
    """The hours under whose keys the mails that wait were sealed; it reads all of them, so ask every few minutes."""
    return {hour for (hour,) in connection.execute("select distinct key_hour from ledger.outbox")}


def delays(connection: Connection[TupleRow]) -> dict[str, timedelta]:
    """For each provider with mail that is due: how long its oldest has waited. Cheap however many wait."""
    rows = connection.execute(_DELAYS).fetchall()
    return {provider: waited for provider, waited in rows if waited is not None}


def count(connection: Connection[TupleRow], outcomes: Mapping[tuple[str, str], int]) -> None:
    """Add to the day's counts: (provider, what became of mails) and how many."""
    ordered = sorted(outcomes.items())  # one order everywhere: nobody waits in a circle
    connection.execute(
        "insert into ledger.mail_count as old (provider, outcome, number)"
        " select * from unnest(%s::text[], %s::text[], %s::bigint[])"
        " on conflict (day, provider, outcome) do update set number = old.number + excluded.number",
        [[name for (name, _), _ in ordered], [what for (_, what), _ in ordered], [number for _, number in ordered]],
    )


def _about(row: Row, hashes: Hashes) -> dict[str, object]:
    return {
        "lock": _lock(row.signature),
        "id": row.signature,
        "kind": row.kind,
        "lease": row.taken_until,
        "campaign": row.campaign,
        "blocked": hashes.blocked,
        "confirmed": hashes.confirmed,
        "address": hashes.counted.address,
        "day": hashes.counted.day,
        "most": hashes.counted.most,
    }


def _lock(signature: UUID) -> int:
    return int.from_bytes(signature.bytes[:8], signed=True)


def _unlock(connection: Connection[TupleRow], signature: UUID) -> None:
    connection.execute("select pg_advisory_unlock(%s)", [_lock(signature)])


def _only(cursor: Cursor[TupleRow]) -> Any:
    row = cursor.fetchone()
    return None if row is None else row[0]
