"""JSON-LD in the words of schema.org, for pages: the data set, a claim, an organisation, an agency."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from undersigned.exports.base import MEDIA_TYPES, About, Written

_CONTEXT = {"@context": "https://schema.org"}

Linked = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as a page tells it: `date` is the day of its figure (ISO), `sources` the addresses that it rests on.

    `url` is empty where the site has no address, `stands_in` is the document of a quotation.
    """

    identifier: str
    statement: str
    date: str
    url: str
    about: Mapping[str, Any]
    sources: Sequence[str] = ()
    stands_in: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """A document: its day (ISO), where it is from and archived, its hash, and its page in a site with an address."""

    name: str
    date: str
    source: str
    archive: str
    sha256: str
    page: str


def dataset(name: str, description: str, url: str, about: About, written: Sequence[Written]) -> Linked:
    """The case as a data set; `url` is its page's, `exports/` beside it; empty where the site has no address."""
    folder = url.rpartition("/")[0]
    return {
        **_CONTEXT,
        "@type": "Dataset",
        "name": name,
        "description": description,
        **({"url": url} if url else {}),
        "dateModified": about.as_of,
        "isAccessibleForFree": True,
        "license": about.licence.get("path", about.licence["title"]),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.path,
                "description": file.meaning,
                **({"contentUrl": f"{folder}/exports/{file.path}"} if url else {}),
                "encodingFormat": "application/gzip" if file.path.endswith(".gz") else MEDIA_TYPES[file.form],
                "contentSize": f"{file.size} B",
                "sha256": file.sha256,
            }
            for file in written
        ],
    }


def claim(told: Told) -> Linked:
    """A claim with what it is about and what it rests on."""
    return {
        **_CONTEXT,
        "@type": "Claim",
        "identifier": told.identifier,
        "text": told.statement,
        "dateModified": told.date,
        **({"url": told.url} if told.url else {}),
        "about": dict(told.about),
        **({"isBasedOn": list(told.sources)} if told.sources else {}),
        **(
            {"appearance": {key: value for key, value in told.stands_in.items() if key != "@context"}}
            if told.stands_in
            else {}
        ),
    }


def document(told: Work) -> Linked:
    """A document that is quoted; the page about it is another work than the document."""
    return {
        **_CONTEXT,
        "@type": "DigitalDocument",
        "name": told.name,
        "datePublished": told.date,
        "url": told.source,
        "identifier": f"sha256:{told.sha256}",
        **({"archivedAt": told.archive} if told.archive else {}),
        **({"subjectOf": {"@type": "WebPage", "url": told.page}} if told.page else {}),
    }


def organisation(name: str, url: str = "", same_as: Sequence[str] = (), owner: str = "") -> Linked:
    """A company, a maker or a family."""
    parent = {"parentOrganization": {"@type": "Organization", "name": owner}} if owner else {}
    return _organisation("Organization", name, url, same_as) | parent


def agency(name: str, url: str = "", same_as: Sequence[str] = ()) -> Linked:
    """Who buys."""
    return _organisation("GovernmentOrganization", name, url, same_as)


def script(linked: Linked) -> str:
    """The text of a `<script type="application/ld+json">`: nothing in it can end the element or begin another."""
    plain = json.dumps(linked, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        plain = plain.replace(sign, f"\\u{ord(sign):04x}")
    return plain


def _organisation(kind: str, name: str, url: str, same_as: Sequence[str]) -> Linked:
    return {
        **_CONTEXT,
        "@type": kind,
        "name": name,
        **({"url": url} if url else {}),
        **({"sameAs": list(same_as)} if same_as else {}),
    }
