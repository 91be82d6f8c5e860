"""Awards for the shapes that stand beside the 10-column one, some of them the same awards."""

from collections.abc import Callable, Iterator

from undersigned.sample.agencies import AGENCIES
from undersigned.sample.api import YEAR, slice_of
from undersigned.sample.records import Award
from undersigned.sample.traps.planted import stories

FIRST_YEAR = 2001


def awards(rows: int, seed: int, shared: Callable[[int], bool]) -> Iterator[Award]:
    """Planted awards, those of the 10-column year whose serial is `shared`, then all of earlier years.

    Lines and amounts are those of the 10-column sample of the same `rows` and `seed`.
    """
    yield from stories()
    for year in range(YEAR, FIRST_YEAR - 1, -1):
        for agency in AGENCIES:
            lot = slice_of(agency, year, rows, seed).lot
            later = slice_of(agency, year + 1, rows, seed).lot if year % 2 else None
            for serial in range(lot.walk.awards):
                if not lot.carried(serial) and (year < YEAR or shared(serial)):
                    yield lot.award(serial, later)
