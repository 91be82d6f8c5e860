"""What the attributions say of each award, read a second time.

Only products count that are named with more than low confidence. An award has one maker if nobody else's product is
named in it and no part of it is marked shared; one category and one product likewise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from undersigned.errors import CaseError
from undersigned.verifying import columns

_COLUMNS = ("award_key", "maker", "product", "category", "reseller", "shared", "relation", "confidence")


@dataclass(frozen=True, slots=True)
class Mark:
    """Everything told of one award; awards of which the same is told have the same mark."""

    makers: frozenset[str]
    categories: frozenset[str]
    products: frozenset[str]
    resold: bool
    marked_shared: bool

    @property
    def shared(self) -> bool:
        """True where no single maker can have the whole award."""
        return self.marked_shared or len(self.makers) > 1

    @property
    def maker(self) -> str | None:
        """The only maker."""
        return None if self.shared else _only(self.makers)

    @property
    def category(self) -> str | None:
        """The only category."""
        return _only(self.categories)

    @property
    def product(self) -> str | None:
        """The only product, of awards with one maker."""
        return _only(self.products) if self.maker else None


def read(path: Path) -> dict[str, Mark]:
    """The marks of the awards that have any, by award key.

    Raises:
        CaseError: the file cannot be read, or an award's attributions do not stand together.
    """
    marks: dict[str, Mark] = {}
    for key, lines in groupby(_counted(path), key=itemgetter(0)):
        if key in marks:
            raise CaseError(f"{path}: the attributions of {key} do not stand together.")
        marks[key] = _mark(tuple(line[1:] for line in lines))
    return marks


def _counted(path: Path) -> Iterator[tuple[str, str, str, str, bool, bool]]:
    """The attributions that may stand in a figure."""
    for batch in columns.read(path, _COLUMNS).to_batches():
        for *line, relation, confidence in zip(*(batch.column(name).to_pylist() for name in _COLUMNS), strict=True):
            if relation == "product" and confidence != "low":
                yield tuple(line)


@cache
def _mark(lines: tuple[tuple[str, str, str, bool, bool], ...]) -> Mark:
    makers, products, categories, resold, shared = zip(*lines, strict=True)
    return Mark(frozenset(makers), frozenset(categories), frozenset(products) - {""}, any(resold), any(shared))


def _only(names: frozenset[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None
