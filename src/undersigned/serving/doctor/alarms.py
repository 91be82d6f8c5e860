"""What recounts found amiss."""

from collections.abc import Iterator

import psycopg

from undersigned.serving.doctor.base import Finding, Known, good, unknown, wrong

_OPEN = "select at, campaign, what from ledger.alarm where settled is null order by id limit 20"


def look(known: Known) -> Iterator[Finding]:
    """Alarms that nobody has settled."""
    if not known.database:
        yield unknown(f"Alarms could not be asked: {known.trouble}")
        return
    with psycopg.connect(known.database) as connection:
        alarms = connection.execute(_OPEN).fetchall()
    for at, campaign, what in alarms:
        where = f"campaign {campaign}" if campaign is not None else "the site"
        yield wrong(f"{at:%Y-%m-%d} {where}: {what}", "Recount by hand before you state the tally again.")
    if not alarms:
        yield good("No recount found a difference.")
