"""Names that signers asked to have shown: in batches, each in an order that says nothing of who signed when."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.ledger import locks
from undersigned.terms.campaign import PublicSigner

ENOUGH = 10
"""So many waiting names make a batch at once; fewer appear when one of them has waited a whole day."""


def add_batch(connection: Connection[TupleRow], campaign: int, enough: int = ENOUGH) -> int:
    """Let the waiting names appear, in random order, where they are enough or one has waited a day; gives how many."""
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s, %s)", [locks.BATCH_OF_NAMES, campaign])
        done = connection.execute(
            """with waiting as materialized (
                   select signature from ledger.public_signer
                   where campaign = %(campaign)s and batch is null for update
               ), due as (
                   select count(*) >= %(enough)s or coalesce(bool_or(exists (
                       select from ledger.event where event.signature = waiting.signature and kind = 'confirmed'
                       and day < (now() at time zone 'utc')::date - 1)), false) as now
                   from waiting
               ), next as (
                   select coalesce(max(batch), 0) + 1 as batch from ledger.public_signer where campaign = %(campaign)s
               ), shuffled as (
                   select signature, row_number() over (order by gen_random_uuid()) as place from waiting
               )
               update ledger.public_signer named set batch = next.batch, place_in_batch = shuffled.place
               from shuffled, next, due where named.signature = shuffled.signature and due.now""",
            {"campaign": campaign, "enough": enough},
        )
        return done.rowcount


class Unsealed(NamedTuple):
    """A name as key holders unsealed it, with the data key that it was sealed under."""

    signature: UUID
    data_key: UUID
    signer: PublicSigner


def take(connection: Connection[TupleRow], campaign: int, names: Sequence[Unsealed]) -> int:
    """Show names that were not kept here: of signatures that stand and have none yet, as one batch; gives how many.

    Left out is who has corrected what she gave since it left the server: a correction is sealed under a key of its
    own, and she may have asked not to be named.
    """
    with connection.transaction(), connection.cursor() as cursor:
        cursor.executemany(
            """insert into ledger.public_signer (signature, campaign, name, affiliation)
               select id, campaign, %s, %s from ledger.signature
               where id = %s and data_key = %s and campaign = %s and state = 'confirmed'
               for share on conflict do nothing""",
            [(one.signer.name, one.signer.affiliation, one.signature, one.data_key, campaign) for one in names],
        )
        taken = cursor.rowcount if names else 0
        add_batch(connection, campaign, enough=1)
        return taken


def newest(connection: Connection[TupleRow], campaign: int, most: int = 50) -> tuple[PublicSigner, ...]:
    """The names that appeared last, of signatures that stand; a batch keeps its order."""
    rows = connection.execute(
        """select name, affiliation from ledger.public_signer named
           join ledger.signature kept on kept.id = named.signature and kept.state = 'confirmed'
           where named.campaign = %s and batch is not null
           order by batch desc, place_in_batch desc limit %s""",
        [campaign, most],
    ).fetchall()
    return tuple(PublicSigner(name, affiliation) for name, affiliation in rows)
