"""Traps of fetching page by page: rows repeated at an edge, a fetch that stopped early."""

from collections.abc import Iterator
from itertools import islice

from undersigned.sample.agencies import PAGE, STOPPED

# Within an agency-year, counted from 0: the row at the first place stands again at the second.
PAGE_EDGES = ((199, 200), (397, 402), (599, 600), (899, 901))


def edges_within(rows: int) -> tuple[tuple[int, int], ...]:
    """The page edges that a slice of so many rows has."""
    return tuple(edge for edge in PAGE_EDGES if edge[1] < rows)


def repeat_rows_at_page_edges(rows: Iterator[str], total: int) -> Iterator[str]:
    """The rows with some of them repeated on the next page; `total` counts the repeats too."""
    reached = 0
    for first, again in edges_within(total):
        yield from islice(rows, first - reached)
        row = next(rows)
        yield row
        yield from islice(rows, again - first - 1)
        yield row
        reached = again + 1
    yield from rows


def stops_early(agency: str, year: int) -> bool:
    """Whether the fetch of this agency-year ended at a page before the negative amounts."""
    return (agency, year) == STOPPED


def whole_pages(rows: int) -> int:
    """So many rows, less what does not fill a page."""
    return rows // PAGE * PAGE
