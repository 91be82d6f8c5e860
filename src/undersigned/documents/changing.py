"""What people do with documents of a case: quote them, attach them to awards, take them out again."""

from typing import Any

from undersigned.case import writing
from undersigned.case.folder import Case
from undersigned.documents import evidence, quotations
from undersigned.documents.document import Document
from undersigned.documents.quotations import FILE, Quoted
from undersigned.errors import CaseError, CatalogError
from undersigned.terms.text import count


def add(case: Case, kind: str, entry: dict[str, Any]) -> None:
    """Add one entry to `quotations.toml`, after everything in the file, this entry too, was found to be true.

    Raises:
        CatalogError: the entry, or one that was there, says something that cannot be.
        CaseError: another command is changing the case.
    """
    with case.changing() as scratch:
        text = quotations.added(_text(case), entry, kind)
        beside = scratch / FILE
        writing.write(beside, text.encode())
        evidence.check(case, quotations.load(scratch))
        beside.replace(case.folder / FILE)


def rests_on(quoted: Quoted, document: Document) -> tuple[int, int]:
    """How many quotations and how many awards rest on a document."""
    return (
        sum(entry.document_id == document.document_id for entry in quoted.quotations),
        sum(entry.document_id == document.document_id for entry in quoted.awards),
    )


def detach(case: Case, document: Document, *, force: bool) -> tuple[int, int]:
    """Take a document out of the case; how many quotations and awards went with it.

    Raises:
        CaseError: something rests on it and nobody said `force`; or another command is changing the case.
        CatalogError: `quotations.toml` cannot be read.
    """
    with case.changing() as scratch:
        resting = rests_on(quotations.load(case.folder), document)
        if any(resting):
            if not force:
                raise CaseError(
                    f"On «{document.title}» rests what {FILE} says: {listed(*resting)}. Say --force to take these out "
                    "with it."
                )
            left = quotations.without(_text(case), document.document_id)
            writing.replace(case.folder / FILE, left.encode(), scratch / FILE)
        case.remove_document(document.document_id)
    return resting


def listed(quoted: int, awards: int) -> str:
    """So many quotations and awards: `2 quotations and 1 award`."""
    return " and ".join(count(number, noun) for number, noun in ((quoted, "quotation"), (awards, "award")) if number)


def _text(case: Case) -> str:
    try:
        return (case.folder / FILE).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{FILE} cannot be read: {error}. Mend it; it was not changed.") from error
