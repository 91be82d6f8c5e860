"""The pictures of paper: those of the site, with the colours of print."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from undersigned.claims.reading import Subject
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.drawn import pictures
from undersigned.dossiers.edition import Edition, Language
from undersigned.dossiers.paper.content import Drawing
from undersigned.dossiers.paper.picture import for_print
from undersigned.dossiers.paper.sources import told
from undersigned.dossiers.paper.subjects import About
from undersigned.dossiers.words.language import Words

FEWEST_BANDS = 2
"""One flow is one sum."""
FEWEST_ENDS = 2
"""Without end dates there is no time to draw."""


def drawings(contents: Contents, about: About, words: Words) -> list[Drawing]:
    """By fiscal year, the flow from agencies to makers, when the largest awards run; none that would show nothing."""
    drawn = (
        (kind, drawing(kind, (about.subject,), contents, words)) for kind in _worth_drawing(contents, about.subject)
    )
    return [_titled(found, contents, about, words) if kind == "flow" else found for kind, found in drawn if found]


def drawing(kind: str, subjects: tuple[Subject, ...], contents: Contents, words: Words) -> Drawing | None:
    """One picture by the site's name: `years`, `flow`, `lines`, `network`; of the whole case without subjects."""
    language = Language(words.tag, "", "")
    desk = Desk(Edition((language,)), contents, language, words, Path())
    found = pictures.one(desk, kind, subjects, kind)
    if found is None:
        return None
    notes = _notes(kind, words)
    return replace(for_print(found), notes=(notes,)) if notes else for_print(found)


def _notes(kind: str, words: Words) -> str:
    """What is said below a picture instead of what speaks of screens and of the table beside it."""
    if kind == "flow":
        return words.text(
            "Drawn are awards whose words name a maker, by their net obligations. Flows that net to zero or less are "
            "not drawn; many small ones are drawn as one."
        )
    return words.text("A thicker line is more money, though not in proportion.") if kind == "network" else ""


def _worth_drawing(contents: Contents, subject: Subject) -> Iterator[str]:
    yield "years"
    flows = contents.flows.of(subject.kind, subject.name)
    if len({(flow.agency, flow.channel, flow.maker) for flow in flows if flow.cents > 0}) >= FEWEST_BANDS:
        yield "flow"
    if sum(contents.awards[key].end_date is not None for key in contents.awards_of(subject)) >= FEWEST_ENDS:
        yield "lines"


def _titled(found: Drawing, contents: Contents, about: About, words: Words) -> Drawing:
    """The flow under the claim on what resellers hold, where they hold anything."""
    own = contents.about(about.subject)
    claims = (own.get(("obligations", channel, "", None)) for channel in ("resold", "direct", "all"))
    title = next((told(claim, words) for claim in claims if claim), found.title)
    return replace(found, title=title)
