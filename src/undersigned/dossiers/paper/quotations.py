"""What documents say of a subject, as a printed dossier sets it."""

from dataclasses import dataclass

from undersigned.dossiers.contents import Contents
from undersigned.dossiers.paper.sources import Sources
from undersigned.dossiers.paper.subjects import About
from undersigned.dossiers.words.language import Words
from undersigned.dossiers.words.places import place


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words, where they stand, and their claim; the first of a claim carries its footnote."""

    words: str
    place: str
    claim: str
    first: bool


def quotations(contents: Contents, about: About, sources: Sources, words: Words) -> list[Quotation]:
    """Every quotation about the subject, by document and page; all of them are among the sources."""
    return [
        Quotation(
            told.words,
            place(told, contents.documents[told.document_id], words),
            sources.use(claim),
            sources.first(claim.claim_id),
        )
        for told in contents.quoted_about((about.subject, *about.others))
        if (claim := contents.claims[told.claim_id])
    ]
