"""What recounts found amiss."""

from collections.abc import Iterator

import psycopg

from undersigned.ledger import tallying
from undersigned.serving.doctor.base import Finding, Known, good, unknown, wrong

_MOST = 20


def look(known: Known) -> Iterator[Finding]:
    """Alarms that nobody has settled."""
    if not known.database:
        yield unknown(f"Alarms could not be asked: {known.trouble}")
        return
    with psycopg.connect(known.database) as connection:
        alarms = tallying.alarms(connection)
    for at, campaign, what in alarms[:_MOST]:
        where = f"campaign {campaign}" if campaign is not None else "the site"
        yield wrong(f"{at:%Y-%m-%d} {where}: {what}", "Recount by hand before you state the tally again.")
    if not alarms:
        yield good("No recount found a difference.")
