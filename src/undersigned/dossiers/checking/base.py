"""The promise of a check: what it gets to see of a finished site, and how it says what is wrong.

A member of this family has one function `look(known)`. Each process that reads a part of the site calls it once;
it gives a function that is shown every file and names what is wrong in it, with the line.
"""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

PICTURE = re.compile(rb"<svg\b.*?</svg>", re.DOTALL)
MAIN = re.compile(rb"<main\b[^>]*>(.*)</main>", re.DOTALL)
LANGUAGE = re.compile(rb"<html\b[^>]*\slang=\"([A-Za-z0-9-]+)\"")


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that keeps a site from being published; `page` is relative to the site's folder."""

    page: str
    line: int
    check: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {self.sentence}"


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the publisher may do that nobody else may.

    `contacts` are the publisher's own e-mail addresses and telephone numbers, as the pages write them. `address` is
    where the site will stand, such as `https://example.org/dossiers/`: links to it are links into the site.
    `originals` are the record files themselves, where they are at hand: what was dropped from them is looked for.
    """

    contacts: frozenset[str] = frozenset()
    address: str = ""
    originals: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """What the case states in one claim; `rows` of them are cited, `summed` where the figure is their sum in cents."""

    figure: int | None
    unit: str
    statement: str
    rows: int
    summed: bool


@dataclass(frozen=True, slots=True)
class Known:
    """What every check may compare with: the files of the site, and what the case says.

    `public_names` are makers and owners, who stand by name whatever their name looks like. `dropped` are values that
    ingest dropped, as words between spaces, each under its rarest word; empty where no original file was given.
    """

    site: Path
    files: frozenset[str]
    claims: dict[str, Stated] = field(default_factory=dict)
    awards: dict[str, int] = field(default_factory=dict)
    quotations: dict[str, str] = field(default_factory=dict)
    contacts: frozenset[str] = frozenset()
    address: str = ""
    public_names: frozenset[str] = frozenset()
    dropped: dict[str, tuple[str, ...]] = field(default_factory=dict)


class File:
    """A file of the site, or a stretch of a long one; all of a file's stretches come one after the other.

    `kind` is how its name ends; a spreadsheet or a Parquet file comes as lines of cells, tabs between them.
    """

    __slots__ = ("_rows", "data", "first_line", "folder", "is_page", "kind", "last", "path")

    def __init__(self, path: str, data: bytes, first_line: int = 1, *, last: bool = True) -> None:
        self.path = path
        self.data = data
        self.first_line = first_line
        self.last = last
        self.kind = path.rpartition(".")[2].lower()
        self.folder = path.rpartition("/")[0]
        self.is_page = self.kind == "html"
        self._rows: list[list[str]] | None = None

    def line(self, position: int) -> int:
        """The line of a byte."""
        return self.first_line + self.data.count(b"\n", 0, position)

    def finding(self, position: int, check: str, sentence: str) -> Finding:
        """A finding at a byte."""
        return Finding(self.path, self.line(position), check, sentence)

    @property
    def rows(self) -> list[list[str]]:
        """The cells of a table, taken apart once for all checks; the first stretch has the heading.

        Raises:
            csv.Error: a quotation mark is never closed, or a cell is longer than any cell is.
        """
        if self._rows is None:
            lines = self.data.decode("utf-8", "replace").split("\n")
            if self.kind == "csv":
                self._rows = list(csv.reader(lines, strict=True))
            else:
                self._rows = [line.split("\t") for line in lines]
        return self._rows

    @property
    def main(self) -> tuple[int, int]:
        """From where to where the page's `<main>` goes; the whole page where it has none."""
        start, end = self.data.find(b"<main"), self.data.rfind(b"</main>")
        return (start, end) if 0 <= start < end else (0, len(self.data))

    def language(self) -> str:
        """The language that the page says it is in, without its place: `en`."""
        found = LANGUAGE.search(self.data, 0, 2_000)
        return found[1].decode().partition("-")[0].lower() if found else ""


Look = Callable[[File], Iterator[Finding]]
