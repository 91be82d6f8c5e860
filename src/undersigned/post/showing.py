"""Keeps the files of campaigns as the ledger is: tallies within seconds, pages soon after, names in batches.

A name that its signer took back, or changed, leaves the pages as fast as a tally is written.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.campaigns import queries, showing
from undersigned.campaigns.pages import writing
from undersigned.campaigns.services import appearing, retention
from undersigned.campaigns.standing import names_of, standing
from undersigned.ledger import naming, tallying
from undersigned.post.desk import today
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.terms.campaign import Campaign, PublicSigner, Stage, Standing, Tally

_SHOWN = (Stage.OPEN, Stage.CLOSED, Stage.DESTROYED)


class Shown:
    """What is served of campaigns; owned by the one worker that does the jobs.

    After its start every campaign counts as changed: another worker may have been killed before it wrote.
    """

    def __init__(self, site: Site, base_url: str) -> None:
        self._site = site
        self._base_url = base_url
        self._seen: set[int] = set()
        self._changed: set[int] = set()
        self._day = today()
        self._names: dict[int, tuple[PublicSigner, ...]] = {}

    def tallies(self, connection: Connection[TupleRow]) -> None:
        """Write the tallies that changed, and pages whose names did; a letter that has enough signers by now appears.

        Each day every page is written once, for what it says of days.
        """
        if self._day != (day := today()):
            self._day = day
            self._seen.clear()
        for campaign in queries.campaigns(_SHOWN):
            if appearing.look(campaign, today()):
                self.whole([campaign.id])
            elif self._write_tally(connection, campaign) or campaign.id not in self._seen:
                self._changed.add(campaign.id)
            self._seen.add(campaign.id)
            if self._names.get(campaign.id, ()) != names_of(connection, campaign):
                self._write_pages(connection, campaign)

    def names(self, connection: Connection[TupleRow]) -> None:
        """Let the next batch of names appear, where one is due."""
        for campaign in queries.campaigns(_SHOWN):
            if naming.add_batch(connection, campaign.id):
                self._changed.add(campaign.id)

    def pages(self, connection: Connection[TupleRow]) -> None:
        """Write the pages of campaigns whose tally or names changed."""
        for campaign in queries.campaigns(_SHOWN):
            if campaign.id in self._changed:
                self._write_pages(connection, campaign)

    def promises(self, _: Connection[TupleRow]) -> None:
        """Close and destroy what is due today, and write those campaigns' files."""
        changed = retention.keep_promises(Keyring(self._site), today())
        self.whole(campaign.id for campaign in changed)

    def whole(self, campaigns: Iterable[int]) -> None:
        """Write all files of some campaigns, and the list of the open ones."""
        for number in campaigns:
            campaign = queries.by_id(number)
            if campaign is not None:
                showing.show(self._site, campaign, datetime.now(UTC), self._base_url)

    def _write_pages(self, connection: Connection[TupleRow], campaign: Campaign) -> None:
        found = standing(connection, campaign)
        writing.write_pages(self._site.public, campaign, found, datetime.now(UTC), self._base_url)
        self._names[campaign.id] = found.signers
        self._changed.discard(campaign.id)

    def _write_tally(self, connection: Connection[TupleRow], campaign: Campaign) -> bool:
        """Only counts stand in the file; places, which take the database long, are left for the pages."""
        counts = Standing(Tally(), waits=True) if campaign.waits else Standing(tallying.tally(connection, campaign.id))
        return writing.write_tally(self._site.public, campaign, counts, datetime.now(UTC))
