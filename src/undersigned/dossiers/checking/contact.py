"""No e-mail address and no telephone number of anybody stands in pages or data files; the publisher's own may."""

import re
from collections.abc import Iterator

from undersigned.dossiers.checking.base import File, Finding, Known, Look

EMAIL = re.compile(rb"[\w.+'%-]+\s?@\0*\s?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")
_BEFORE_AT = re.compile(rb".?[\w.+'%-]$|[\w.+'%-]\s$", re.DOTALL)
_GAP = rb"(?:[-./ \t]|&nbsp;){1,3}"
PHONE = re.compile(
    # as people in North America write it
    rb"(?<![\w.,$/-])(?:\+?1" + _GAP + rb")?(?:\([2-9]\d\d\)(?:[-. ]{0,2}|&nbsp;)|[2-9]\d\d" + _GAP + rb")"
    rb"\d{3}(?:[-. ]{1,3}|&nbsp;)\d{4}(?![\w-]|[.,]\d)"
    # with a country's number
    rb"|(?<![\w.,$/(+-])\+\d{1,3}[-. ]{1,2}\(?\d{1,4}\)?(?:[-. ]{1,2}\d{2,4}){1,4}(?![\w-]|[.,]\d)"
    rb"|\+\d{10,14}(?!\d)"
    # after a word that says so
    rb"|(?i:\b(?:(?:tele)?phone|tel|cell|mobile|fax|call|ph)\b[^0-9<>]{0,12}(?:\d{3}[-. ]\d{4}|\d{10})(?!\w))"
    rb"|(?<=[\"'=])tel:[^\"'\s>]+"
)
_DIGITS = bytes(
    48 if 48 <= sign <= 57 else 45 if sign in b" .-\t)" or sign > 127 else 43 if sign == 43 else 120
    for sign in range(256)
)
"""Every digit a 0, every sign between groups and every byte of an odd gap a -, + itself, all else x."""
_SHAPES = (b"000-0000", b"000--000", b"000---000", b"+0", b"0000000000")
"""A part of every telephone number, found by plain search; the patterns then read closely what is around it."""
_ODD_GAPS = ("\u00a0", "\u2010", "\u2011", "\u2012", "\u2013", "\u202f", "\u2009")
_HIDDEN = (b"&#64;", b"&#x40;", b"&commat;", b"%40")
"""How a page may write an `@` so that a plain search passes over it."""
_DRAWN = re.compile(rb"\s(?:d|points|viewBox|transform)=\"[-+\w., ()]*\"")
"""Where a drawing's lines go; three of its numbers can look like a telephone number."""
_AROUND = 100
"""Bytes on each side of a shape that are read closely."""


def look(known: Known) -> Look:
    """Addresses and numbers that are not the publisher's."""
    allowed = frozenset(_bare(contact.encode()) for contact in known.contacts)

    def read(file: File) -> Iterator[Finding]:
        data = _opened(file.data)
        for pattern, what, places in (*_emails(data), *_telephones(data)):
            for start, text in _close(data, pattern, places):
                if _bare(text) not in allowed:
                    said = " ".join(text.decode("utf-8", "replace").split())
                    yield file.finding(start, "contact", f"{said!r} looks like {what}.")

    return read


Places = list[int]


def _opened(data: bytes) -> bytes:
    """The bytes with every hidden `@` as a plain one, without the numbers of drawings; places stay as they were."""
    if b"<svg" in data:
        data = _DRAWN.sub(lambda found: b"~" * len(found[0]), data)
    for hidden in _HIDDEN:
        if hidden in data:
            data = data.replace(hidden, b"@".ljust(len(hidden), b"\0"))
    return data


def _emails(data: bytes) -> Iterator[tuple[re.Pattern[bytes], str, Places]]:
    """In JSON-LD and BibTeX an `@` follows a sign that no address has before it: these need no closer look."""
    places = [place for place in _places(data, b"@") if _BEFORE_AT.match(data, max(place - 2, 0), place)]
    if places:
        yield EMAIL, "an e-mail address", places


def _telephones(data: bytes) -> Iterator[tuple[re.Pattern[bytes], str, Places]]:
    shape = data.translate(_DIGITS)
    places = [place for part in _SHAPES if part in shape for place in _places(shape, part)]
    places = [place for place in places if data[place - 1 : place] != b'"' and data[place - 2 : place] != b'"-']
    places += [place for part in (b"tel:", b"&nbsp;") if part in data for place in _places(data, part)]
    if places:
        yield PHONE, "a telephone number", places


def _places(data: bytes, part: bytes) -> Places:
    found, places = data.find(part), []
    while found >= 0:
        places.append(found)
        found = data.find(part, found + len(part))
    return places


def _close(data: bytes, pattern: re.Pattern[bytes], places: Places) -> Iterator[tuple[int, bytes]]:
    """What the pattern finds near those places, each once."""
    done = 0
    if not data.isascii():
        for gap in _ODD_GAPS:
            odd = gap.encode()
            data = data.replace(odd, b"-".rjust(len(odd)))
    for place in sorted(places):
        for found in pattern.finditer(data, max(done, place - _AROUND), place + _AROUND):
            done = found.end()
            if (whole := pattern.match(data, found.start())) and whole.end() == done:
                yield found.start(), found[0]


def _bare(contact: bytes) -> bytes:
    """A contact without what differs from one way of writing to another."""
    contact = contact.removeprefix(b"mailto:")
    bare = re.sub(rb"^tel:|[^\w@]", b"", contact.lower())
    return bare[1:] if len(bare) == 11 and bare.isdigit() and bare.startswith(b"1") else bare
