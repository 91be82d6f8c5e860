"""Do words stand in a document? Letter by letter, but for what typesetting does to them; never by likeness.

Folded are spaces and line breaks, words divided at the end of a line, typographic quotation marks and dashes, and
joined letters such as `ﬁ`. `…` parts a quotation into pieces that follow one another.
"""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz

_ELLIPSIS = re.compile(r"\[\s*(?:…|\.{3})\s*\]|…|\.{3}|(?<=\s)\. \. \.(?=\s|$)")
_DIVIDED = re.compile(r"(?<=[^\W\d_])(?:-[^\S\n]*\n\s*|\u00ad\s*)(?=[^\W\d_])")
_DIVIDED_AT_DIGIT = re.compile(r"(?<=\w)-[^\S\n]*\n\s*(?=\d)|(?<=\d)-[^\S\n]*\n\s*(?=\w)")
_SPACES = re.compile(r"\s+")
_HYPHEN_OR_NOTHING = "\ue000"
"""In folded text: a word was divided here at the end of a line; whether the hyphen is the word's own is not known."""
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", ""),
        **{ligature: unicodedata.normalize("NFKC", ligature) for ligature in map(chr, range(0xFB00, 0xFB07))},
        "\u2026": "...",
    }
)
_CLOSEST_MOST = 300
"""Letters of the closest passage that a sentence offers."""
_ALIKE = 55.0
"""Out of 100: below this nothing on the pages is worth offering."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words somewhere in a document; `page` counts from 1."""

    page: int
    words: str


def normal(text: str) -> str:
    """Text as it is kept: Unicode NFC, one kind of line break, and a hyphen where the PDF's reader marked one."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x02", "-\n").replace("\ufffe", "-\n")
    return unicodedata.normalize("NFC", plain.replace("\0", ""))


def tidy(words: str) -> str:
    """A quotation as it is published: NFC, one space between words, none divided at the end of a line."""
    return " ".join(_DIVIDED.sub("", _DIVIDED_AT_DIGIT.sub("-", normal(words))).split())


def parts(words: str) -> list[str]:
    """The pieces of a quotation, between its ellipses."""
    return [part for part in (piece.strip() for piece in _ELLIPSIS.split(tidy(words))) if part]


def stands_in(words: str, page: str) -> bool:
    """True where every piece of the words stands on the page, one after the other."""
    folded, at = fold(page), 0
    pieces = parts(words)
    for piece in pieces:
        found = _pattern(piece).search(folded, at)
        if found is None:
            return False
        at = found.end()
    return bool(pieces) and any(any(sign.isalnum() for sign in piece) for piece in pieces)


def pages_with(words: str, pages: list[str]) -> list[int]:
    """The pages, counted from 1, on which the words stand."""
    return [number for number, page in enumerate(pages, start=1) if stands_in(words, page)]


def closest(words: str, pages: list[str], first: int) -> Passage | None:
    """The passage that is most like the words, on the page `first` (from 1) where it is as good as elsewhere."""
    asked = fold(tidy(words))
    order = sorted(range(len(pages)), key=lambda place: (abs(place + 1 - first), place))
    best: tuple[float, int, int, int] | None = None
    for place in order:
        text = _shown(pages[place])
        found = fuzz.partial_ratio_alignment(asked, text, score_cutoff=best[0] if best else _ALIKE) if text else None
        if found and found.score and (best is None or found.score > best[0]):
            best = (found.score, place, found.dest_start, found.dest_end)
    if best is None:
        return None
    _, place, start, end = best
    return Passage(place + 1, _whole_words(_shown(pages[place]), start, end))


def fold(text: str) -> str:
    """Text as it is compared; a mark stands where a word was divided at the end of a line."""
    plain = _DIVIDED_AT_DIGIT.sub("-", normal(text).translate(_SIGNS))
    return _SPACES.sub(" ", _DIVIDED.sub(_HYPHEN_OR_NOTHING, plain)).strip()


def _pattern(piece: str) -> re.Pattern[str]:
    """A piece between whole words and whole numbers: `5 million` does not stand in `4.5 million`."""
    folded = fold(piece)
    letters = [_letter(before, sign) for before, sign in zip(" " + folded, folded, strict=False)]
    start = r"(?<!\w)(?<!\w\ue000)(?<!\d[.,])(?<!\s-)(?<!^-)" if folded[:1].isalnum() else ""
    end = r"(?!\ue000?\w)(?![.,]\d)" if folded[-1:].isalnum() else ""
    return re.compile(start + "".join(letters) + end)


def _letter(before: str, sign: str) -> str:
    if sign in ("-", _HYPHEN_OR_NOTHING):
        return r"[-\ue000]"
    divided = rf"{_HYPHEN_OR_NOTHING}?" if before.isalpha() and sign.isalpha() else ""
    return divided + re.escape(sign)


def _shown(page: str) -> str:
    return fold(page).replace(_HYPHEN_OR_NOTHING, "")


def _whole_words(text: str, start: int, end: int) -> str:
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    words = text[start:end].strip()
    return words if len(words) <= _CLOSEST_MOST else words[:_CLOSEST_MOST].rsplit(" ", 1)[0] + " …"
