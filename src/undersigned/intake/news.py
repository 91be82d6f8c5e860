"""Reads what the intake must know of campaigns; run in a thread, over Django's connection of that thread."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from time import monotonic

import psycopg
from django.db import Error as DatabaseError

from undersigned.campaigns import orm, queries
from undersigned.campaigns.pinning import Pins
from undersigned.campaigns.standing import standing
from undersigned.intake.offering import Away, News
from undersigned.ledger import waiting
from undersigned.site.limits import Limits
from undersigned.terms.campaign import Campaign, Stage, Standing

STANDINGS_SECONDS = 30.0
"""Counting places looks at every confirmed signature; only a form that goes back shows how a campaign stands."""
MAIL_SECONDS = 10.0
"""How long mail takes is asked so often; with a million mails that wait it takes 20 ms."""
_MINUTE = timedelta(minutes=1)


class Reader:
    """Reads the news; how campaigns stand is read less often than the rest."""

    def __init__(self, limits: Callable[[], Limits], pins: Pins) -> None:
        self._limits = limits
        self._pins = pins
        self._standings: Mapping[int, Standing] = {}
        self._counted = -STANDINGS_SECONDS
        self._minutes = 1
        self._asked = -MAIL_SECONDS

    def read(self) -> News:
        """The campaigns, how they stand, the minutes that a mail takes now, and the limits in force.

        Raises:
            Away: the database does not answer; the connection is given up, and the next reading opens another.
        """
        try:
            return self._read()
        except (DatabaseError, psycopg.Error) as trouble:
            orm.close()
            raise Away(type(trouble).__name__) from None

    def _read(self) -> News:
        campaigns = queries.campaigns()
        if monotonic() - self._counted >= STANDINGS_SECONDS:
            self._standings = _standings(campaigns)
            self._counted = monotonic()
        limits = self._limits()
        if monotonic() - self._asked >= MAIL_SECONDS:
            per_minute = limits.mails_per_provider_per_minute
            self._minutes = 1 + waiting.mail_takes(orm.connection(), per_minute) // _MINUTE
            self._asked = monotonic()
        named = {campaign.slug: campaign for campaign in campaigns}
        return News(named, self._standings, self._minutes, limits, self._refused(campaigns))

    def _refused(self, campaigns: tuple[Campaign, ...]) -> frozenset[str]:
        """Those that are open under a key that is not theirs."""
        opened = (campaign for campaign in campaigns if campaign.stage is Stage.OPEN)
        return frozenset(one.slug for one in opened if not self._pins.holds(one.slug, one.public_key))


def _standings(campaigns: tuple[Campaign, ...]) -> dict[int, Standing]:
    connection = orm.connection()
    return {campaign.id: standing(connection, campaign) for campaign in campaigns}
