"""`campaign.toml`: what is the same in every language. `drafting` writes one with comments that explain each line."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from undersigned.case.entries import Entry, read
from undersigned.terms.campaign import Kind
from undersigned.terms.links import is_mail, is_web

FILE = "campaign.toml"
_KEYS = (
    *("kind", "languages", "organisers", "contact", "closes", "retention", "holders"),
    *("case", "claims", "appears_at", "appears_by"),
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
FEWEST_THAT_APPEAR = 2
MOST_THAT_APPEAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file says; a relative `case` is meant from the campaign's folder."""

    kind: Kind
    languages: tuple[str, ...]
    organisers: str
    contact: str
    retention: date
    closes: date | None
    holders: tuple[str, ...]
    case: Path | None
    claims: tuple[str, ...]
    appears_at: int | None
    appears_by: date | None


def load(folder: Path) -> Settings:
    """The settings of a campaign's folder.

    Raises:
        CatalogError: the file is missing or says something that cannot be; the sentence names key and remedy.
    """
    stored = read(folder / FILE)
    stored.only(_KEYS)
    closes, appears_by = stored.maybe_day("closes"), stored.maybe_day("appears_by")
    case = stored.maybe("case")
    settings = Settings(
        kind=_kind(stored),
        languages=_languages(stored),
        organisers=stored.text("organisers"),
        contact=_contact(stored),
        retention=date.fromisoformat(stored.day("retention")),
        closes=date.fromisoformat(closes) if closes else None,
        holders=stored.texts("holders"),
        case=folder / Path(case).expanduser() if case else None,
        claims=tuple(dict.fromkeys(stored.texts("claims"))),
        appears_at=stored.number("appears_at"),
        appears_by=date.fromisoformat(appears_by) if appears_by else None,
    )
    _refuse_contradictions(stored, settings)
    return settings


def _kind(stored: Entry) -> Kind:
    told = stored.text("kind")
    if told not in set(Kind):
        raise stored.fault(f"`kind` is {told!r}; it is one of {', '.join(Kind)}")
    return Kind(told)


def _languages(stored: Entry) -> tuple[str, ...]:
    found = stored.texts("languages")
    if not found:
        raise stored.fault('there is no language. Write languages = ["en"], the leading one first')
    if odd := [tag for tag in found if not _LANGUAGE.fullmatch(tag)]:
        raise stored.fault(f"`languages` has {odd[0]!r}, which is no tag of a language such as en, es or pt-BR")
    return tuple(dict.fromkeys(found))


def _contact(stored: Entry) -> str:
    found = stored.text("contact")
    if not is_mail(found) and not is_web(found):
        raise stored.fault(f"`contact` {found!r} is neither an e-mail address nor a whole web address")
    return found


def _refuse_contradictions(stored: Entry, settings: Settings) -> None:
    if settings.claims and settings.case is None:
        raise stored.fault("claims are cited, and `case` does not name the folder that they are in")
    if (settings.appears_at is None) != (settings.appears_by is None):
        raise stored.fault("`appears_at` and `appears_by` belong together: write both, or neither")
    if settings.appears_at is not None:
        if settings.kind is not Kind.LETTER:
            raise stored.fault(f"only a letter can wait until enough have signed, and this is a {settings.kind}")
        if not FEWEST_THAT_APPEAR <= settings.appears_at <= MOST_THAT_APPEAR:
            raise stored.fault(
                f"`appears_at` is a number from {FEWEST_THAT_APPEAR} to {MOST_THAT_APPEAR:,}, "
                f"not {settings.appears_at:,}"
            )
