"""Quotations as claims: what a document says, in its own words, with no figure and no rows.

documents.parquet         what is attached to the case
quotations.parquet        each claim that is a quotation, with its document, page, words and everybody whom it is about
award_documents.parquet   award → document, with the words that carry an attribution where they do
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from rapidfuzz import fuzz, process

from undersigned.case.folder import Case
from undersigned.claims.documented import Place
from undersigned.documents import evidence
from undersigned.documents.document import Document
from undersigned.documents.evidence import Evidence
from undersigned.documents.matching import fold
from undersigned.documents.quotations import FILE, AwardDocument, Quotation, Quoted
from undersigned.errors import CatalogError
from undersigned.ingest import persons
from undersigned.makers.documented import Told
from undersigned.terms.claim import Claim, SubjectKind, claim_id
from undersigned.terms.sentence import Template, Worded, fixed

MEASURE = "quotation"
_KINDS: tuple[SubjectKind, ...] = ("maker", "agency", "category", "reseller", "family", "company")
"""Of several kinds with one name the claim is about the first; the page of each has it."""
_CLOSE_ENOUGH = 80.0

WORD = fixed("What a document says is the word of its author; it is no figure of these records.")
UNARCHIVED = fixed(
    "No archived copy is named: what stands at the source may change. The document's hash tells the copy that was read."
)

_DOCUMENT = pa.schema(
    [
        *((name, pa.string()) for name in ("document_id", "sha256", "title", "source", "archive", "date", "kind")),
        *(("attached", pa.string()), ("media_type", pa.string()), ("size", pa.int64()), ("pages", pa.int32())),
        *(("without_text", pa.list_(pa.int32())), ("text_sha256", pa.string())),
    ]
)
_QUOTATION = pa.schema(
    [
        *(("claim_id", pa.string()), ("document_id", pa.string()), ("page", pa.int32()), ("words", pa.string())),
        *(("speaker", pa.string()), ("subject_kinds", pa.list_(pa.string())), ("subjects", pa.list_(pa.string()))),
    ]
)
_AWARD = pa.schema(
    [
        *(("award_key", pa.string()), ("document_id", pa.string()), ("maker", pa.string()), ("page", pa.int32())),
        ("words", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class QuotedClaim:
    """A claim that is a quotation: `subjects` are (kind, name), the claim's own first."""

    claim: Claim
    entry: Quotation
    subjects: tuple[tuple[str, str], ...]


def load(case: Case, as_of: str | None = None) -> Evidence:
    """The documents of a case and what is quoted from them; without what is dated after a day, where one is given.

    Raises:
        CaseError: a document is damaged.
        CatalogError: an entry names no document, its words do not stand there, or they name a private person's contact.
    """
    found = evidence.load(case)
    for entry in found.quoted.entries():
        check_contacts(entry.where, entry.words)
    for entry in found.quoted.quotations:
        check_speaker(entry.where, entry.speaker)
    return found if as_of is None else _until(found, as_of)


def check_contacts(where: str, text: str) -> None:
    """Refuse e-mail addresses and telephone numbers, which ingest masks in records.

    Raises:
        CatalogError: there is one.
    """
    if persons.mask(text) != text:
        raise CatalogError(
            f"{where}: there is an e-mail address or a telephone number in “{persons.mask(text)}”. Leave it out; in "
            "a quotation put … in its place."
        )


def check_speaker(where: str, speaker: str) -> None:
    """Refuse a speaker who is a person by name.

    Raises:
        CatalogError: it is plainly a person's name, or has an address or number.
    """
    check_contacts(where, speaker)
    if speaker and persons.looks_natural(speaker):
        raise CatalogError(
            f"{where}: the speaker {speaker!r} looks like a person's name. Write the office or the organisation that "
            "spoke, such as Chief Information Officer."
        )


def _until(found: Evidence, day: str) -> Evidence:
    documents = {key: document for key, document in found.documents.items() if document.date <= day}
    return Evidence(
        documents,
        Quoted(
            tuple(entry for entry in found.quoted.quotations if entry.document_id in documents),
            tuple(entry for entry in found.quoted.awards if entry.document_id in documents),
        ),
    )


def place(document: Document, page: int | None) -> Place:
    """Where something stands in a document."""
    return Place(document.title, document.date, page if document.paged else None)


def told(found: Evidence) -> dict[str, list[Told]]:
    """By award: the makers that documents name for it."""
    by_award: dict[str, list[Told]] = defaultdict(list)
    for entry in found.quoted.awards:
        if entry.maker:
            where = place(found.document(entry), entry.page).said().said()
            by_award[entry.award_key].append(
                Told(entry.maker, entry.product, entry.relation, entry.category, entry.words, where)
            )
    return dict(by_award)


def places(found: Evidence, attributed: Collection[str]) -> dict[str, tuple[Place, ...]]:
    """Where documents say it, of the awards that they do attribute."""
    by_award: dict[str, list[Place]] = defaultdict(list)
    for entry in found.quoted.awards:
        if entry.maker and entry.award_key in attributed:
            by_award[entry.award_key].append(place(found.document(entry), entry.page))
    return {key: tuple(found) for key, found in by_award.items()}


def claims(found: Evidence, subjects: Iterable[tuple[str, str]], as_of: str) -> tuple[list[QuotedClaim], list[str]]:
    """The quotations as claims, and a sentence for each name that these records do not have.

    `subjects` are the (kind, name) of all other claims.
    """
    named: dict[str, dict[str, str]] = defaultdict(dict)
    for kind, name in subjects:
        named[_spoken(name)][kind] = name
    made: dict[str, QuotedClaim] = {}
    missing = []
    for entry in found.quoted.quotations:
        about = [
            (kind, named[_spoken(name)][kind])
            for name in entry.about
            for kind in _KINDS
            if kind in named.get(_spoken(name), {})
        ]
        missing += [_not_there(name, named) for name in entry.about if _spoken(name) not in named]
        if about:
            one = _claim(found.document(entry), entry, tuple(dict.fromkeys(about)), as_of)
            before = made.get(one.claim.claim_id)
            made[one.claim.claim_id] = _joined(before, one) if before else one
    return list(made.values()), missing


def award_keys(found: Evidence) -> set[str]:
    """The awards to which documents are attached."""
    return {entry.award_key for entry in found.quoted.awards}


def unmatched(found: Evidence, award_keys: Collection[str]) -> list[str]:
    """A sentence for every document of an award that these records do not have."""
    return [
        f"{entry.where} names the award {entry.award_key!r}: these records have no such award."
        for entry in found.quoted.awards
        if entry.award_key not in award_keys
    ]


def write(found: Evidence, made: Iterable[QuotedClaim], folder: Path) -> None:
    """Write the three tables beside a finished trace; empty ones where there is nothing."""
    documents = [asdict(document) for document in found.documents.values()]
    quotations = [
        {
            "claim_id": one.claim.claim_id,
            "document_id": one.entry.document_id,
            "page": one.entry.page if found.document(one.entry).paged else None,
            "words": one.entry.words,
            "speaker": one.entry.speaker,
            "subject_kinds": [kind for kind, _ in one.subjects],
            "subjects": [name for _, name in one.subjects],
        }
        for one in sorted(made, key=lambda one: one.claim.claim_id)
    ]
    awards = [_award(found, entry) for entry in found.quoted.awards]
    awards.sort(key=lambda row: tuple(map(str, row.values())))
    for name, rows, schema in (
        ("documents", documents, _DOCUMENT),
        ("quotations", quotations, _QUOTATION),
        ("award_documents", awards, _AWARD),
    ):
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), folder / f"{name}.parquet", compression="zstd")


def _award(found: Evidence, entry: AwardDocument) -> dict[str, object]:
    page = entry.page if found.document(entry).paged else None
    return {
        "award_key": entry.award_key,
        "document_id": entry.document_id,
        "maker": entry.maker,
        "page": page,
        "words": entry.words,
    }


def _claim(document: Document, entry: Quotation, subjects: tuple[tuple[str, str], ...], as_of: str) -> QuotedClaim:
    kind, subject = subjects[0]
    made = Claim(
        claim_id=claim_id(MEASURE, document.sha256, entry.page if document.paged else "", fold(entry.words)),
        subject_kind=kind,  # type: ignore[arg-type]  # one of _KINDS
        subject=subject,
        measure=MEASURE,
        channel="all",
        other=document.document_id,
        fiscal_year=None,
        statement=statement(document, entry),
        figure=None,
        unit="none",
        awards=0,
        transactions=0,
        as_of=as_of,
        caveats=(WORD,) if document.archive else (WORD, UNARCHIVED),
        sources=(),
    )
    return QuotedClaim(made, entry, subjects)


def statement(document: Document, entry: Quotation) -> Worded:
    """The sentence: where it stands, who said it, the words."""
    where = place(document, entry.page).said()
    if entry.speaker:
        return _SPOKEN.of(where=where, speaker=entry.speaker, words=entry.words).said()
    return _QUOTED.of(where=where, words=entry.words).said()


_QUOTED = Template("In {where}: “{words}”")
_SPOKEN = Template("In {where}, {speaker}: “{words}”")


def _joined(before: QuotedClaim, after: QuotedClaim) -> QuotedClaim:
    """The same words quoted twice: one claim, about everybody whom either is about."""
    return replace(before, subjects=tuple(dict.fromkeys((*before.subjects, *after.subjects))))


def _spoken(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())


def _not_there(name: str, named: Mapping[str, Mapping[str, str]]) -> str:
    close = process.extractOne(_spoken(name), list(named), scorer=fuzz.WRatio, score_cutoff=_CLOSE_ENOUGH)
    hint = f"; there is {next(iter(named[close[0]].values()))!r}" if close else ""
    return f"{FILE}: a quotation is about {name!r}: these records have nothing of that name{hint}."
