"""What the attributions say of each award, read a second time.

Only products count that are named with more than low confidence. An award has one maker if nobody else's product is
named in it and no part of it is marked shared; one category and one product likewise.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from undersigned.verifying import columns


@dataclass(slots=True)
class Mark:
    """Everything told of one award."""

    makers: set[str] = field(default_factory=set)
    categories: set[str] = field(default_factory=set)
    products: set[str] = field(default_factory=set)
    resold: bool = False
    marked_shared: bool = False

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
    """The marks of the awards that have any, by award key."""
    names = ("award_key", "maker", "product", "relation", "reseller", "category", "confidence", "shared")
    marks: dict[str, Mark] = defaultdict(Mark)
    for batch in columns.read(path, names).to_batches():
        for line in zip(*(batch.column(name).to_pylist() for name in names), strict=True):
            key, maker, product, relation, reseller, category, confidence, shared = line
            if relation != "product" or confidence == "low":
                continue
            mark = marks[key]
            mark.makers.add(maker)
            mark.categories.add(category)
            mark.products |= {product} - {""}
            mark.resold |= reseller
            mark.marked_shared |= shared
    return dict(marks)


def _only(names: set[str]) -> str | None:
    return next(iter(names)) if len(names) == 1 else None
