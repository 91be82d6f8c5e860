"""A campaign: a demand, to whom, why, until when; and the honest count of who stands behind it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What signers put their names to."""

    PETITION = "petition"
    """A demand to somebody who can decide."""
    LETTER = "letter"
    """An open letter, whose signers speak for themselves; it may wait until enough have signed."""
    PLEDGE = "pledge"
    """What signers promise to do or not to do."""
    ENDORSEMENT = "endorsement"
    """A statement of others that signers support."""


class Stage(StrEnum):
    """How far a campaign has come."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    """Nobody can sign any more; the page and the tally stay."""
    DESTROYED = "destroyed"
    """What was sealed is gone, because the date of retention passed or too few signed; the tally may stay."""


@dataclass(frozen=True, slots=True)
class Step:
    """What a signer may do next, as the organisers chose: a sentence and where it leads."""

    text: str
    address: str


@dataclass(frozen=True, slots=True)
class Texts:
    """What organisers wrote in one language; `letter` and `why` are Markdown, the others plain."""

    language: str
    title: str
    demand: str
    target: str
    letter: str
    why: str = ""
    share: str = ""
    hashtags: tuple[str, ...] = ()
    next_steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class CitedClaim:
    """A claim as it was on the day the campaign was published, and where it can be read.

    `wording` says it in other languages (`terms.sentence`); `now` is its statement in the newest trace, where that
    differs, and `now_wording` says that in other languages.
    """

    id: str
    statement: str
    wording: str
    figure: str
    day: date
    address: str = ""
    now: str = ""
    now_day: date | None = None
    now_wording: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign as published: everything about it that is no signature.

    `public_key` is the key holders' X25519 key, 32 bytes; whom signatures are sealed for. `appears_at`, `appears_by`: a
    letter of which nothing is shown until so many have signed, and which is destroyed when they have not by then.
    """

    id: int
    slug: str
    kind: Kind
    stage: Stage
    public_key: bytes
    texts: tuple[Texts, ...]
    organisers: str
    contact: str
    retention: date
    claims: tuple[CitedClaim, ...] = ()
    opened: date | None = None
    closes: date | None = None
    appears_at: int | None = None
    appears_by: date | None = None
    holders: tuple[str, ...] = ()
    """Who holds the shares of the key, as the organisers name them; shown to signers."""
    needed: int = 2
    """How many of the holders open the key together."""
    appeared: date | None = None
    """When a letter that waited had enough signers; from then on it is shown like any other."""
    destroyed: date | None = None
    """When what was sealed was destroyed."""

    @property
    def waits(self) -> bool:
        """True for a letter of which nothing may be shown or delivered yet, and no name be kept in clear."""
        return self.appears_at is not None and self.appeared is None

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of its texts, the first one leading."""
        return tuple(texts.language for texts in self.texts)

    def in_language(self, language: str) -> Texts:
        """Its texts in a language, or in the leading one."""
        return next((texts for texts in self.texts if texts.language == language), self.texts[0])


@dataclass(frozen=True, slots=True)
class Tally:
    """How many, by kind; `standing` is confirmed and not withdrawn or invalidated since. Kinds are never added up."""

    collected: int = 0
    confirmed: int = 0
    withdrawn: int = 0
    invalidated: int = 0
    reinstated: int = 0
    paper: int = 0
    imported: int = 0
    standing: int = 0


@dataclass(frozen=True, slots=True)
class PublicSigner:
    """A signer as she asked to be shown."""

    name: str
    affiliation: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a campaign's page says of its signatures, as of a moment; nothing at all for a letter that still waits."""

    tally: Tally
    signers: tuple[PublicSigner, ...] = ()
    places: tuple[tuple[str, int], ...] = field(default=())
    """Countries or areas with their counts, small ones left out."""
    waits: bool = False
