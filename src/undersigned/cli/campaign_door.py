"""How the commands of campaigns come into a site: its database, started for them where it does not run."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

from undersigned.campaigns import orm, preparing, queries, showing
from undersigned.site.configuration import Configuration, configure
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres.database import owners, using
from undersigned.terms.campaign import Campaign


@dataclass(frozen=True, slots=True)
class Door:
    """A site whose database runs for as long as the command does."""

    site: Site
    configuration: Configuration

    @property
    def keyring(self) -> Keyring:
        """The site's keys."""
        return Keyring(self.site)

    def show(self, slug: str) -> None:
        """Write the pages of a campaign as it stands now."""
        showing.show(self.site, queries.campaign(slug), datetime.now(UTC), self.configuration.base_url)

    def address(self, campaign: Campaign) -> str:
        """Where people find it."""
        return f"{self.configuration.base_url}/c/{campaign.slug}/"


@contextmanager
def open_door(site: Site, environment: Mapping[str, str] = os.environ) -> Iterator[Door]:
    """Come in; the tables are brought up to date first.

    Raises:
        SiteError: the site, its settings or its database cannot be used.
    """
    configuration = configure(site, environment)
    site.make()
    with using(site, configuration) as dsn:
        preparing.prepare(owners(site, configuration), dsn)
        orm.set_up(dsn)
        try:
            yield Door(site, configuration)
        finally:
            orm.close()


def today() -> date:
    """The day by which campaigns begin and end (UTC)."""
    return datetime.now(UTC).date()
