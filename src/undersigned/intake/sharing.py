"""The counts of networks, shared with the other processes now and then; a flood is seen by all within a second."""

import asyncio

import asyncpg

from undersigned.intake.networks import Networks
from undersigned.ledger import connecting, networks

SECONDS = 0.5


async def share_forever(own: Networks, dsn: str) -> None:
    """Share until cancelled; while the database is away each process counts for itself."""
    connection: asyncpg.Connection[asyncpg.Record] | None = None
    try:
        while True:
            await asyncio.sleep(SECONDS)
            hour, counts = own.unshared()
            if hour is None or not counts:
                continue
            try:
                if connection is None or connection.is_closed():
                    connection = await connecting.connect(dsn)
                own.learn(await networks.share(connection, hour, counts))
            except (*connecting.LOST, asyncpg.PostgresError):  # a full disk or a slow database, too, passes by
                if connection is not None:
                    connection.terminate()
                connection = None
    finally:
        if connection is not None:
            connection.terminate()
