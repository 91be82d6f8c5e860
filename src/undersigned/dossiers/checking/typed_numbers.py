"""Numbers typed by hand in a report: an amount, a percentage or a large number that is no claim is named."""

import re
from collections.abc import Iterator

from undersigned.dossiers.checking import elements
from undersigned.dossiers.checking.base import File, Finding, Known, Look

SMALLEST = 1_000
_REPORT = re.compile(r"(?:^|/)report/[^/]+\.html$")
_SPACE = r"[\s\u00a0\u202f]"
_NUMBER = re.compile(
    rf"(?<![\w.,/-])(?P<before>(?:US)?\${_SPACE}?|USD{_SPACE})?(?P<number>\d+(?:[.,\u00a0\u202f]\d+)*)"
    rf"(?P<after>{_SPACE}?%|{_SPACE}(?:per ?cent|por ciento|thousand|mil|[mb]illion|trillion|mill[oó]n|millones)\b"
    rf"|{_SPACE}(?:US)?(?:dollars|dólares)\b)?(?![\w/]|-\w)"
)
_YEARS = range(1900, 2200)


def look(_: Known) -> Look:
    """Numbers in the report's prose that nothing cites."""
    return _typed


def _exempt(name: bytes, attributes: elements.Attributes) -> bool:
    """True for what others said, and for a picture with its notes: authors place one, and write none of it."""
    if name in (b"q", b"blockquote", b"pre", b"code", b"figure", b"svg", b"time") or b"quoted" in _classes(attributes):
        return True
    return any(cited in attributes for cited in (b"data-claim", b"data-award", b"data-rows"))


def _classes(attributes: elements.Attributes) -> list[bytes]:
    return attributes.get(b"class", b"").split()


def _typed(file: File) -> Iterator[Finding]:
    if not (file.is_page and _REPORT.search(file.path)):
        return
    for _, inner, end, _ in elements.spans(file.data, lambda _, told: b"prose" in _classes(told)):
        text = elements.blanked(file.data, _exempt, inner, end).decode("utf-8", "replace")
        for found in _NUMBER.finditer(text):
            if _must_be_claim(found):
                place = len(text[: found.start()].encode())
                told = " ".join(found[0].split())
                yield file.finding(
                    place, "typed_numbers", f"{told} is typed, not a claim. Cite the claim that says it: {{claim:ID}}."
                )


def _must_be_claim(found: re.Match[str]) -> bool:
    """An amount or a percentage always; a bare number from a thousand on, where it is no year."""
    if found["before"] or found["after"]:
        return True
    digits = re.sub(r"\D", "", re.sub(r"[.,]\d{1,2}$", "", found["number"]))
    return int(digits) >= SMALLEST and not (found["number"].isdigit() and int(digits) in _YEARS)
