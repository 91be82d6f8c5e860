"""`dossier.toml` in the case: who publishes, under which title and address, and how to object. All of it is optional.

title = "Who sells to the border agencies"
address = "https://example.org/dossier/"     # where the site will stand; empty is fine
contact = "corrections@example.org"          # or a web address: how to object, printed on every page
licence = "CC BY 4.0"
languages = ["en", "es"]
documents = "publish"                        # attached documents themselves; without it only what is quoted from them
about = "…"                                  # paragraphs, parted by an empty line
contest = "…"

[[organisations]]
name = "An organisation"
logo = "logos/organisation.svg"              # PNG or SVG inside the case
link = "https://example.org/"

[es]                                         # title, about and contest in another language
title = "…"
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from undersigned.case.entries import Entry, paragraphs, read
from undersigned.dossiers.authored import logos
from undersigned.terms.links import is_mail, is_web

FILE = "dossier.toml"
_TEXTS = ("title", "about", "contest")
_KEYS = ("title", "address", "organisations", "contact", "licence", "languages", "documents", "about", "contest")


@dataclass(frozen=True, slots=True)
class Organisation:
    """Who publishes; `logo` is the file in the case, None where there is none."""

    name: str
    link: str
    logo: Path | None


@dataclass(frozen=True, slots=True)
class Told:
    """A text of the authors as paragraphs, and the language in which it is there."""

    paragraphs: tuple[str, ...]
    language: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What `dossier.toml` says; texts by language, English where one is not translated.

    `address` ends in a slash. `contact` is as written, `contact_link` what a page links to.
    """

    address: str = ""
    organisations: tuple[Organisation, ...] = ()
    contact: str = ""
    contact_link: str = ""
    licence: str = ""
    languages: tuple[str, ...] = ("en",)
    publishes_documents: bool = False
    texts: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def title(self, language: str = "en") -> str:
        """The title; empty where the authors gave none."""
        return " ".join(self.told("title", language).paragraphs)

    def told(self, key: str, language: str = "en") -> Told:
        """`title`, `about` or `contest` in a language, or in English where it is not translated."""
        for tag in (language, "en"):
            if found := self.texts.get((key, tag)):
                return Told(found, tag)
        return Told((), language)


def load(folder: Path, known: Collection[str] = ("en", "es")) -> Settings:
    """The settings of a case; `known` are the languages that pages can be written in.

    Raises:
        CatalogError: the file says something that cannot be; the sentence names the key and what can be done.
    """
    stored = read(folder / FILE)
    stored.only((*_KEYS, *(tag for tag in known if tag != "en")))
    contact = stored.maybe("contact")
    return Settings(
        address=_address(stored),
        organisations=tuple(_organisation(entry, folder) for entry in stored.entries("organisations")),
        contact=contact,
        contact_link=_contact_link(stored, contact),
        licence=stored.maybe("licence"),
        languages=_languages(stored, known),
        publishes_documents=_publishes(stored),
        texts=MappingProxyType(_texts(stored, known)),
    )


def _address(stored: Entry) -> str:
    address = stored.maybe("address")
    if not address:
        return ""
    if not address.startswith("https://") or not is_web(address) or "?" in address or "#" in address:
        raise stored.fault(
            f"`address` {address!r} is not the https address of a folder, such as https://example.org/dossier/. "
            "Leave it empty where you do not know it yet"
        )
    return address.rstrip("/") + "/"


def _organisation(entry: Entry, folder: Path) -> Organisation:
    entry.only(("name", "logo", "link"))
    name, logo = entry.text("name"), entry.maybe("logo")
    if logo and (fault := logos.fault(folder, logo)):
        raise entry.fault(f"the `logo` {logo!r} {fault}")
    return Organisation(name, entry.web("link"), folder / logo if logo else None)


def _contact_link(stored: Entry, contact: str) -> str:
    if contact and is_mail(contact):
        return f"mailto:{contact}"
    if contact and not is_web(contact):
        raise stored.fault(f"`contact` {contact!r} is neither an e-mail address nor a whole web address")
    return contact


def _publishes(stored: Entry) -> bool:
    said = stored.maybe("documents")
    if said not in ("", "quote", "publish"):
        raise stored.fault(
            f'`documents` {said!r} is neither "quote" (what is quoted from them) nor "publish" (the whole)'
        )
    return said == "publish"


def _languages(stored: Entry, known: Collection[str]) -> tuple[str, ...]:
    asked = stored.texts("languages") or ("en",)
    if unknown := [tag for tag in asked if tag not in known]:
        raise stored.fault(f"`languages` has {unknown[0]!r}; pages can be written in {', '.join(known)}")
    return ("en", *(tag for tag in dict.fromkeys(asked) if tag != "en"))


def _texts(stored: Entry, known: Collection[str]) -> dict[tuple[str, str], tuple[str, ...]]:
    found = {(key, "en"): paragraphs(stored.maybe(key)) for key in _TEXTS}
    for tag in known:
        if tag != "en":
            told = stored.table(tag)
            told.only(_TEXTS)
            found |= {(key, tag): paragraphs(told.maybe(key)) for key in _TEXTS}
    return {place: text for place, text in found.items() if text}
