"""Documents in a case: each in a folder named by the first letters of its hash, and never changed there.

documents/<id>/
    original.pdf (.html, .txt)   its bytes as they were
    document.json                hash, title, source, archive, date, kind, when attached, media type, pages
    pages.json                   its words, page by page
    checksums.json               of these, which `case.json` vouches for
"""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from undersigned.case import checksums, writing
from undersigned.case.folder import Case
from undersigned.documents import reading
from undersigned.documents.document import HTML, ID_LENGTH, KINDS, PDF, TEXT, Document
from undersigned.errors import CaseError, InputError
from undersigned.terms.links import is_web

FORMAT = 1
_ENDINGS = {PDF: "pdf", HTML: "html", TEXT: "txt"}
LONGEST_TITLE = 300
_SHORTEST_ID = 4
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Control characters, marks that turn the direction of what follows, and halves of characters."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of a document; `date` is the document's own day (ISO), `archive` may be empty."""

    title: str
    source: str
    date: str
    archive: str = ""
    kind: str = "other"


def attach(case: Case, path: Path, given: Given, today: date) -> tuple[Document, bool]:
    """Keep a document in the case; what is kept, and False where the same file already was and nothing changed.

    Raises:
        InputError: the file cannot be read, or what is said of it cannot be.
        CaseError: another command is changing the case, or it cannot be written.
    """
    _check(given)
    words = reading.read(path)
    with case.changing() as scratch:
        beside = scratch / "document"
        beside.mkdir()
        original = beside / f"original.{_ENDINGS[words.media_type]}"
        sha256, size = _copy(path, original)
        document_id = sha256[:ID_LENGTH]
        if document_id in case.document_ids() and case.document_folder(document_id).exists():
            return _read(case, document_id), False
        text = json.dumps(words.pages, ensure_ascii=False, indent=0).encode()
        document = Document(
            document_id=document_id,
            sha256=sha256,
            title=given.title,
            source=given.source,
            archive=given.archive,
            date=given.date,
            kind=given.kind,
            attached=today.isoformat(),
            media_type=words.media_type,
            size=size,
            pages=len(words.pages),
            without_text=words.without_text(),
            text_sha256=hashlib.sha256(text).hexdigest(),
        )
        writing.write(beside / "pages.json", text)
        description = json.dumps({"format": FORMAT, **asdict(document)}, indent=1) + "\n"
        writing.write(beside / "document.json", description.encode())
        case.commit_document(document_id, beside)
    return document, True


def documents(case: Case) -> list[Document]:
    """Every attached document, by its day.

    Raises:
        CaseError: the description of one is damaged.
    """
    found = [_read(case, document_id) for document_id in case.document_ids()]
    return sorted(found, key=lambda document: (document.date, document.document_id))


def find(case: Case, asked: str) -> Document:
    """One document by the first letters of its hash.

    Raises:
        CaseError: there is none, or several begin so.
    """
    known = documents(case)
    begun = [found for found in known if found.sha256.startswith(asked.lower())] if len(asked) >= _SHORTEST_ID else []
    if len(begun) == 1:
        return begun[0]
    if begun:
        raise CaseError(f"{len(begun)} documents begin with {asked!r}. Write more of it: {_listed(begun)}.")
    there = f" There are {_listed(known)}." if known else " There is none; `undersigned attach FILE` brings one in."
    raise CaseError(f"There is no document {asked!r} in this case.{there}")


def pages(case: Case, document: Document) -> list[str]:
    """The words of a document, page by page, as they were when it was attached.

    Raises:
        CaseError: they are missing or were changed since.
    """
    path = case.document_folder(document.document_id) / "pages.json"
    try:
        text = path.read_bytes()
    except OSError as error:
        raise CaseError(f"{path} cannot be read: {error.strerror}. {_again(document)}") from error
    if hashlib.sha256(text).hexdigest() != document.text_sha256:
        raise CaseError(f"{path} was changed after the document was attached. {_again(document)}")
    found: list[str] = json.loads(text)
    return found


def file_name(document: Document) -> str:
    """What a copy of the document is called: its identifier and the ending of its kind."""
    return f"{document.document_id}.{_ENDINGS[document.media_type]}"


def original(case: Case, document: Document) -> Path:
    """Where the document's own bytes are."""
    return case.document_folder(document.document_id) / f"original.{_ENDINGS[document.media_type]}"


def check(case: Case, document: Document) -> None:
    """See that the document's bytes are what they were.

    Raises:
        CaseError: they are missing or were changed.
    """
    path = original(case, document)
    try:
        digest = checksums.of_file(path)
    except OSError as error:
        raise CaseError(f"{path} cannot be read: {error.strerror}. {_again(document)}") from error
    if digest != document.sha256:
        raise CaseError(f"{path} was changed after it was attached. {_again(document)}")


def _again(document: Document) -> str:
    return f"Delete the folder {document.document_id} in documents/ and attach the document again."


def _check(given: Given) -> None:
    if not given.title.strip() or len(given.title) > LONGEST_TITLE:
        raise InputError(f"A title has 1 to {LONGEST_TITLE} letters. Say it with --title.")
    if _NOT_SHOWN.search(given.title):
        raise InputError("The title has signs that cannot be shown, such as line breaks. Say it anew with --title.")
    if given.kind not in KINDS:
        raise InputError(f"--kind {given.kind!r} is not one of {', '.join(KINDS)}.")
    for option, address in (("--source", given.source), ("--archive", given.archive)):
        if address and not is_web(address):
            raise InputError(f"{option} {address!r} is not a whole web address such as https://example.org/page.")
    if not given.source:
        raise InputError("Say where the document is from: --source https://…")
    try:
        date.fromisoformat(given.date)
    except ValueError as error:
        raise InputError(f"--date {given.date}: a day is written like 2026-03-04.") from error


def _copy(path: Path, target: Path) -> tuple[str, int]:
    """Copy and hash in one reading: what is kept is what was hashed."""
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("rb") as source, target.open("wb") as file:
            while chunk := source.read(1 << 20):
                digest.update(chunk)
                size += file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}.") from error
    return digest.hexdigest(), size


def _read(case: Case, document_id: str) -> Document:
    path = case.document_folder(document_id) / "document.json"
    try:
        stored = json.loads(path.read_text(encoding="utf-8"))
        found = _from(stored)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CaseError(f"{path} is missing or damaged. Restore it, or delete its folder and attach again.") from error
    if found.document_id != document_id or found.sha256[:ID_LENGTH] != document_id:
        raise CaseError(f"{path} does not belong to its folder. Restore it, or delete its folder and attach again.")
    return found


def _from(stored: Mapping[str, Any]) -> Document:
    told = dict(stored)
    if told.pop("format") != FORMAT:
        raise ValueError("another version")
    found = Document(**{**told, "without_text": tuple(told["without_text"])})
    if not all(isinstance(getattr(found, one.name), one.type) for one in fields(found) if one.type in (str, int)):
        raise TypeError("another kind of value")
    if found.media_type not in _ENDINGS or not all(isinstance(number, int) for number in found.without_text):
        raise ValueError("no such form")
    return found


def _listed(found: list[Document]) -> str:
    return ", ".join(f"{document.document_id} ({document.title})" for document in found[:5])
