"""What ingest dropped does not come back: persons' columns, persons' names, and the very values where they are known.

The case holds nothing of what was dropped, so two looks are possible. Always: no table has a column about persons, and
no company's name is one that ingest's own rule takes for a person's. With the original files (`Known.dropped`): none
of their dropped values stands in any page or data file.
"""

import csv
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import unescape
from itertools import chain

from undersigned.dossiers.checking import elements
from undersigned.dossiers.checking.base import File, Finding, Known, Look
from undersigned.ingest.persons import looks_natural
from undersigned.sources.base import personal
from undersigned.terms.text import NOT_A_WORD, ascii_upper

_TABLES = frozenset(("csv", "parquet", "xlsx"))
_A_PERSON = "A name stands here that ingest's rule takes for a natural person's."
_NAMES = frozenset(("recipient_name", "company_name", "company", "family_name", "recipient", "holder", "supplier"))
"""Columns that name companies."""
_HEADING = re.compile(rb"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_LINK = re.compile(rb"/(?:company|reseller)/[^\"]*\"[^>]*>([^<]+)</a>")
_OF_A_NAME = re.compile(r"(?:^|/)(?:company|reseller)/[^/]+\.html$")
_WORD = re.compile(rb"[A-Z0-9&+]+")
_GROUPED = re.compile(rb"(?<![\d,.])\d{1,3}(?:,\d{3})+(?!,?\d|\.\d*[1-9])")
"""An amount with its thousands apart and no cents: one word, as its groups alone stand in many amounts."""
_TAG = re.compile(rb"<[^>]*>")


def look(known: Known) -> Look:
    """Columns, names and values of persons."""
    natural = lru_cache(maxsize=1 << 15)(lambda name: name not in known.public_names and looks_natural(name))
    tables, values = _Tables(natural), _Values(known.dropped)

    def read(file: File) -> Iterator[Finding]:
        if file.is_page:
            yield from _names_of_page(file, natural)
        elif file.kind in _TABLES:
            yield from tables.read(file)
        if known.dropped:
            yield from values.read(file)

    return read


def _names_of_page(file: File, natural: Callable[[str], bool]) -> Iterator[Finding]:
    """The headings of companies' pages, and the texts of links to these."""
    found = [(match[1], match.start()) for match in _HEADING.finditer(file.data)] if _is_of_a_name(file) else []
    found += [(name, -1) for name in set(_LINK.findall(file.data))]
    for markup, place in found:
        if natural(elements.words_of(markup)):
            at = place if place >= 0 else file.data.find(b">" + markup + b"</a>")
            yield file.finding(at, "dropped", _A_PERSON)


def _is_of_a_name(file: File) -> bool:
    return bool(_OF_A_NAME.search(file.path))


class _Tables:
    """The columns of a data file, and the names in it; a name is looked at once."""

    def __init__(self, natural: Callable[[str], bool]) -> None:
        self._natural = natural
        self._columns: list[int] = []

    def read(self, file: File) -> Iterator[Finding]:
        try:
            rows = file.rows
        except csv.Error as error:
            yield Finding(file.path, file.first_line, "dropped", f"This table cannot be read ({error}).")
            return
        if file.first_line == 1 and rows:
            self._columns = [place for place, name in enumerate(rows[0]) if name in _NAMES]
            for name in set(personal(rows[0])) - _NAMES:
                yield Finding(file.path, 1, "dropped", f"The column {name!r} is about persons; ingest never reads it.")
        for column in self._columns:
            for name in {row[column] for row in rows if column < len(row)}:
                if name and self._natural(name):
                    place = max(file.data.find(name.encode()), 0)
                    yield file.finding(place, "dropped", _A_PERSON)


class _Values:
    """Dropped values in any text: found by their rarest word, then compared word by word."""

    def __init__(self, dropped: dict[str, tuple[str, ...]]) -> None:
        self._dropped = dropped
        self._rarest = frozenset(word.encode() for word in dropped)

    def read(self, file: File) -> Iterator[Finding]:
        present = _words_in(file.data)
        probable = [
            value
            for word in sorted(present & self._rarest)
            for value in self._dropped[word.decode()]
            if present.issuperset(value.encode().split())
        ]
        if probable:
            text = _TAG.sub(_line_breaks, file.data)
            said = f" {_spoken(text)} "
            yield from (self._finding(file, text, value) for value in probable if f" {value} " in said)
        for amount in sorted(self._rarest.intersection(_GROUPED.findall(file.data))):
            sentence = f"An amount of {len(amount)} signs stands here that ingest dropped from the records."
            yield file.finding(file.data.find(amount), "dropped", sentence)

    def _finding(self, file: File, text: bytes, value: str) -> Finding:
        """Where it stands, counted in words; the sentence does not repeat it."""
        lines = [_spoken(line).split() for line in text.split(b"\n")]
        before = f" {' '.join(chain(*lines))} ".partition(f" {value} ")[0]
        place, line = before.count(" ") if before else 0, 0
        while line < len(lines) - 1 and place >= len(lines[line]):
            place -= len(lines[line])
            line += 1
        sentence = f"A value of {len(value)} characters stands here that ingest dropped from the records."
        return Finding(file.path, file.first_line + line, "dropped", sentence)


def _words_in(data: bytes) -> set[bytes]:
    """The words of a text, its tags' among them; only words with accents or entities are read letter by letter."""
    found = set(_WORD.findall(data.upper()))
    if not data.isascii() or b"&" in data:
        odd = b" ".join(word for word in data.split() if b"&" in word or not word.isascii())
        found.update(_spoken(_TAG.sub(b" ", odd)).encode().split())
    return found


def _line_breaks(tag: re.Match[bytes]) -> bytes:
    return b"\n" * tag[0].count(b"\n") or b" "


def _spoken(data: bytes) -> str:
    """Entities read, accents folded, capitals, one space between words."""
    text = data.decode("utf-8", "replace")
    return " ".join(NOT_A_WORD.sub(" ", ascii_upper(unescape(text) if "&" in text else text)).split())
