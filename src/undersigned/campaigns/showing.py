"""A campaign's pages, written anew as it stands now: after it was published, closed or destroyed, and by the worker."""

from datetime import datetime

from undersigned.campaigns import orm, queries
from undersigned.campaigns.pages import writing
from undersigned.campaigns.standing import standing
from undersigned.site.folder import Site
from undersigned.terms.campaign import Campaign


def show(site: Site, campaign: Campaign, now: datetime, base_url: str) -> None:
    """All files of one campaign, and the list of the open ones."""
    writing.write_campaign(site.public, campaign, standing(orm.connection(), campaign), now, base_url)
    writing.write_front(site.public, queries.open_campaigns())
