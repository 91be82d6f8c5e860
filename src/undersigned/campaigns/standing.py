"""How a campaign stands: the tally, names and places that its page may show now, and nothing of a letter that waits."""

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.ledger import naming, places, tallying
from undersigned.terms.campaign import Campaign, Standing, Tally

NAMES = 50
"""The names that a page shows; the newest batches first."""


def standing(connection: Connection[TupleRow], campaign: Campaign) -> Standing:
    """What may be shown of a campaign's signatures; of a letter that has not appeared, nothing but that it waits."""
    if campaign.waits:
        return Standing(Tally(), waits=True)
    found = tallying.tally(connection, campaign.id)
    return Standing(found, naming.newest(connection, campaign.id, NAMES), places.countries(connection, campaign.id))
