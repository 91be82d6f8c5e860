"""Counts of forms by network and hour, shared by all processes of an intake; hashes under a key of the day."""

from datetime import datetime

import asyncpg

_SHARE = """
    insert into ledger.network (network, hour, number)
    select network, $3, number from unnest($1::bytea[], $2::integer[]) as counted (network, number) order by network
    on conflict (network, hour) do update set number = network.number + excluded.number
    returning network, number
"""


async def share(
    connection: "asyncpg.Connection[asyncpg.Record]", hour: datetime, counts: dict[bytes, int]
) -> dict[bytes, int]:
    """Add what one process counted in an hour; gives what all have counted for the same networks."""
    rows = await connection.fetch(_SHARE, list(counts), list(counts.values()), hour)
    return {row["network"]: row["number"] for row in rows}
