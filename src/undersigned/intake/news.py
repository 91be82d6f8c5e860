"""Reads what the intake must know of campaigns; run in a thread, over Django's connection of that thread."""

from collections.abc import Callable
from datetime import timedelta

from undersigned.campaigns import orm, queries
from undersigned.campaigns.standing import standing
from undersigned.intake.offering import News
from undersigned.ledger import outbox
from undersigned.site.limits import Limits

_MINUTE = timedelta(minutes=1)


def read(limits: Callable[[], Limits]) -> News:
    """The campaigns, how they stand, the minutes that a mail takes now, and the limits in force."""
    found = queries.campaigns()
    connection = orm.connection()
    return News(
        {campaign.slug: campaign for campaign in found},
        {campaign.id: standing(connection, campaign) for campaign in found},
        1 + outbox.delay(connection) // _MINUTE,
        limits(),
    )
