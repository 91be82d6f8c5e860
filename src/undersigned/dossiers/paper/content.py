"""What a printed dossier is made of, before it is set: plain data that the templates read as JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Style = Literal["plain", "muted", "quote", "key"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `href` leads out of the paper, empty where it does not."""

    text: str
    href: str = ""
    style: Style = "plain"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its lines, and the claim whose figure it is."""

    lines: tuple[Line, ...]
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; `wide` columns share what the others leave, numbers stand to the right."""

    title: str
    number: bool = False
    wide: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its title and what must be said below it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the claim that it is; the first of a claim's sentences carries its footnote."""

    text: str
    claim: str
    first: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture ready for print: a whole SVG with its colours in it, and its words for who does not see it.

    `share` is the percentage of the text's width that it takes.
    """

    title: str
    svg: str
    alternative: str
    share: float = 100.0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading and its paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


def cell(text: str, href: str = "") -> Cell:
    """A cell of one plain line."""
    return Cell((Line(text, href),))


def lines(found: Iterable[Line]) -> Cell:
    """A cell of several lines; empty ones are left out."""
    return Cell(tuple(line for line in found if line.text))
