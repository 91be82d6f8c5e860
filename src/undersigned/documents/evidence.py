"""What the documents of a case prove: every quotation looked up in its document, before anything rests on it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from undersigned.case.folder import Case
from undersigned.documents import keeping, matching, quotations
from undersigned.documents.document import Document
from undersigned.documents.quotations import AwardDocument, Quotation, Quoted
from undersigned.errors import CatalogError

Pages = Callable[[Document], list[str]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The documents of a case by identifier, and what is quoted from them."""

    documents: dict[str, Document]
    quoted: Quoted = field(default_factory=Quoted)

    def document(self, entry: Quotation | AwardDocument) -> Document:
        """The document that an entry names."""
        return self.documents[entry.document_id]


def load(case: Case) -> Evidence:
    """Documents and quotations of a case; each quotation stands in its document, letter by letter.

    Raises:
        CaseError: a document is damaged, or not what it was when it was attached.
        CatalogError: an entry names no document, or its words do not stand there; with the closest passage.
    """
    found = check(case, quotations.load(case.folder))
    for document in found.documents.values():
        keeping.check(case, document)
    return found


def check(case: Case, quoted: Quoted) -> Evidence:
    """See that every entry names a document and that its words stand there.

    Raises:
        CaseError: the description or the words of a document are damaged.
        CatalogError: an entry names no document, or its words do not stand there; with the closest passage.
    """
    documents = {found.document_id: found for found in keeping.documents(case)}
    text: Pages = cache(lambda document: keeping.pages(case, document))
    for entry in quoted.entries():
        if entry.document_id not in documents:
            raise CatalogError(
                f"{entry.where}: there is no document {entry.document_id!r} in this case. `undersigned documents` "
                "lists them."
            )
        if entry.words:
            stands(entry.where, documents[entry.document_id], entry.page, entry.words, text)
    return Evidence(documents, quoted)


def stands(where: str, document: Document, page: int | None, words: str, text: Pages) -> None:
    """See that words stand on a page of a document; `where` begins the sentence that says they do not.

    Raises:
        CatalogError: they do not stand there, or the page has no words that can be read.
    """
    title = f"«{document.title}»"
    if not document.can_be_quoted:
        raise CatalogError(
            f"{where}: {title} has no words that a program can read (it looks scanned), so its quotations cannot be "
            "checked and it cannot be quoted. Attach a copy with text."
        )
    if document.paged and page is None:
        raise CatalogError(f"{where}: say on which page of {title} the words stand; it has {document.pages:,}.")
    number = page or 1
    if number > document.pages:
        raise CatalogError(f"{where}: {title} has {document.pages:,} pages and no page {number:,}.")
    if number in document.without_text:
        raise CatalogError(
            f"{where}: page {number:,} of {title} has no words that a program can read (it looks scanned), so a "
            "quotation from it cannot be checked. Attach a copy with text."
        )
    pages = text(document)
    if not matching.stands_in(words, pages[number - 1]):
        place = f"on page {number:,} of {title}" if document.paged else f"in {title}"
        raise CatalogError(f"{where}: “{words}” does not stand {place}. {_instead(words, pages, number, document)}")


def _instead(words: str, pages: list[str], number: int, document: Document) -> str:
    if elsewhere := matching.pages_with(words, pages):
        listed = ", ".join(f"{page:,}" for page in elsewhere)
        return f"It stands on page {listed}."
    close = matching.closest(words, pages, number)
    if close is None:
        return "Nothing in it is like these words."
    on = f"on page {close.page:,}: " if document.paged else ""
    return f"The closest passage is {on}“{close.words}”."
