"""Atom: a feed of new and changed claims and of corrections (RFC 4287); identifiers are tag URIs (RFC 4151).

It holds no time of its own: while no entry changes, neither does a byte.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_letters, digits
from xml.etree import ElementTree

_ATOM = "http://www.w3.org/2005/Atom"
_HOST = re.compile(r"[a-z]+://(?:[^/@]*@)?([A-Za-z0-9.-]+)")
_NOBODY = "address-not-given.invalid"
_PLAIN = frozenset(ascii_letters + digits + "/-._~")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is new or changed; `id` from `tag`, `updated` a day or a time (ISO), `content` HTML."""

    id: str
    title: str
    updated: str
    link: str
    summary: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """What is said of the whole feed. `address` is its own, `home` the site's; `since` stands where it has no entry."""

    id: str
    title: str
    author: str
    home: str
    address: str
    since: str
    language: str = "en"


def tag(site_address: str, since: str, name: str) -> str:
    """A stable identifier: `tag:` with who says it, since when the site is theirs (ISO), and our name for the thing."""
    host = _HOST.match(site_address)
    specific = "".join(sign if sign in _PLAIN else "".join(f"%{byte:02X}" for byte in sign.encode()) for sign in name)
    return f"tag:{host[1].lower() if host else _NOBODY},{since}:{specific}"


def text(feed: Feed, entries: Sequence[Entry]) -> str:
    """The feed, newest first."""
    newest_first = sorted(sorted(entries, key=lambda entry: entry.id), key=lambda entry: entry.updated, reverse=True)
    updated = newest_first[0].updated if newest_first else feed.since
    root = ElementTree.Element("feed", {"xmlns": _ATOM, "xml:lang": feed.language})
    _say(root, {"id": feed.id, "title": feed.title, "updated": _time(updated)})
    ElementTree.SubElement(root, "link", rel="self", type="application/atom+xml", href=feed.address)
    ElementTree.SubElement(root, "link", rel="alternate", type="text/html", href=feed.home)
    _say(ElementTree.SubElement(root, "author"), {"name": feed.author})
    for entry in newest_first:
        _add(root, entry)
    ElementTree.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'


def _add(root: ElementTree.Element, entry: Entry) -> None:
    element = ElementTree.SubElement(root, "entry")
    _say(element, {"id": entry.id, "title": entry.title, "updated": _time(entry.updated)})
    ElementTree.SubElement(element, "link", rel="alternate", type="text/html", href=entry.link)
    _say(element, {"summary": entry.summary})
    if entry.content:
        ElementTree.SubElement(element, "content", type="html").text = _NOT_IN_XML.sub("", entry.content)


def _say(element: ElementTree.Element, words: dict[str, str]) -> None:
    for name, text in words.items():
        ElementTree.SubElement(element, name).text = _NOT_IN_XML.sub("", text)


def _time(moment: str) -> str:
    """A time as RFC 3339 wants it; a day begins at midnight, UTC."""
    return moment if "T" in moment else f"{moment}T00:00:00Z"
