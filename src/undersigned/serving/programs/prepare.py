"""Brings a site's database and files up to date, before anything is served."""

from undersigned.campaigns import preparing
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.postgres.database import database, owners


def run(site: Site, configuration: Configuration) -> None:
    """The ledger's tables, then those of campaigns."""
    served = database(site, configuration)
    preparing.prepare(owners(site, configuration), served)
