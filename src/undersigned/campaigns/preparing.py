"""All tables of a site, brought up to date by whoever owns them, and opened to the role that serves."""

from psycopg.conninfo import conninfo_to_dict

from undersigned.campaigns import orm
from undersigned.ledger.granting import grant
from undersigned.ledger.migrating import migrate


def prepare(owner: str, served: str) -> None:
    """The ledger's tables, then those of campaigns; `owner` and `served` are two ways into one database.

    Raises:
        psycopg.OperationalError: the database does not answer.
    """
    migrate(owner)
    orm.set_up(owner)
    try:
        orm.migrate()
    finally:
        orm.close()
    grant(owner, str(conninfo_to_dict(served).get("user", "")))
