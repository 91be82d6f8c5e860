"""The column names of the wide shapes, as the publisher orders them."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import repeat

from undersigned.sources.base import published_columns

OLD_PREFIX, NEW_PREFIX = "subaward_fsrs_", "subaward_sam_"


@lru_cache(maxsize=8)
def columns(shape: str) -> tuple[str, ...]:
    """The columns of `transactions`, `awards` or `subawards`."""
    return published_columns({"transactions": "prime_transactions", "awards": "award_summaries"}.get(shape, shape))


def old_columns() -> tuple[str, ...]:
    """The columns of subawards under the names that were used before 2025."""
    return tuple(name.replace(NEW_PREFIX, OLD_PREFIX) for name in columns("subawards"))


def csv_lines(header: Iterable[str], rows: Iterable[Mapping[str, str]]) -> Iterator[str]:
    """The lines of a CSV file: a field that a row does not have is empty, one too many is an error."""
    names = tuple(header)
    known = set(names)
    page = io.StringIO(newline="")
    writer = csv.writer(page, lineterminator="\r\n")
    writer.writerow(names)
    for row in rows:
        if unknown := row.keys() - known:
            raise KeyError(f"the shape has no column {sorted(unknown)}")
        writer.writerow(map(row.get, names, repeat("")))
        yield page.getvalue()
        page.seek(0)
        page.truncate()
    yield page.getvalue()
