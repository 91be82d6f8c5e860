"""Every amount and percentage that a page states leads to a claim, an award or rows."""

import re
from collections.abc import Iterator

from undersigned.dossiers.checking import elements
from undersigned.dossiers.checking.base import File, Finding, Known, Look

CITED = (b"data-claim", b"data-award", b"data-rows")
QUOTED = frozenset((b"svg", b"pre", b"script", b"style", b"template", b"q", b"blockquote"))
_CUT = re.compile(
    rb"<(svg|pre|script|style|template|q|blockquote)[\s>].*?</\1>"
    rb"|<([a-z][a-z0-9]*)\s(?:[^>]*\s)?(?:data-(?:claim|award|rows)|class=\"(?:[^\">]*\s)?quoted[\s\"])[^>]*>.*?</\2>",
    re.DOTALL,
)
_USUAL = re.compile(
    rb"<svg\s.*?</svg>|<table[^>]*\sdata-rows[ >].*?</table>|<data\s[^>]*\sdata-(?:claim|award)=[^>]*>[^<]*</data>"
    rb"|<(a|h1)\s[^>]*data-claim=[^>]*>[^<]*</\1>|<q>[^<]*</q>|<pre>[^<]*</pre>",
    re.DOTALL,
)
"""How nearly every cited amount is written: cut away first, for it takes a tenth of the time."""
_SPACE = rb"(?:\s|&nbsp;|\xc2\xa0|\xe2\x80\xaf)"
AMOUNT = re.compile(
    rb"(?:US)?\$" + _SPACE + rb"?\d[\d.,]*(?:" + _SPACE + rb"(?:thousand|[mb]illion|trillion|mil millones|mill\w+))?"
    rb"|\d[\d.,]*" + _SPACE + rb"?(?:%|&percnt;)"
    rb"|\d[\d.,]*" + _SPACE + rb"(?:[mb]illion" + _SPACE + rb")?"
    rb"(?:US\$|\$|USD\b|dollars\b|d\xc3\xb3lares\b|per ?cent\b|por ciento\b)"
    rb"|USD" + _SPACE + rb"\d[\d.,]*"
)
_PART_OF_AMOUNT = (b"$", b"%", b"USD", b"dollars", b"lares", b"percnt", b"per cent", b"percent", b"por ciento")


def look(_: Known) -> Look:
    """Amounts in `<main>` that no element cites."""
    return _uncited


def exempt(name: bytes, attributes: elements.Attributes) -> bool:
    """True for an element that cites what it says, or in which others speak."""
    if name in QUOTED or b"quoted" in attributes.get(b"class", b"").split():
        return True
    return any(cited in attributes for cited in CITED)


def _uncited(file: File) -> Iterator[Finding]:
    """A quick cut leaves no amount in nearly every page; what it leaves is looked at element by element."""
    if not file.is_page:
        return
    start, end = file.main
    rest = _USUAL.sub(b"", file.data[start:end])
    if not any(part in rest for part in _PART_OF_AMOUNT):
        return
    rest = _CUT.sub(b"", rest)
    if not any(part in rest for part in _PART_OF_AMOUNT) or not AMOUNT.search(rest):
        return
    for found in AMOUNT.finditer(elements.blanked(file.data, exempt, start, end)):
        amount = elements.words_of(found[0].rstrip(b".,"))
        yield file.finding(
            found.start(),
            "citations",
            f"{amount} has no citation. Give it the claim, award or rows that it comes from.",
        )
