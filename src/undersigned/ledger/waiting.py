"""How long mail takes now, for whoever signs now: asked every few seconds, so it must be cheap."""

from datetime import timedelta

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.ledger import outbox

MOST_BLOCKS = 2_000
"""Of the outbox's table, that are counted; about 40,000 mails. Of a larger one that many are taken at random."""
_WAITING = """
    with share as (
        select least(1, %(most)s / greatest(1, pg_relation_size('ledger.outbox') / 8192)::float) as looked_at
    )
    select provider, count(*) / (select looked_at from share) from ledger.outbox
    tablesample system ((select 100 * looked_at from share)) where due <= now() and expires > now() group by provider
"""


def mail_takes(connection: Connection[TupleRow], per_minute: int) -> timedelta:
    """Until a mail that comes now goes out, to the slowest provider: the wait of its oldest, or that of its line.

    The oldest says how things go, but early in a burst it has not waited long; who comes last waits for all before her.
    """
    oldest = max(outbox.delays(connection).values(), default=timedelta())
    longest_line = max(waiting(connection).values(), default=0)
    return max(oldest, timedelta(minutes=longest_line / per_minute))


def waiting(connection: Connection[TupleRow]) -> dict[str, int]:
    """About how many mails are due, by provider."""
    return {name: round(number) for name, number in connection.execute(_WAITING, {"most": MOST_BLOCKS}).fetchall()}
