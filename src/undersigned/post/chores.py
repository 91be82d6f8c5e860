"""The jobs that come again, with how often."""

from datetime import UTC, datetime, timedelta

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.campaigns import queries
from undersigned.ledger import limits, outbox, tallying
from undersigned.post.desk import LIMITS, LINKS, OUTBOX, Desk
from undersigned.post.periodic import Chore
from undersigned.post.showing import Shown
from undersigned.site.keyring import Keyring
from undersigned.terms.campaign import Stage

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
_MINUTES = timedelta(minutes=5)
_UNTIL_COMMITTED = timedelta(minutes=10)
"""What was sealed at the end of an hour is in the database by then, or never."""
_LIMITS_DAYS = 1


def all_chores(desk: Desk) -> tuple[Chore, ...]:
    """What one worker does besides sending."""
    shown = Shown(desk.site, desk.configuration.base_url)

    def destroy(connection: Connection[TupleRow]) -> None:
        destroy_keys(connection, Keyring(desk.site), desk.limits.stamp_hours)

    return (
        Chore("writing tallies", timedelta(seconds=3), shown.tallies),
        Chore("letting names appear", timedelta(seconds=15), shown.names),
        Chore("writing pages", timedelta(seconds=30), shown.pages),
        Chore("closing and destroying what is due", _HOUR, shown.promises),
        Chore("deleting counts that are over", _HOUR, _forget),
        Chore("deleting mails that could not be sent in 72 hours", _MINUTES, _sweep),
        Chore("destroying keys that open nothing any more", _MINUTES, destroy),
        Chore("the daily recount", _DAY, _recount, takes_long=True),
    )


def destroy_keys(connection: Connection[TupleRow], keyring: Keyring, stamp_hours: int) -> None:
    """Destroy the keys that open nothing any more.

    Never the key of an hour under which a mail still waits, whatever the clock says: mails are deleted by the
    database's clock, after 72 hours at most, and then their keys go.
    """
    moment = now()
    over = [hour for hour in keyring.hours(OUTBOX) if hour + _HOUR + _UNTIL_COMMITTED <= moment]
    needed = outbox.hours_needed(connection) if over else set()
    keyring.destroy_hours(OUTBOX, [hour for hour in over if hour not in needed])
    keyring.destroy_before(LIMITS, moment.date() - timedelta(days=_LIMITS_DAYS))
    keyring.destroy_before(LINKS, (moment - timedelta(hours=stamp_hours)).date())


def now() -> datetime:
    """By which hours and days are over."""
    return datetime.now(UTC)


def _sweep(connection: Connection[TupleRow]) -> None:
    expired = outbox.sweep(connection)
    if expired:
        outbox.count(connection, {("", "expired"): expired})


def _forget(connection: Connection[TupleRow]) -> None:
    limits.forget_old(connection)


def _recount(connection: Connection[TupleRow]) -> None:
    for campaign in queries.campaigns((Stage.OPEN, Stage.CLOSED)):
        tallying.recount(connection, campaign.id)
