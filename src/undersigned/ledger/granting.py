"""What the role that serves may do with tables that are another's: everything but change or remove an event.

The trigger on events stands for everybody; whoever owns the table could take it away. So where the serving role owns
nothing, events are append-only even for somebody who has its password.
"""

import psycopg
from psycopg import sql

from undersigned.ledger import locks

_ORDERS = """
    grant usage on schema ledger, public to {role};
    grant select, insert, update, delete on all tables in schema ledger, public to {role};
    revoke update, delete on ledger.event from {role};
    revoke insert, update, delete on ledger.applied from {role};
"""


def grant(owner: str, role: str) -> None:
    """Let a role work with all tables that there are; nothing is done where it owns them itself.

    Raises:
        psycopg.OperationalError: the database does not answer.
    """
    with psycopg.connect(owner) as connection:
        if connection.info.user != role:
            connection.execute("select pg_advisory_xact_lock(%s)", [locks.MIGRATING_LEDGER])
            connection.execute(sql.SQL(_ORDERS).format(role=sql.Identifier(role)))
