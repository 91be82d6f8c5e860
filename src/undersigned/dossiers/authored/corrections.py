"""`corrections.toml` in the case: what was wrong and is put right, and which claims the authors take back.

[[correction]]
date = "2026-03-01"
about = "company/example-cloud.html"     # a claim, an award's key, a name, or a page's address in the site
what = "…"

[[withdrawn]]                            # the claim's page stays and says why; its figure goes from all others
claim = "C008e484cc3a7"
date = "2026-03-01"
why = "…"
replaced_by = "C030f7ffec7a4"            # optional
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from undersigned.case.entries import Entry, paragraphs, read
from undersigned.dossiers.authored.known import About, Known

FILE = "corrections.toml"
_PAGE = re.compile(r"(?!\.)[\w\-]+(/[\w\-.]+)*\.html")


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong, on which day it was put right (ISO), and how; paragraphs of plain text."""

    day: str
    about: About
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A claim that the authors took back; `replaced_by` is another claim or empty."""

    claim_id: str
    day: str
    why: str
    replaced_by: str


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections, the newest first, and the withdrawn claims by identifier."""

    all: tuple[Correction, ...] = ()
    withdrawn: Mapping[str, Withdrawn] = field(default_factory=dict)


def load(folder: Path, known: Known) -> Corrections:
    """The corrections of a case; none where there is no file.

    Raises:
        CatalogError: an entry lacks something, or names a claim that neither this trace nor an earlier build had.
    """
    stored = read(folder / FILE)
    stored.only(("correction", "withdrawn"))
    corrections = [_correction(entry, known) for entry in stored.entries("correction")]
    entries = stored.entries("withdrawn")
    withdrawn = [_withdrawn(entry, known) for entry in entries]
    _check(entries, withdrawn)
    return Corrections(
        tuple(sorted(corrections, key=lambda correction: correction.day, reverse=True)),
        MappingProxyType({line.claim_id: line for line in withdrawn}),
    )


def _correction(entry: Entry, known: Known) -> Correction:
    entry.only(("date", "about", "what"))
    asked = entry.text("about")
    about = About("page", asked) if _PAGE.fullmatch(asked) else known.about(f"{entry.where}: `about`", asked)
    return Correction(entry.day("date"), about, paragraphs(entry.text("what")))


def _withdrawn(entry: Entry, known: Known) -> Withdrawn:
    entry.only(("claim", "date", "why", "replaced_by"))
    replaced_by = entry.maybe("replaced_by")
    return Withdrawn(
        claim_id=known.claim_id(f"{entry.where}: `claim`", entry.text("claim")),
        day=entry.day("date"),
        why=entry.text("why"),
        replaced_by=known.claim(f"{entry.where}: `replaced_by`", replaced_by).claim_id if replaced_by else "",
    )


def _check(entries: list[Entry], withdrawn: Iterable[Withdrawn]) -> None:
    """A claim is withdrawn once, and what replaces it stands."""
    lines = list(zip(entries, withdrawn, strict=True))
    gone = {line.claim_id for _, line in lines}
    seen: set[str] = set()
    for entry, line in lines:
        if line.claim_id in seen:
            raise entry.fault(f"the claim {line.claim_id} is withdrawn twice; keep one entry")
        if line.replaced_by in gone:
            raise entry.fault(f"`replaced_by` {line.replaced_by} is withdrawn itself; name a claim that stands")
        seen.add(line.claim_id)
