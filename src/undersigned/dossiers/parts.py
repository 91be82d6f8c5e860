"""Parts of long lists: of the pages to write, and of the rows of a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

Thing = TypeVar("Thing")
LONGEST_TABLE = 150
"""So many rows a page, to keep it under 200 KB on a telephone."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several equal parts of a list of pages."""

    index: int = 0
    count: int = 1

    def of(self, things: Sequence[Thing]) -> Sequence[Thing]:
        """The things of this part."""
        return things[self.index :: self.count]


def pages_of(rows: Sequence[Thing], longest: int = LONGEST_TABLE) -> list[Sequence[Thing]]:
    """A long table cut into pages; a table of nothing is one empty page."""
    return [rows[first : first + longest] for first in range(0, len(rows), longest)] or [rows]
