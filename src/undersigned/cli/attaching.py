"""`undersigned attach`, `documents`, `detach`, `quote`: documents as evidence, and what is quoted from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from undersigned.case.folder import Case
from undersigned.claims import quoting
from undersigned.claims.reading import Subject, reading
from undersigned.cli.grouped import grouped
from undersigned.cli.terminal import say, say_below, say_page
from undersigned.documents import changing, keeping, matching, quotations
from undersigned.documents.document import KINDS, Document
from undersigned.documents.evidence import Evidence
from undersigned.documents.keeping import Given
from undersigned.errors import CaseError, CatalogError, InputError
from undersigned.terms.text import count

CaseFolder = Annotated[Path, typer.Option("--case", help="The case folder.", show_default="the current folder")]
Page = Annotated[int | None, typer.Option("--page", help="The page, counted from 1 as the file counts.", min=1)]
Who = Annotated[str, typer.Option("--who", help="Who puts it here.")]
HERE = Path()
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Attaching:
    """What `attach` is told of a document, and of the award that it belongs to where there is one."""

    source: Annotated[str, typer.Option("--source", help="Where it is from: a web address. Nothing is fetched.")]
    day: Annotated[str, typer.Option("--date", help="The document's own day (YYYY-MM-DD).")]
    title: Annotated[str, typer.Option("--title", help="Its title; the file's name unless given.")] = ""
    archive: Annotated[str, typer.Option("--archive", help="The address of an archived copy.")] = ""
    kind: Annotated[str, typer.Option("--kind", help="One of: " + ", ".join(KINDS) + ".")] = "other"
    award: Annotated[str, typer.Option("--award", help="The award that it belongs to: its key or number.")] = ""
    maker: Annotated[str, typer.Option("--maker", help="Whose product the award buys, by the document's words.")] = ""
    product: Annotated[str, typer.Option("--product", help="Which product.")] = ""
    relation: Annotated[str, typer.Option("--relation", help="product or services_around.")] = ""
    category: Annotated[str, typer.Option("--category", help="What is bought; the maker's unless given.")] = ""
    words: Annotated[str, typer.Option("--quote", help="The document's words that say so.")] = ""
    page: Page = None
    who: Who = ""


@grouped(Attaching)
def attach(
    file: Annotated[Path, typer.Argument(help="A PDF, a web page (.html) or plain text.", show_default=False)],
    options: Attaching,
    case: CaseFolder = HERE,
) -> None:
    """Keep a document in the case as evidence, and say of which award it tells whose product it is."""
    _check_award(options)
    title = options.title or file.stem.replace("_", " ")
    _refuse_contacts("--title", title)
    given = Given(title, options.source, options.day, options.archive, options.kind)
    document, new = keeping.attach(Case(case), file, given, _today())
    _say_attached(document, new=new)
    if options.award:
        _attach_to_award(Case(case), document, options)


@dataclass(frozen=True, slots=True)
class Quoting:
    """What `quote` is told besides the words."""

    about: Annotated[
        list[str],
        typer.Option("--about", help="Whom it is about: a maker, agency, reseller, company, category. Again for more."),
    ]
    page: Page = None
    speaker: Annotated[
        str, typer.Option("--speaker", help="Who said it: an office or organisation, never a person's name.")
    ] = ""
    who: Who = ""


@grouped(Quoting)
def quote(
    document: Annotated[str, typer.Argument(help="A document, as `undersigned documents` lists it.")],
    words: Annotated[str, typer.Argument(help="Its words, letter by letter; … stands for what is left out.")],
    options: Quoting,
    case: CaseFolder = HERE,
) -> None:
    """Quote a document about somebody; after the next trace the quotation is a claim."""
    found = keeping.find(Case(case), document)
    _refuse_contacts("The quotation", words)
    quoting.check_speaker("--speaker", options.speaker)
    names = _names(Case(case), options.about)
    entry = {
        "document": found.document_id,
        "page": options.page if found.paged else None,
        "words": matching.tidy(words),
        "about": names,
        "speaker": options.speaker,
        "who": options.who,
        "when": _today().isoformat(),
    }
    changing.add(Case(case), "quotation", entry)
    say(f"Quoted from «{found.title}» about {', '.join(names)}. It is a claim after: undersigned trace --case {case}")


def documents(case: CaseFolder = HERE) -> None:
    """List the documents of a case with the quotations and awards that rest on them."""
    found = keeping.documents(Case(case))
    if not found:
        say(f"No document is attached to the case in {case}. `undersigned attach FILE` brings one in.")
        return
    quoted = quotations.load(case)
    traced = _traced(Case(case))
    evidence = Evidence({document.document_id: document for document in found}, quoted)
    for document in found:
        _list(document, evidence, traced)


def detach(
    document: Annotated[str, typer.Argument(help="A document, as `undersigned documents` lists it.")],
    force: Annotated[bool, typer.Option("--force", help="Also where quotations or awards rest on it.")] = False,
    case: CaseFolder = HERE,
) -> None:
    """Take a document out of the case; refused where something rests on it."""
    found = keeping.find(Case(case), document)
    quoted, awards = changing.detach(Case(case), found, force=force)
    said = f"«{found.title}» is no longer in this case."
    if quoted or awards:
        said += f" Out of quotations.toml went {changing.listed(quoted, awards)}. Trace the case again."
    say(said)


def _check_award(told: Attaching) -> None:
    """What is said of an award hangs together; whose product it is takes the document's words."""
    if not told.award and any((told.maker, told.product, told.relation, told.category, told.words, told.page)):
        raise InputError("--maker, --quote and the like speak of an award: name it with --award.")
    if told.maker and not told.words:
        raise InputError(
            "Whose product an award buys rests on words of the document: give them with --quote and --page."
        )
    if told.award and not told.maker and any((told.product, told.relation, told.category, told.words, told.page)):
        raise InputError("--quote and the like say whose product it is: name the maker with --maker.")
    _refuse_contacts("--quote", told.words)


def _attach_to_award(case: Case, document: Document, told: Attaching) -> None:
    key = _award_key(case, told.award)
    entry: dict[str, Any] = {
        "document": document.document_id,
        "award": key,
        "maker": told.maker,
        "product": told.product,
        "relation": told.relation,
        "category": told.category,
        "page": told.page,
        "words": matching.tidy(told.words),
        "who": told.who,
        "when": _today().isoformat(),
    }
    changing.add(case, "award", entry)
    whose = f", whose product is {told.maker}'s by its words" if told.maker else ""
    say(f"It belongs to the award {key}{whose}. Trace the case again: undersigned trace --case {case.folder}")


def _say_attached(document: Document, *, new: bool) -> None:
    if not new:
        say(f"The same file is already in this case as {document.document_id}, «{document.title}»; it stays as it was.")
        return
    pages = f", {count(document.pages, 'page')}" if document.paged else ""
    say(f"Attached {document.document_id}: «{document.title}» ({document.date}){pages}.")
    _say_unread(document)


def _say_unread(document: Document) -> None:
    if not document.can_be_quoted:
        say_below(
            "No program can read words in it (it looks scanned): its quotations cannot be checked, so it cannot be "
            "quoted."
        )
    elif document.without_text:
        say_below(
            f"{count(len(document.without_text), 'page')} of {document.pages:,} have no words that a program can read; "
            "they cannot be quoted."
        )


def _list(document: Document, evidence: Evidence, traced: dict[tuple[str, str], str]) -> None:
    say(f"{document.document_id}  {document.date}  {document.title} ({document.kind})")
    for address in filter(None, (document.source, document.archive)):
        say_page(f"    {address}")
    _say_unread(document)
    for entry in evidence.quoted.quotations:
        if entry.document_id == document.document_id:
            claim = traced.get((entry.document_id, matching.tidy(entry.words)), "a claim after the next trace")
            on = f"page {entry.page}: " if entry.page and document.paged else ""
            say_below(f"{on}“{entry.words}” about {', '.join(entry.about)} [{claim}]")
    for award in evidence.quoted.awards:
        if award.document_id == document.document_id:
            say_below(f"award {award.award_key}" + (f": {award.maker}, by “{award.words}”" if award.maker else ""))
    say()


def _traced(case: Case) -> dict[tuple[str, str], str]:
    """The claims that quotations were in the last trace, by document and words; none where there is no trace."""
    try:
        with reading(case) as found:
            rows = found.rows("SELECT document_id, words, claim_id FROM quotations")
    except CaseError:
        return {}
    return {(document_id, words): claim_id for document_id, words, claim_id in rows}


def _names(case: Case, about: Sequence[str]) -> list[str]:
    """The names as the case writes them; as they were typed where it is not traced yet."""
    try:
        case.trace_folder()
    except CaseError:
        return list(dict.fromkeys(about))
    with reading(case) as found:
        return list(dict.fromkeys(_name(found.find(name), name) for name in about))


def _name(found: Sequence[Subject], asked: str) -> str:
    """Of several subjects the one that is called just so."""
    same = (subject.name for subject in found if subject.name.casefold() == asked.casefold())
    return next(same, found[0].name)


def _award_key(case: Case, asked: str) -> str:
    """The key of an award by its key or its number; as it was typed where the case is not traced yet."""
    try:
        case.trace_folder()
    except CaseError:
        return asked
    with reading(case) as found:
        rows = found.rows(
            """SELECT award_key FROM awards WHERE upper(award_key) = upper($1) OR upper(award_id) = upper($1)
               ORDER BY upper(award_key) != upper($1), award_key""",
            asked,
        )
    keys = [key for (key,) in rows]
    if not keys:
        raise CaseError(
            f"There is no award {asked!r} in this case. `undersigned show NAME` lists awards with their keys."
        )
    if len(keys) > 1 and keys[0].upper() != asked.upper():
        raise CaseError(
            f"{len(keys)} awards have the number {asked!r}. Write the whole key: {' or '.join(keys[:_NAMED])}."
        )
    return str(keys[0])


def _refuse_contacts(where: str, text: str) -> None:
    try:
        quoting.check_contacts(where, text)
    except CatalogError as error:
        raise InputError(str(error)) from error


def _today() -> date:
    return datetime.now(UTC).date()
