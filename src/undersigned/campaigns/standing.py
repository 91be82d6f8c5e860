"""How a campaign stands: the tally, names and places that its page may show now, and nothing of a letter that waits."""

from dataclasses import dataclass
from time import monotonic

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.ledger import naming, places, tallying
from undersigned.terms.campaign import Campaign, PublicSigner, Standing, Tally

NAMES = 50
"""The names that a page shows; the newest batches first."""
_QUICK = 0.05
_SHARE = 0.01
"""Places are counted anew when that takes no more than this share of the time: a million rows take half a second."""
Places = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class _Counted:
    """Places as counted before: until when they are good enough."""

    places: Places
    until: float


_counted: dict[tuple[str, int], _Counted] = {}


def standing(connection: Connection[TupleRow], campaign: Campaign) -> Standing:
    """What may be shown of a campaign's signatures; of a letter that has not appeared, nothing but that it waits."""
    if campaign.waits:
        return Standing(Tally(), waits=True)
    found = tallying.tally(connection, campaign.id)
    return Standing(found, names_of(connection, campaign), _places(connection, campaign.id))


def names_of(connection: Connection[TupleRow], campaign: Campaign) -> tuple[PublicSigner, ...]:
    """The names that its page may show now."""
    return () if campaign.waits else naming.newest(connection, campaign.id, NAMES)


def _places(connection: Connection[TupleRow], campaign: int) -> Places:
    """Countries with their counts; those of a large campaign are some time old."""
    key = (connection.info.dsn, campaign)
    before = _counted.get(key)
    began = monotonic()
    if before is not None and began < before.until:
        return before.places
    found = places.countries(connection, campaign)
    took = monotonic() - began
    _counted[key] = _Counted(found, monotonic() + (took / _SHARE if took > _QUICK else 0))
    return found
