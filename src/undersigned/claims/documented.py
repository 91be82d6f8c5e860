"""Claims that rest on documents and not on rows alone: what must be said beside their figures.

An award that a document attributes changes a claim only where attributions decide which awards are summed: a company's
own total stays what it is, whosever products it sells.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from undersigned.terms.sentence import Sentence, Template, Value, Worded

Cell = tuple[object, ...]
"""What makes a cell this one and no other (`building.Key`)."""
_MOST = 5
"""So many documents are named in one caveat."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document says it: title, day (ISO) and page, None where it has no pages."""

    title: str
    day: str
    page: int | None

    def said(self) -> Sentence:
        """As part of a sentence."""
        day = Value("day", self.day)
        if self.page is None:
            return _PLACE.of(title=self.title, day=day)
        return _PAGE.of(title=self.title, day=day, page=str(self.page))


_PLACE = Template("«{title}» ({day})")
_PAGE = Template("«{title}» ({day}), page {page}")


@dataclass(frozen=True, slots=True)
class Documented:
    """The awards that documents attribute: where each is said, in which cells they stand, which still run."""

    places: Mapping[str, tuple[Place, ...]] = field(default_factory=dict)
    by_cell: Mapping[Cell, Collection[str]] = field(default_factory=dict)
    running: Mapping[str, Collection[str]] = field(default_factory=dict)

    def beside_cell(self, key: Cell) -> list[Worded]:
        """The caveat of a summed cell; none where it has no such award."""
        return self.beside(self.by_cell.get(key, ()))

    def beside_running(self, maker: str) -> list[Worded]:
        """The caveat of what still runs of a maker's awards."""
        return self.beside(self.running.get(maker, ()))

    def beside(self, awards: Iterable[str]) -> list[Worded]:
        """The caveat of a figure over some awards, documented or not."""
        found = sorted(key for key in set(awards) if key in self.places)
        if not found:
            return []
        places = list(dict.fromkeys(place for key in found for place in self.places[key]))
        places.sort(key=lambda place: (place.day, place.title, place.page or 0))
        return [_CAVEAT.counting(len(found), documents=_listed(places)).said()]


_CAVEAT = Template(
    "{n} of these awards is attributed by a document and not by its rows: {documents}.",
    "{n} of these awards are attributed by documents and not by their rows: {documents}.",
)
_MORE = Template("{documents} and {n} more passage", "{documents} and {n} more passages")
_BOTH = Template("{first}; {others}")


def _listed(places: list[Place]) -> Sentence:
    told = places[0].said()
    for place in places[1:_MOST]:
        told = _BOTH.of(first=told, others=place.said())
    return _MORE.counting(len(places) - _MOST, documents=told) if len(places) > _MOST else told
