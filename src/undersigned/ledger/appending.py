"""A change of one signature, appended: an event, and the counts kept beside the events.

Call it inside the transaction that changes the signature, last: a campaign's counts are what all confirmings wait
for, and they are let go with the commit.
"""

from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.terms.signature import EventKind

STANDING = "standing"
SHARDS = 8
"""Rows that a kind's number is spread over, since each row is held until its holder's commit is on the disk."""


def append(
    connection: Connection[TupleRow], campaign: int, signature: UUID, kind: EventKind, standing: int, note: str = ""
) -> None:
    """Append that this happened to the signature; `standing` is by how many the signatures that count changed."""
    connection.execute(
        "insert into ledger.event (campaign, signature, kind, note) values (%s, %s, %s, %s)",
        [campaign, signature, kind.value, note],
    )
    changes = [(kind.value, 1), (STANDING, standing)] if standing else [(kind.value, 1)]
    for name, number in sorted(changes):  # one order everywhere: nobody waits in a circle
        _count(connection, campaign, name, signature.bytes[0] % SHARDS, number)


def append_number(connection: Connection[TupleRow], campaign: int, kind: EventKind, number: int, note: str) -> None:
    """Append signatures that come as a number: on paper, or imported."""
    connection.execute(
        "insert into ledger.event (campaign, kind, number, note) values (%s, %s, %s, %s)",
        [campaign, kind.value, number, note],
    )
    _count(connection, campaign, kind.value, 0, number)


def _count(connection: Connection[TupleRow], campaign: int, name: str, shard: int, number: int) -> None:
    connection.execute(
        "insert into ledger.tally (campaign, kind, shard, number) values (%s, %s, %s, %s)"
        " on conflict (campaign, kind, shard) do update set number = tally.number + excluded.number",
        [campaign, name, shard, number],
    )
