"""Signatures in the ledger as the intake leaves them, without the intake."""

from datetime import UTC, datetime
from secrets import token_bytes
from typing import Any
from uuid import UUID, uuid4

import psycopg

CAMPAIGN = 7
HOUR = datetime(2026, 11, 22, 7, tzinfo=UTC)


def collect(
    connection: psycopg.Connection[Any], *ids: UUID, campaign: int = CAMPAIGN, for_signer: bytes = b"sealed"
) -> None:
    """Pending signatures, each with its sealed copies, coarse place and a mail that waits."""
    send(connection, *ids, campaign=campaign, for_signer=for_signer)
    connection.commit()


def send(
    connection: psycopg.Connection[Any], *ids: UUID, campaign: int = CAMPAIGN, for_signer: bytes = b"sealed"
) -> None:
    """The same, whose commit is still under way."""
    key = uuid4()
    number = len(ids)
    connection.execute(
        "select ledger.collect(1, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::smallint[], %s, %s)",
        [
            [key],
            [campaign],
            [b"wrapped"],
            list(ids),
            [campaign] * number,
            [key] * number,
            [b"for the holders"] * number,
            [for_signer] * number,
            ["en"] * number,
            ["US"] * number,
            ["802"] * number,
            ["gmail"] * number,
            [1] * number,
            [b"mail"] * number,
            HOUR,
        ],
    )


def collected(connection: psycopg.Connection[Any], campaign: int = CAMPAIGN) -> UUID:
    """One more of them."""
    signature = UUID(bytes=token_bytes(16))
    collect(connection, signature, campaign=campaign)
    return signature


def tally(connection: psycopg.Connection[Any], campaign: int = CAMPAIGN) -> dict[str, int]:
    """The counts as kept, without those that are nought."""
    rows = connection.execute(
        "select kind, sum(number)::int from ledger.tally where campaign = %s group by kind", [campaign]
    )
    return {kind: number for kind, number in rows if number}


def events(connection: psycopg.Connection[Any], signature: UUID) -> list[str]:
    """What happened to a signature."""
    rows = connection.execute("select kind from ledger.event where signature = %s order by seq", [signature])
    return [kind for (kind,) in rows]


def row(connection: psycopg.Connection[Any], signature: UUID) -> dict[str, Any]:
    """A signature's row by the names of its columns."""
    cursor = connection.execute("select * from ledger.signature where id = %s", [signature])
    found = cursor.fetchone()
    assert found is not None
    assert cursor.description is not None
    return {column.name: value for column, value in zip(cursor.description, found, strict=True)}


def number_of(connection: psycopg.Connection[Any], table: str, signature: UUID | None = None) -> int:
    """How many rows a table of the ledger has, of all or of one signature."""
    where = "" if signature is None else " where signature = %(signature)s"
    found = connection.execute(f"select count(*) from ledger.{table}{where}".encode(), {"signature": signature})
    (number,) = found.fetchone() or (0,)
    return int(number)
