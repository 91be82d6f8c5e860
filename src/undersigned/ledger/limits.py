"""Limits that are counted in the database: mails to one address a day, and the addresses that want none.

Addresses stand here as keyed hashes only (`sealing.addresses`); the key of counts changes daily, so that yesterday's
counts say nothing about anybody.
"""

from dataclasses import dataclass
from datetime import date

from psycopg import Connection
from psycopg.rows import TupleRow

DAYS_KEPT = 1
"""Counts of days before yesterday serve nothing."""
HOURS_KEPT = 2
"""Of networks, those of the hours before this one and the last; clocks of two machines may differ."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Under which hash and day an address's mails are counted, and how many a day it may get."""

    address: bytes
    day: date
    most: int


def uncount(connection: Connection[TupleRow], counted: Counted) -> None:
    """Take back the count of a mail that surely did not go out."""
    connection.execute(
        "update ledger.mails_of_day set number = number - 1 where address = %s and day = %s and number > 0",
        [counted.address, counted.day],
    )


def forget_old(connection: Connection[TupleRow]) -> int:
    """Delete counts of days (of mails) and of hours (of networks) that are over; gives how many went."""
    mails = connection.execute(
        "delete from ledger.mails_of_day where day < (now() at time zone 'utc')::date - %s", [DAYS_KEPT]
    )
    networks = connection.execute(
        "delete from ledger.network where hour < now() - make_interval(hours => %s)", [HOURS_KEPT]
    )
    return mails.rowcount + networks.rowcount
