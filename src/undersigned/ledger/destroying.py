"""What ends with a campaign: the sealed bytes, or with a letter that too few signed everything but its bare events.

Each may be done again and changes nothing then. Emptied rows lie in the database's files until it has cleaned up and
written over them, and in backups until those are thrown away; they are sealed there too.
"""

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.ledger import locks


def close(connection: Connection[TupleRow], campaign: int) -> None:
    """Take no signature of the campaign any more; those whose commit was under way are in the ledger afterwards."""
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s, %s)", [locks.CLOSING, campaign])
        connection.execute("insert into ledger.closed (campaign) values (%s) on conflict do nothing", [campaign])


def pending(connection: Connection[TupleRow], campaign: int) -> int:
    """How many signatures wait to be confirmed."""
    with connection.transaction():
        row = connection.execute(
            "select count(*) from ledger.signature"
            " where campaign = %s and state = 'pending' and for_signer is not null",
            [campaign],
        ).fetchone()
    return int(row[0]) if row else 0


def destroy_pending(connection: Connection[TupleRow], campaign: int) -> int:
    """Empty what nobody confirmed in time, mails that wait with it; gives how many signatures were emptied."""
    with connection.transaction():
        emptied = connection.execute(
            """update ledger.signature
               set for_holders = null, for_signer = null, data_key = null,
                   country = '', area = '', provider = '', signals = 0
               where campaign = %s and state = 'pending' and for_signer is not null""",
            [campaign],
        ).rowcount
        connection.execute("delete from ledger.outbox where campaign = %s", [campaign])
        return emptied


def destroy_sealed(connection: Connection[TupleRow], campaign: int) -> int:
    """Empty what was sealed of all signatures, and what only served to count them; gives how many were emptied.

    Left are the tally, the coarse places that it is told by, and names that signers asked to have shown.
    """
    with connection.transaction():
        emptied = connection.execute(
            """update ledger.signature
               set for_holders = null, for_signer = null, data_key = null, provider = '', signals = 0
               where campaign = %s and (for_holders is not null or for_signer is not null or data_key is not null
                   or provider <> '' or signals <> 0)""",
            [campaign],
        ).rowcount
        for table in ("outbox", "confirmed", "data_key"):  # after the signatures, as confirming takes them
            connection.execute(f"delete from ledger.{table} where campaign = %s", [campaign])
        return emptied


def destroy_everything(connection: Connection[TupleRow], campaign: int) -> int:
    """Empty the places and the public names too; gives how many signatures were emptied of something sealed.

    What stays are ids, states and the days of events, without which nobody could check that nothing is missing.
    """
    with connection.transaction():
        connection.execute(
            """update ledger.signature set country = '', area = '', language = ''
               where campaign = %s and (country, area, language) <> ('', '', '')""",
            [campaign],
        )
        connection.execute("delete from ledger.public_signer where campaign = %s", [campaign])
        return destroy_sealed(connection, campaign)
