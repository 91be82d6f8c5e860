"""The documents of a finished trace, as the terminal, the exports and the pages read them."""

from collections import defaultdict
from dataclasses import dataclass, fields

from undersigned.claims.reading import Subject, Trace
from undersigned.documents.document import Document


@dataclass(frozen=True, slots=True)
class Quoted:
    """A claim that is a quotation: where its words stand and whom they are about, the claim's own subject first."""

    claim_id: str
    document_id: str
    page: int | None
    words: str
    speaker: str
    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class OfAward:
    """A document of an award; with a maker, the words that say whose product it buys."""

    award_key: str
    document_id: str
    maker: str
    page: int | None
    words: str


def documents(trace: Trace) -> dict[str, Document]:
    """Every document by identifier, by its day."""
    names = [field.name for field in fields(Document)]
    rows = trace.rows(f"SELECT {', '.join(names)} FROM documents ORDER BY date, document_id")
    found = (dict(zip(names, row, strict=True)) for row in rows)
    return {told["document_id"]: Document(**{**told, "without_text": tuple(told["without_text"])}) for told in found}


def quotations(trace: Trace) -> dict[str, Quoted]:
    """Every quotation by the identifier of its claim, by document and page."""
    rows = trace.rows(
        """SELECT claim_id, document_id, page, words, speaker, subject_kinds, subjects
           FROM quotations JOIN documents USING (document_id) ORDER BY date, document_id, page, claim_id"""
    )
    return {
        claim_id: Quoted(claim_id, document_id, page, words, speaker, tuple(map(Subject, kinds, names)))
        for claim_id, document_id, page, words, speaker, kinds, names in rows
    }


def of_awards(trace: Trace) -> dict[str, list[OfAward]]:
    """By award: its documents."""
    found: dict[str, list[OfAward]] = defaultdict(list)
    names = ", ".join(field.name for field in fields(OfAward))
    for row in trace.rows(
        f"SELECT {names} FROM award_documents JOIN (SELECT award_key FROM awards) USING (award_key) ORDER BY ALL"
    ):
        of_award = OfAward(*row)
        found[of_award.award_key].append(of_award)
    return dict(found)
