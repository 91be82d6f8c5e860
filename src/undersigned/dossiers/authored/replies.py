"""`replies.toml` in the case: what a company answered, printed word for word and dated beside what it answers.

[[reply]]
about = "C008e484cc3a7"            # a claim, an award's key, or a name
from = "Example Cloud, Inc."
date = "2026-02-14"
text = "…"                         # paragraphs, parted by an empty line
source = "https://example.org/answer"    # optional: where the company published it
language = "en"                    # optional
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from undersigned.case.entries import Entry, paragraphs, read
from undersigned.claims.reading import Subject
from undersigned.dossiers.authored.known import About, Known

FILE = "replies.toml"
_KEYS = ("about", "from", "date", "text", "source", "language")
_Key = TypeVar("_Key")
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer; its paragraphs are plain text, `day` is ISO."""

    about: About
    sender: str
    day: str
    paragraphs: tuple[str, ...]
    source: str
    language: str


@dataclass(frozen=True, slots=True)
class Replies:
    """All answers by what they are about, the oldest first."""

    all: tuple[Reply, ...] = ()
    by_claim: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)
    by_award: Mapping[str, tuple[Reply, ...]] = field(default_factory=dict)
    by_subject: Mapping[Subject, tuple[Reply, ...]] = field(default_factory=dict)


def load(folder: Path, known: Known) -> Replies:
    """The replies of a case; none where there is no file.

    Raises:
        CatalogError: an entry lacks something or is about nothing that the trace has.
    """
    stored = read(folder / FILE)
    stored.only(("reply",))
    replies = sorted((_reply(entry, known) for entry in stored.entries("reply")), key=lambda reply: reply.day)
    claims: dict[str, list[Reply]] = defaultdict(list)
    awards: dict[str, list[Reply]] = defaultdict(list)
    subjects: dict[Subject, list[Reply]] = defaultdict(list)
    for reply in replies:
        if reply.about.kind == "claim":
            claims[reply.about.key].append(reply)
        elif reply.about.kind == "award":
            awards[reply.about.key].append(reply)
        for subject in reply.about.subjects:
            subjects[subject].append(reply)
    return Replies(tuple(replies), _frozen(claims), _frozen(awards), _frozen(subjects))


def _reply(entry: Entry, known: Known) -> Reply:
    entry.only(_KEYS)
    language = entry.maybe("language") or "en"
    if not _TAG.fullmatch(language):
        raise entry.fault(f"`language` {language!r} is not a language tag such as en or es")
    about = known.about(f"{entry.where}: `about`", entry.text("about"))
    if any(subject.kind == "category" for subject in about.subjects):
        raise entry.fault(f"`about` {about.key!r} is a category; a reply is about a claim, an award or a company")
    return Reply(
        about=about,
        sender=entry.text("from"),
        day=entry.day("date"),
        paragraphs=paragraphs(entry.text("text")),
        source=entry.web("source"),
        language=language,
    )


def _frozen(found: Mapping[_Key, list[Reply]]) -> Mapping[_Key, tuple[Reply, ...]]:
    return MappingProxyType({key: tuple(replies) for key, replies in found.items()})
