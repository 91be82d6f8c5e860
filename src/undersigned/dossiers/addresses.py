"""Where every page of the site is: addresses that a later build keeps."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from undersigned.claims.reading import Subject

_UNSAFE_IN_KEY = re.compile(r"[^A-Za-z0-9_.-]+")
_BETWEEN = re.compile(r"[^a-z0-9]+")
LONGEST_SLUG = 80
NONE: Mapping[Subject, str] = MappingProxyType({})


def claim(claim_id: str) -> str:
    """The page of a claim, below the root of a language."""
    return f"claim/{claim_id}.html"


def award(award_key: str) -> str:
    """The page of an award; a key with signs that no file name takes gets a fingerprint."""
    safe = _UNSAFE_IN_KEY.sub("-", award_key).strip(".")
    if safe != award_key or len(safe) > 150:
        safe = f"{safe[:150]}-{_fingerprint(award_key)}"
    return f"award/{safe}.html"


def document(document_id: str) -> str:
    """The page of a document."""
    return f"document/{document_id}.html"


def page(address: str, number: int) -> str:
    """The further pages of a long table: `agency/ice.html`, `agency/ice-2.html`."""
    return address if number == 1 else f"{address.removesuffix('.html')}-{number}.html"


def slug(name: str) -> str:
    """A name as part of an address: `Thomson Reuters` is `thomson-reuters`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii").lower()
    short = _BETWEEN.sub("-", plain.replace("'", "")).strip("-")[:LONGEST_SLUG].strip("-")
    return short or f"name-{_fingerprint(name)}"


def of_subjects(folders: Iterable[tuple[str, Subject]], kept: Mapping[Subject, str] = NONE) -> Mapping[Subject, str]:
    """An address for each subject; of two with one slug in a folder the later one gets a fingerprint of its name.

    A slug that ends in a number gets one too: it could be the further page of another. `kept` are addresses that
    earlier builds gave: they stay, and nobody else gets them.
    """
    taken, given = set(kept.values()), set()
    found = {}
    for folder, subject in folders:
        address = kept.get(subject, "")
        if not address.startswith(f"{folder}/") or address in given:
            address = f"{folder}/{slug(subject.name)}.html"
            if address in taken or re.search(r"-\d+\.html$", address):
                address = f"{folder}/{slug(subject.name)}-{_fingerprint(f'{subject.kind}|{subject.name}')}.html"
        taken.add(address)
        given.add(address)
        found[subject] = address
    return found


def _fingerprint(text: str) -> str:
    return "x" + hashlib.sha256(text.encode()).hexdigest()[:6]
