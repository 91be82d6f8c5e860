"""How a page is cited: a sentence for people, BibTeX and RIS for reference managers."""

from dataclasses import dataclass
from datetime import date

from undersigned.documents.document import Document
from undersigned.dossiers.desk import Desk
from undersigned.exports import bibtex, ris
from undersigned.exports.base import Reference


@dataclass(frozen=True, slots=True)
class Citation:
    """One page to cite."""

    text: str
    bibtex: str
    ris: str


def of_document(document: Document) -> Citation:
    """The citation of a document itself: where it is from and, so that a copy can be known, its hash."""
    note = f"SHA-256 {document.sha256}" + (f"; archived at {document.archive}" if document.archive else "")
    told = Reference(document.document_id, document.title, "", document.date, document.source, note)
    return Citation(f"“{document.title}” {document.date}. {document.source}. {note}", bibtex.text(told), ris.text(told))


def reference(desk: Desk, key: str, title: str, address: str, last_row: date | None = None) -> Citation:
    """The citation of a page; `key` is its claim, award or name. A site without an address is cited without one.

    An award is cited with the day of its own latest row, so that its page stays as it is when other records come.
    """
    where = desk.absolute(address)
    day = last_row.isoformat() if last_row else desk.contents.as_of
    records = desk.words.text("records to {day}", day=desk.words.day(day))
    told = Reference(key, title, desk.publisher, day, where, f"{key}, {records}")
    text = f"{desk.publisher}: “{title}” {key}, {records}. {where}".strip()
    return Citation(text, bibtex.text(told), ris.text(told))
