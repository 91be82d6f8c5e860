"""The page of a document: what it is, what is quoted from it, its awards; and the list of all documents."""

from undersigned.claims.quoted import OfAward
from undersigned.documents.document import Document
from undersigned.dossiers import addresses, linked, originals
from undersigned.dossiers.citing import of_document
from undersigned.dossiers.contents import Award, Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.parts import Part

PARTS = 1


def write(desk: Desk, _part: Part) -> None:
    """Write the list and every document's page; nothing where there is no document."""
    contents = desk.contents
    if not contents.documents:
        return
    awards = {document_id: _awards(contents, document_id) for document_id in contents.documents}
    listed = [
        (document, len(contents.quoted_from(document_id)), len(awards[document_id]))
        for document_id, document in contents.documents.items()
    ]
    desk.write("documents.html", "documents.html", documents=listed)
    for document_id, document in contents.documents.items():
        _write(desk, document, awards[document_id])


def _awards(contents: Contents, document_id: str) -> list[tuple[OfAward, Award]]:
    """The awards of a document, the largest first."""
    found = [
        (told, contents.awards[key])
        for key, documents in contents.documents_of.items()
        for told in documents
        if told.document_id == document_id
    ]
    return sorted(found, key=lambda pair: (-pair[1].obligation, pair[1].award_key, pair[0].page or 0))


def _write(desk: Desk, document: Document, awards: list[tuple[OfAward, Award]]) -> None:
    desk.write(
        addresses.document(document.document_id),
        "document.html",
        document=document,
        quoted=desk.contents.quoted_from(document.document_id),
        awards=awards,
        original=originals.address(document) if originals.published(desk.edition.settings, document) else "",
        linked=linked.document(desk, document),
        reference=of_document(document),
    )
