"""Quotations a second time: their letters and digits must stand on the document's page, one after the other.

Spaces, signs and cases are left out on both sides, so nothing that typesetting does to words is in the way. It is a
little more lenient than the first path, which wants whole words, and shares nothing with it.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.errors import CaseError
from undersigned.verifying import columns
from undersigned.verifying.claims import Told
from undersigned.verifying.finding import Finding

_COLUMNS = ("claim_id", "document_id", "page", "words")
_PIECES = re.compile(r"…|\.{3}|\. \. \.")


def quoted(case: Case, trace: Path, told: list[Told]) -> Iterator[Finding | None]:
    """One item a claim that is a quotation: None where its words stand in its document."""
    table = columns.read(trace / "quotations.parquet", _COLUMNS)
    lines = zip(*(table.column(name).to_pylist() for name in _COLUMNS), strict=True)
    places = {claim_id: place for claim_id, *place in lines}
    for claim in told:
        where = f"claim {claim.claim_id} ({claim.cell.subject}, quotation)"
        if claim.claim_id not in places:
            yield Finding(where, "has no document")
            continue
        document_id, page, words = places[claim.claim_id]
        if words not in claim.statement:
            yield Finding(where, "says other words than those quoted")
        elif _stand_there(words, _text(case, document_id, page)):
            yield None
        else:
            yield Finding(where, f"quotes words that do not stand in document {document_id}")


def _stand_there(words: str, text: str) -> bool:
    page, position = _letters(text), 0
    for piece in map(_letters, _PIECES.split(words)):
        position = page.find(piece, position)
        if position < 0:
            return False
        position += len(piece)
    return True


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


def _text(case: Case, document_id: str, page: int | None) -> str:
    """The words of a page, or of the whole document where none is named.

    Raises:
        CaseError: the case has no such document or page.
    """
    path = case.document_folder(document_id) / "pages.json"
    try:
        pages: list[str] = json.loads(path.read_text(encoding="utf-8"))
        return pages[page - 1] if page is not None else "\n".join(pages)
    except (OSError, ValueError, IndexError) as error:
        raise CaseError(f"{path} has no page {page or 1} to look quoted words up in ({error}).") from error
