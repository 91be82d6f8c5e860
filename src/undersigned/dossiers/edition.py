"""What every page of a publication knows: its languages, what the authors wrote, what was published before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers.authored import corrections, replies, report
from undersigned.dossiers.authored.corrections import Corrections, Withdrawn
from undersigned.dossiers.authored.known import Known
from undersigned.dossiers.authored.replies import Replies
from undersigned.dossiers.authored.settings import Settings
from undersigned.dossiers.published import Line, Published
from undersigned.dossiers.succession import Succession, Successor
from undersigned.dossiers.words.language import Words, words


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the site: its tag, its own name, the folder of its pages (`es/`, empty for the first)."""

    tag: str
    name: str
    folder: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a claim said in an earlier publication; `day` is the last day of its records (ISO)."""

    day: str
    figure: int | None


@dataclass(frozen=True, slots=True)
class Gone:
    """A claim that is not in this build; `day` is the last day of the records with which it was last published."""

    line: Line
    day: str
    successor: Successor


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication; small enough to be handed to every process of the run."""

    languages: tuple[Language, ...]
    settings: Settings = field(default_factory=Settings)
    replies: Replies = field(default_factory=Replies)
    corrections: Corrections = field(default_factory=Corrections)
    earlier: Mapping[str, tuple[Earlier, ...]] = field(default_factory=dict)
    gone: tuple[Gone, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    has_report: bool = False
    kept: Mapping[Subject, str] = field(default_factory=dict)
    cited: frozenset[str] = frozenset()
    """The claims that the report cites, and those that somebody replied to."""

    @property
    def address(self) -> str:
        """Where the site will stand, ending in a slash; empty where the authors did not say."""
        return self.settings.address

    def publisher(self, words: Words) -> str:
        """Who publishes: the organisations, or the title of the site."""
        names = ", ".join(organisation.name for organisation in self.settings.organisations)
        return names or self.settings.title(words.tag) or words.text("Public contracts, traced")

    @property
    def withdrawn(self) -> Mapping[str, Withdrawn]:
        """The claims that the authors took back."""
        return self.corrections.withdrawn


def edition(trace: Trace, settings: Settings, languages: tuple[Language, ...], now: Published) -> Edition:
    """Read what the authors wrote and compare with what was published before; `now` is with this trace.

    Raises:
        CatalogError: what the authors wrote names something that the trace does not have.
    """
    folder = trace.case.folder
    known = Known(trace, now.statements())
    succession = Succession(now, trace)
    told, corrected = replies.load(folder, known), corrections.load(folder, known)
    reports = [report.load(folder, known, words(language.tag), corrected.withdrawn) for language in languages]
    chapters = [chapter for found in reports if found for chapter in (found.opening, *found.chapters)]
    return Edition(
        languages,
        settings,
        told,
        corrected,
        {line.claim_id: _earlier(now, line) for line in now.claims.values() if len(line.figures) > 1},
        tuple(Gone(line, now.last_published(line.claim_id), succession.of(line)) for line in now.vanished()),
        succession.pages(),
        any(reports),
        now.addresses(),
        frozenset(told.by_claim).union(*(chapter.claims for chapter in chapters)),
    )


def _earlier(now: Published, line: Line) -> tuple[Earlier, ...]:
    """Every figure but the one that stands, the newest first."""
    return tuple(Earlier(now.day(number), figure) for number, figure in reversed(line.figures[:-1]))


def replied(edition: Edition, subjects: tuple[Subject, ...]) -> list[replies.Reply]:
    """The replies about any of these subjects, each once, the oldest first."""
    found = (reply for subject in subjects for reply in edition.replies.by_subject.get(subject, ()))
    return sorted(dict.fromkeys(found), key=lambda reply: reply.day)
