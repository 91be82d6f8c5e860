"""What a page says of itself to machines: JSON-LD in the words of schema.org."""

from collections.abc import Sequence

from markupsafe import Markup

from undersigned.claims.reading import Subject
from undersigned.documents.document import Document
from undersigned.dossiers import addresses
from undersigned.dossiers.desk import Desk
from undersigned.exports import jsonld, walk
from undersigned.exports.base import Written
from undersigned.terms.claim import Claim


def claim(desk: Desk, told: Claim) -> Markup:
    """A claim, what it is about and the claims that it is made of."""
    sources = (desk.absolute(addresses.claim(source)) for source in told.sources if source != told.claim_id)
    parts = [address for address in sources if address]
    about = _named(desk, Subject(told.subject_kind, told.subject))
    where = desk.absolute(addresses.claim(told.claim_id))
    quoted = desk.contents.quotations.get(told.claim_id)
    stands_in = jsonld.document(_document(desk, desk.contents.documents[quoted.document_id])) if quoted else None
    said = jsonld.Told(told.claim_id, desk.said(told), told.as_of, where, about, parts, stands_in)
    return _script(jsonld.claim(said))


def document(desk: Desk, told: Document) -> Markup:
    """A document that is quoted."""
    return _script(jsonld.document(_document(desk, told)))


def _document(desk: Desk, told: Document) -> jsonld.Work:
    where = desk.absolute(addresses.document(told.document_id))
    return jsonld.Work(told.title, told.date, told.source, told.archive, told.sha256, where)


def subject(desk: Desk, told: Subject) -> Markup:
    """An agency, a company, a maker; a category is none."""
    return _script(_named(desk, told)) if told.kind != "category" else Markup("")


def dataset(desk: Desk, written: Sequence[Written]) -> Markup:
    """The case as a data set."""
    about = walk.about(desk.contents.trace, desk.edition.address)
    described = desk.words.text("Public contract records, traced to the companies whose products they name.")
    where = f"{desk.edition.address}data.html" if desk.edition.address else ""
    return _script(jsonld.dataset(desk.title, described, where, about, written))


def _named(desk: Desk, told: Subject) -> jsonld.Linked:
    address = desk.contents.profiles.address(told.kind, told.name)
    where = desk.absolute(address) if address else ""
    if told.kind == "agency":
        return jsonld.agency(told.name, where)
    if told.kind == "category":
        return {"@type": "Thing", "name": desk.category(told.name)}
    return jsonld.organisation(told.name, where, owner=desk.contents.owner_of(told.name))


def _script(told: jsonld.Linked) -> Markup:
    return Markup('<script type="application/ld+json">') + Markup(jsonld.script(told)) + Markup("</script>")  # noqa: S704  # script() leaves no sign of markup in it
