"""Confirmed signatures by place, so that no small count can be read or computed.

A count below the threshold is not given. Where the hidden ones are a single place, or fewer together than the
threshold, the total would give them away: then the next smallest is hidden too, until it no longer does
(complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, chapter 4).
"""

from collections.abc import Mapping

from psycopg import Connection
from psycopg.rows import TupleRow

THRESHOLD = 10


def countries(connection: Connection[TupleRow], campaign: int) -> tuple[tuple[str, int], ...]:
    """Countries, as their codes, with their counts; the largest first."""
    return shown(_counts(connection, "country", campaign))


def areas(connection: Connection[TupleRow], campaign: int, country: str) -> tuple[tuple[str, int], ...]:
    """The coarse parts of one country with their counts; the largest first."""
    return shown(_counts(connection, "area", campaign, country))


def shown(counts: Mapping[str, int], threshold: int = THRESHOLD) -> tuple[tuple[str, int], ...]:
    """The counts that may be given, the largest first; a signer who named no place counts as hidden."""
    rising = sorted(counts.items(), key=lambda place: (place[1], place[0]))
    open_ones = [place for place in rising if place[0] and place[1] >= threshold]
    hidden = [number for place, number in rising if not place or number < threshold]
    while open_ones and hidden and (len(hidden) == 1 or sum(hidden) < threshold):
        hidden.append(open_ones.pop(0)[1])
    return tuple(sorted(open_ones, key=lambda place: (-place[1], place[0])))


def _counts(connection: Connection[TupleRow], column: str, campaign: int, country: str = "") -> dict[str, int]:
    rows = connection.execute(
        f"""select {column}, count(*) from ledger.signature
            where campaign = %(campaign)s and state = 'confirmed' and (%(country)s = '' or country = %(country)s)
            group by {column}""",
        {"campaign": campaign, "country": country},
    ).fetchall()
    return {str(place): int(number) for place, number in rows}
