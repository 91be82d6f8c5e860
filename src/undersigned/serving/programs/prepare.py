"""Brings a site's database and files up to date, before anything is served."""

from undersigned.campaigns import orm
from undersigned.ledger.migrating import migrate
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.postgres.database import database


def run(site: Site, configuration: Configuration) -> None:
    """The ledger's tables, then those of campaigns."""
    dsn = database(site, configuration)
    migrate(dsn)
    orm.set_up(dsn)
    orm.migrate()
    orm.close()
