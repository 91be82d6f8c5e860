"""Is every open campaign's key the one that its organisers placed in its folder?"""

from collections.abc import Iterator

import psycopg

from undersigned.campaigns.pinning import Pins
from undersigned.serving.doctor.base import Finding, Known, good, unknown, wrong

_HELP = "docs/how-to/run-a-site.md says what to do; until then the campaign takes no signatures."


def look(known: Known) -> Iterator[Finding]:
    """What the database says against what stands in the folder, with its holders' proof."""
    if not known.database:
        yield unknown(f"For whom campaigns are sealed could not be asked: {known.trouble}")
        return
    with psycopg.connect(known.database) as connection:
        campaigns = connection.execute("select slug, public_key from campaign where stage = 'open' order by id")
        troubles = [Pins(known.site).trouble(slug, bytes(public)) for slug, public in campaigns.fetchall()]
    amiss = [trouble for trouble in troubles if trouble]
    for trouble in amiss:
        yield wrong(trouble, _HELP)
    if not amiss:
        yield good("Every open campaign is sealed for the key in its folder.")
