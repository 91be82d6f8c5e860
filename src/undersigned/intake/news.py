"""Reads what the intake must know of campaigns; run in a thread, over Django's connection of that thread."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from time import monotonic

import psycopg
from django.db import Error as DatabaseError

from undersigned.campaigns import orm, queries
from undersigned.campaigns.standing import standing
from undersigned.intake.offering import Away, News
from undersigned.ledger import outbox
from undersigned.site.limits import Limits
from undersigned.terms.campaign import Campaign, Standing

STANDINGS_SECONDS = 30.0
"""Counting places looks at every confirmed signature; only a form that goes back shows how a campaign stands."""
_MINUTE = timedelta(minutes=1)


class Reader:
    """Reads the news; how campaigns stand is read less often than the rest."""

    def __init__(self, limits: Callable[[], Limits]) -> None:
        self._limits = limits
        self._standings: Mapping[int, Standing] = {}
        self._counted = -STANDINGS_SECONDS

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
        minutes = 1 + outbox.delay(orm.connection()) // _MINUTE
        return News({campaign.slug: campaign for campaign in campaigns}, self._standings, minutes, self._limits())


def _standings(campaigns: tuple[Campaign, ...]) -> dict[int, Standing]:
    connection = orm.connection()
    return {campaign.id: standing(connection, campaign) for campaign in campaigns}
