"""`undersigned publish --pdf NAME`: a dossier about one name, and the authors' report, each as one PDF."""

from collections.abc import Collection
from dataclasses import asdict
from pathlib import Path
from typing import Any

from undersigned.claims.reading import Trace
from undersigned.dossiers.authored.report import Report
from undersigned.dossiers.authored.settings import Settings
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.paper import awards, chapters, council, frame, method, pictures, quotations, summary, tables
from undersigned.dossiers.paper.sources import Sources, roughly, told
from undersigned.dossiers.paper.subjects import About, about
from undersigned.dossiers.paper.typesetting import typeset
from undersigned.dossiers.words.language import Words, languages
from undersigned.dossiers.words.language import words as words_of
from undersigned.terms.claim import Claim

NOBODY = Settings()


def write(
    trace: Trace,
    name: str,
    target: Path,
    words: Words,
    authored: Settings = NOBODY,
    withdrawn: Collection[str] = (),
) -> None:
    """Write the dossier about a maker, company, agency, reseller or category; the file is whole or not there.

    Claims that were `withdrawn` are not in it.

    Raises:
        CaseError: nothing in the case has that name.
        PaperError: it could not be set.
    """
    contents = Contents(trace).without(withdrawn)
    save(typeset("dossier", dossier(contents, name, words, authored), contents.as_of), target)


def write_report(
    trace: Trace,
    report: Report,
    target: Path,
    words: Words,
    authored: Settings = NOBODY,
    withdrawn: Collection[str] = (),
) -> None:
    """Write the authors' report, in the language in which it is written; its pictures are without `withdrawn` claims.

    Raises:
        PaperError: it could not be set.
    """
    save(of_report(Contents(trace).without(withdrawn), report, words, authored), target)


def of_report(contents: Contents, report: Report, words: Words, authored: Settings = NOBODY) -> bytes:
    """The authors' report as the bytes of a PDF.

    Raises:
        PaperError: it could not be set.
    """
    words = words_of(report.language) if report.language in languages() else words
    sources = Sources(contents, words)
    text = chapters.chapters(contents, report, sources, words)
    told_by = {
        **frame.frame(report.title, contents, words),
        "language": report.language,
        "organisations": frame.organisations(authored),
        "chapters": [asdict(chapter) for chapter in text],
        "notes": chapters.notes(contents, report),
        **_back(contents, sources, words),
        "citing": asdict(method.citing_report(report.title, contents.as_of, words)),
        "sources": [asdict(source) for source in sources.listed({})],
    }
    return typeset("report", told_by, contents.as_of)


def dossier(contents: Contents, name: str, words: Words, authored: Settings = NOBODY) -> dict[str, Any]:
    """Everything that the dossier says, as the template reads it."""
    subject = about(contents, name, words)
    weighed = summary.weighed(contents, subject)
    held = awards.awards(contents, subject.subject)
    sources = Sources(contents, words)
    sentences = [sources.sentence(claim) for claim in weighed]
    sheet = council.sheet(contents, subject, held, sources, words)
    by_claim = tables.tables(contents, subject, sources, words)
    numbers = {award.award_key: number for number, award in enumerate(held[: awards.MOST], start=1)}
    return {
        **frame.frame(subject.title, contents, words),
        "organisations": frame.organisations(authored),
        "cover": _cover(subject, weighed[0], words),
        "summary": [asdict(sentence) for sentence in sentences],
        "said": method.must_be_said(weighed, words),
        "quotations": [asdict(found) for found in quotations.quotations(contents, subject, sources, words)],
        "council": asdict(sheet) if sheet else None,
        "pictures": [asdict(found) for found in pictures.drawings(contents, subject, words)],
        "tables": [asdict(table) for table in by_claim],
        "awards": asdict(awards.table(contents, subject, held, words)),
        **_back(contents, sources, words),
        "citing": asdict(method.citing(subject, weighed[0], words)),
        "sources": [asdict(source) for source in sources.listed(numbers)],
    }


def save(pdf: bytes, target: Path) -> None:
    """Write beside the target, then take its place."""
    beside = target.with_name(f".{target.name}.new")
    try:
        beside.write_bytes(pdf)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _back(contents: Contents, sources: Sources, words: Words) -> dict[str, Any]:
    """What stands at the end of every paper: method, caveats, files."""
    return {
        "method": asdict(method.method(words)),
        "caveats": asdict(method.caveats(sources.claims(), words)),
        "books": asdict(method.books(contents, words)),
    }


def _cover(subject: About, strongest: Claim, words: Words) -> dict[str, Any]:
    return {
        "kind": subject.kind,
        "figure": roughly(strongest, words),
        "sentence": told(strongest, words),
        "claim": strongest.claim_id,
        "from": words.text(
            "From {rows} of {awards}.",
            rows=words.texts("{n} row", "{n} rows", strongest.transactions),
            awards=words.texts("{n} award", "{n} awards", strongest.awards),
        ),
    }
