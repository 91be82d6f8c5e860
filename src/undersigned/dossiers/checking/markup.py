"""What every page needs to be read by everybody: language, direction, a title, one heading, headings of tables.

A cheap look at every page; the whole of WCAG is looked at in a browser, on one page of each kind.
"""

import re
from collections import Counter
from collections.abc import Iterator

from undersigned.dossiers.checking.base import File, Finding, Known, Look

_HTML = re.compile(rb"<html\b[^>]*>")
_LANGUAGE = re.compile(rb"\slang=\"[A-Za-z][A-Za-z0-9-]*\"")
_DIRECTION = re.compile(rb"\sdir=\"(?:ltr|rtl)\"")
_TITLE = re.compile(rb"<title>\s*[^<\s]")
_HEADING = re.compile(rb"<h1[\s>]")
_IMAGE = re.compile(rb"<img\b[^>]*>")
_HEADER = re.compile(rb"<th[\s>]")
_TABLE = re.compile(rb"<table[\s>]")
_IDENTIFIER = re.compile(rb"\sid=\"([^\"]*)\"")

Said = Iterator[tuple[int, str]]


def look(_: Known) -> Look:
    """What a page lacks."""

    def read(file: File) -> Iterator[Finding]:
        if file.is_page:
            for test in _TESTS:
                for position, sentence in test(file.data):
                    yield file.finding(position, "markup", sentence)

    return read


def _document(page: bytes) -> Said:
    found = _HTML.search(page, 0, 2_000)
    if not found:
        yield 0, "The page has no <html>."
        return
    if not _LANGUAGE.search(found[0]):
        yield found.start(), "<html> does not say its language (lang)."
    if not _DIRECTION.search(found[0]):
        yield found.start(), "<html> does not say in which direction it is read (dir)."
    if not page[:20].lower().startswith(b"<!doctype html"):
        yield 0, "The page does not begin with <!doctype html>."


def _title(page: bytes) -> Said:
    head = page.find(b"</head>")
    if not _TITLE.search(page, 0, max(head, 0)):
        yield 0, "The page has no <title>."


def _headings(page: bytes) -> Said:
    if page.count(b"<h1") == 1 and page.count(b"<main") == 1:
        return
    headings = [found.start() for found in _HEADING.finditer(page)]
    if not headings:
        yield 0, "The page has no <h1>."
    for again in headings[1:]:
        yield again, "A second <h1>: a page has exactly one."
    mains = page.count(b"<main")
    if mains != 1:
        yield page.rfind(b"<main") if mains else 0, f"The page has {mains} <main>; it has exactly one."


def _identifiers(page: bytes) -> Said:
    found = [part[: part.find(b'"')] for part in page.split(b' id="')[1:]]
    if len(set(found)) == len(found):
        return
    seen: Counter[bytes] = Counter()
    for match in _IDENTIFIER.finditer(page):
        seen[match[1]] += 1
        if seen[match[1]] == 2:
            yield match.start(), f"The id {match[1].decode('utf-8', 'replace')!r} stands twice on this page."


def _images(page: bytes) -> Said:
    if b"<img" in page:
        for found in _IMAGE.finditer(page):
            if b" alt=" not in found[0]:
                yield found.start(), "An <img> has no alt."


def _tables(page: bytes) -> Said:
    if b"<table" not in page:
        return
    for found in _TABLE.finditer(page):
        end = page.find(b"</table", found.start())
        if not _HEADER.search(page, found.start(), end if end >= 0 else len(page)):
            yield found.start(), "A table has no header cell (<th>)."


_TESTS = (_document, _title, _headings, _identifiers, _images, _tables)
