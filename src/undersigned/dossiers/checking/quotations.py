"""Every quotation is its claim's, letter by letter; words that a page says are a document's have a claim."""

import re
from collections.abc import Iterator

from undersigned.dossiers.checking import elements
from undersigned.dossiers.checking.base import File, Finding, Known, Look

MARK = b"data-quotation"
_CITED = re.compile(rb"\bdata-quotation=\"([^\"]*)\"")


def look(known: Known) -> Look:
    """Elements whose words differ from the quotation that they cite."""

    def read(file: File) -> Iterator[Finding]:
        if not file.is_page or MARK not in file.data:
            return
        for opened, inner, end, _ in elements.spans(file.data, lambda _, told: MARK in told):
            cited = _CITED.search(file.data, opened, inner)
            claim_id = cited[1].decode("utf-8", "replace") if cited else ""
            if wrong := _wrong(known, claim_id, elements.words_of(file.data[inner:end])):
                yield file.finding(opened, "quotations", wrong)

    return read


def _wrong(known: Known, claim_id: str, shown: str) -> str:
    words = known.quotations.get(claim_id)
    if words is None:
        return f"There is no quotation {claim_id!r} in this case."
    return "" if shown == " ".join(words.split()) else f"Claim {claim_id} quotes {words!r}, not {shown!r}."
