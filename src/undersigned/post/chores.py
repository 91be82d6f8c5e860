"""The jobs that come again, with how often."""

from datetime import timedelta

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.campaigns import queries
from undersigned.ledger import limits, outbox, tallying
from undersigned.post.desk import LIMITS, OUTBOX, Desk, today
from undersigned.post.periodic import Chore
from undersigned.post.showing import Shown
from undersigned.site.keyring import Keyring
from undersigned.terms.campaign import Stage

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_OUTBOX_DAYS = 3
"""A mail waits for 72 hours at most, so its key is of no use on the fourth day after."""
_LIMITS_DAYS = 1


def all_chores(desk: Desk) -> tuple[Chore, ...]:
    """What one worker does besides sending."""
    shown = Shown(desk.site, desk.configuration.base_url)
    return (
        Chore("writing tallies", timedelta(seconds=3), shown.tallies),
        Chore("letting names appear", timedelta(seconds=15), shown.names),
        Chore("writing pages", timedelta(seconds=30), shown.pages),
        Chore("closing and destroying what is due", _HOUR, shown.promises),
        Chore("deleting mails that could not be sent in 72 hours", timedelta(minutes=10), _sweep),
        Chore("deleting counts of days that are over", _HOUR, _forget),
        Chore("destroying keys of days that are over", _HOUR, lambda known: destroy_keys(known, Keyring(desk.site))),
        Chore("the daily recount", _DAY, _recount),
    )


def destroy_keys(connection: Connection[TupleRow], keyring: Keyring) -> None:
    """Destroy the keys that open nothing any more; never one that a mail still waits under, whatever the clock says."""
    day = today()
    oldest = outbox.oldest_key_day(connection)
    last = day - timedelta(days=_OUTBOX_DAYS)
    keyring.destroy_before(OUTBOX, last if oldest is None else min(last, oldest))
    keyring.destroy_before(LIMITS, day - timedelta(days=_LIMITS_DAYS))


def _sweep(connection: Connection[TupleRow]) -> None:
    expired = outbox.sweep(connection)
    if expired:
        outbox.count(connection, {("", "expired"): expired})


def _forget(connection: Connection[TupleRow]) -> None:
    limits.forget_old(connection)


def _recount(connection: Connection[TupleRow]) -> None:
    for campaign in queries.campaigns((Stage.OPEN, Stage.CLOSED)):
        tallying.recount(connection, campaign.id)
