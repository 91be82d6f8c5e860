"""What a finished page shows: its figures, links, tables and words."""

import re
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from pathlib import Path

_FIGURE = re.compile(r'<data value="(-?\d+)" data-claim="(C\w+)">')
_LINK = re.compile(r'<a [^>]*href="([^"]*)"')
_ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def plain(markup: str) -> str:
    """Markup as its words."""
    return " ".join(unescape(_TAG.sub(" ", markup)).split())


@dataclass(frozen=True)
class Shown:
    """One page of a site."""

    markup: str

    @cached_property
    def main(self) -> str:
        """The part that is this page's own."""
        return self.markup[self.markup.index("<main") : self.markup.index("</main>")]

    @property
    def figures(self) -> dict[str, int]:
        """The figures of claims, by claim."""
        return {claim: int(value) for value, claim in _FIGURE.findall(self.main)}

    @property
    def links(self) -> list[str]:
        """Where its own part leads."""
        return [unescape(link) for link in _LINK.findall(self.main)]

    @property
    def rows(self) -> list[str]:
        """The lines of its tables of rows, without their heads."""
        tables = re.findall(r"<table[^>]*data-rows>(.*?)</table>", self.main, re.DOTALL)
        return [plain(row) for table in tables for row in _ROW.findall(table.partition("<tbody>")[2])]

    @property
    def title(self) -> str:
        """The first heading."""
        return plain(self.main[self.main.index("<h1") : self.main.index("</h1>")])

    @property
    def words(self) -> str:
        """All words of its own part."""
        return plain(self.main)

    def section(self, heading: str) -> str:
        """The markup from a heading's identifier to the end of its section."""
        start = self.main.index(f'id="{heading}"')
        return self.main[start : self.main.index("</section>", start)]


def page(site: Path, address: str) -> Shown:
    """A page of a site by its address."""
    return Shown((site / address).read_text(encoding="utf-8"))
