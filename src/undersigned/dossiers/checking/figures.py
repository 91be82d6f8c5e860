"""Every figure is its claim's: the value, what is shown of it, the sentence, and the rows offered for download."""

import csv
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from undersigned.dossiers.checking import elements
from undersigned.dossiers.checking.base import PICTURE, File, Finding, Known, Look, Stated
from undersigned.dossiers.checking.shown import is_rounding
from undersigned.terms.money import exact

_PLAIN = re.compile(rb"<data value=\"([^\"]*)\" data-(claim|award)=\"([^\"]*)\">([^<]*)</data>")
_ANY = re.compile(rb"<data\s([^>]*)>(.*?)</data>", re.DOTALL)
_ROWS_OF_CLAIM = re.compile(r"(?:^|/)claim/(C[0-9a-f]{12})\.csv$")
_MONEY = re.compile(r"-?\d+\.\d\d")
_MARK = b'data-claim="'


def look(known: Known) -> Look:
    """What differs from the case."""
    pages, downloads = _Pages(known), _Downloads(known)

    def read(file: File) -> Iterator[Finding]:
        if file.is_page:
            yield from pages.read(file)
        elif file.kind == "csv" and (found := _ROWS_OF_CLAIM.search(file.path)):
            yield from downloads.read(file, found[1])

    return read


class _Pages:
    """Figures and sentences of pages against the case."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._wrong = lru_cache(maxsize=1 << 12)(self._find_wrong)

    def read(self, file: File) -> Iterator[Finding]:
        data, language = file.data, file.language()
        plain = _PLAIN.findall(data)
        for figure in plain:
            if wrong := self._wrong(figure, language):
                yield file.finding(data.find(b'data-%b="%b"' % figure[1:3]), "figures", wrong)
        if data.count(b"<data ") != len(plain):
            yield from self._unusual(file, language)
        if data.count(_MARK) != sum(kind == b"claim" for _, kind, _, _ in plain):
            yield from self._sentences(file, language)

    def _unusual(self, file: File, language: str) -> Iterator[Finding]:
        """`<data>` with other attributes, or with elements in it."""
        for found in _ANY.finditer(file.data):
            if _PLAIN.fullmatch(found[0]):
                continue
            told = elements.attributes(found[1])
            for kind in (b"claim", b"award"):
                if (cited := told.get(b"data-" + kind)) is not None:
                    text = elements.words_of(found[2]).encode()
                    if wrong := self._wrong((told.get(b"value", b""), kind, cited, text), language):
                        yield file.finding(found.start(), "figures", wrong)

    def _find_wrong(self, figure: tuple[bytes, bytes, bytes, bytes], language: str) -> str:
        """What is wrong with one figure as a sentence; empty where nothing is."""
        value, kind, cited, text = map(_read, figure)
        if kind == "award":
            stated, of, unit = self._known.awards.get(cited), "net obligation", "cents"
        elif (claim := self._known.claims.get(cited)) is not None:
            stated, of, unit = claim.figure, "figure", claim.unit
            if stated is None:
                return f"Claim {cited} has no figure; the page shows {text!r}."
        else:
            stated = None
        if stated is None:
            return f"There is no {kind} {cited} in this case."
        if value != str(stated):
            return f"The {of} of {kind} {cited} is {stated}, not {value!r}."
        if text != _in_full(stated, unit) and not is_rounding(text, stated, unit, language):
            return f"{text!r} is no rounding of {stated} ({unit}), the {of} of {kind} {cited}."
        return ""

    def _sentences(self, file: File, language: str) -> Iterator[Finding]:
        """Elements that say a claim: its stored statement, word for word, on English pages."""
        data = file.data
        pictures = [found.span() for found in PICTURE.finditer(data)] if b"<svg" in data else []
        place = data.find(_MARK)
        while place >= 0:
            start, end = data.rfind(b"<", 0, place), data.find(b">", place)
            if not data.startswith(b"<data ", start) and not any(first < start < after for first, after in pictures):
                cited = _read(data[place + len(_MARK) : data.find(b'"', place + len(_MARK))])
                if wrong := self._wrong_sentence(cited, _content(data, start, end), language):
                    yield file.finding(start, "figures", wrong)
            place = data.find(_MARK, end)

    def _wrong_sentence(self, cited: str, content: bytes, language: str) -> str:
        stated = self._known.claims.get(cited)
        if stated is None:
            return f"There is no claim {cited} in this case."
        if language != "en" or _read(content) == stated.statement:
            return ""
        said = elements.words_of(content)
        same = said == " ".join(stated.statement.split())
        return "" if same else f"Claim {cited} says {stated.statement!r}, not {said!r}."


def _content(data: bytes, start: int, end: int) -> bytes:
    """What stands in the element whose start tag goes from `start` to `end`."""
    close = data.find(b"<", end)
    if data.startswith(b"</", close):
        return data[end + 1 : close]
    found = next(elements.spans(data, lambda *_: True, start), None)
    return data[found[1] : found[2]] if found and found[0] == start else b""


def _read(text: bytes) -> str:
    told = text.decode("utf-8", "replace")
    return unescape(told) if "&" in told else told


def _in_full(figure: int, unit: str) -> str:
    return exact(figure) if unit == "cents" else f"{figure / 10:.1f} %" if unit == "percent" else f"{figure:,}"


class _Downloads:
    """The rows of a claim as a file: as many as the claim cites, and they add up to it."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self._rows = self._cents = 0
        self._column = -1

    def read(self, file: File, claim_id: str) -> Iterator[Finding]:
        try:
            rows = file.rows
            if file.first_line == 1:
                self._rows = self._cents = 0
                self._column = rows[0].index("obligation") if "obligation" in rows[0] else -1
            self._add(rows[1:] if file.first_line == 1 else rows)
        except (csv.Error, ValueError, IndexError) as error:
            said = f"The rows of claim {claim_id} cannot be read ({error})."
            yield Finding(file.path, file.first_line, "figures", said)
            return
        if file.last and (wrong := self._wrong(claim_id, self._known.claims.get(claim_id))):
            yield Finding(file.path, 1, "figures", wrong)

    def _add(self, rows: list[list[str]]) -> None:
        column = self._column
        amounts = [row[column] for row in rows if row]
        self._rows += len(amounts)
        if column >= 0:
            if odd := next((amount for amount in amounts if not _MONEY.fullmatch(amount)), None):
                raise ValueError(f"{odd!r} is not an amount in dollars with two decimals")
            self._cents += sum(int(amount.replace(".", "")) for amount in amounts)

    def _wrong(self, claim_id: str, stated: Stated | None) -> str:
        if stated is None:
            return f"There is no claim {claim_id} in this case."
        if self._column < 0:
            return f"The rows of claim {claim_id} have no column `obligation`."
        if self._rows != stated.rows:
            return f"Claim {claim_id} cites {stated.rows:,} rows; this file has {self._rows:,}."
        if stated.summed and self._cents != stated.figure:
            return f"Claim {claim_id} is {stated.figure} cents; the rows of this file add up to {self._cents}."
        return ""
