"""How a page is cited: a sentence for people, BibTeX and RIS for reference managers."""

from dataclasses import dataclass

from undersigned.dossiers.desk import Desk
from undersigned.exports import bibtex, ris
from undersigned.exports.base import Reference


@dataclass(frozen=True, slots=True)
class Citation:
    """One page to cite."""

    text: str
    bibtex: str
    ris: str


def reference(desk: Desk, key: str, title: str, address: str) -> Citation:
    """The citation of a page; `key` is its claim, award or name. A site without an address is cited without one."""
    where = desk.absolute(address)
    records = desk.words.text("records to {day}", day=desk.words.day(desk.contents.as_of))
    told = Reference(key, title, desk.publisher, desk.contents.as_of, where, f"{key}, {records}")
    text = f"{desk.publisher}: “{title}” {key}, {records}. {where}".strip()
    return Citation(text, bibtex.text(told), ris.text(told))
