"""Where the pages of one language are written: templates, words, links, the folder."""

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from undersigned.dossiers import addresses
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.edition import Edition, Language
from undersigned.dossiers.words.language import Words
from undersigned.terms.claim import Claim
from undersigned.terms.reconciliation import Suspicion


REPEATED, INCOMPLETE, CUT_OFF = "an earlier row exactly", "is incomplete: ", "probably stopped early"
"""Words of the English caveats by which three kinds of them are told apart."""


class Desk:
    """Writes the pages of one language."""

    def __init__(self, edition: Edition, contents: Contents, language: Language, words: Words, folder: Path) -> None:
        self.edition = edition
        self.contents = contents
        self.language = language
        self.words = words
        self.top = folder
        self.folder = folder / language.folder
        self._environments = {deep: self._environment(deep) for deep in (False, True)}

    @property
    def title(self) -> str:
        """The title of the site in this language."""
        return self.edition.settings.title(self.language.tag) or self.words.text("Public contracts, traced")

    def write(self, address: str, template: str, **told: Any) -> None:
        """Render a template to an address below the language's root."""
        page = self._environments["/" in address].get_template(template).render(address=address, **told)
        self.save(address, page)

    def save(self, address: str, text: str) -> None:
        """Write a finished text to an address below the language's root."""
        (self.folder / address).write_text(text, encoding="utf-8")

    def said(self, claim: Claim) -> str:
        """The sentence of a claim in this language."""
        return self.words.say(claim.statement, claim.wording)

    def amount(self, claim: Claim, exact: bool = True) -> str:
        """The figure of a claim as people write it; empty where these records cannot tell."""
        if claim.figure is None:
            return ""
        if claim.unit == "percent":
            return self.words.percent(claim.figure)
        if claim.unit == "cents":
            return self.words.money(claim.figure) if exact else self.words.plain(claim.figure)
        return self.words.count(claim.figure)

    def category(self, category: str) -> str:
        """A category as people write it: `cloud hosting`."""
        return self.words.category(category)

    def caveats(self, claim: Claim) -> list[str]:
        """What must be said beside a claim, in this language; repeats within the files become one sentence."""
        found = list(zip(claim.caveats, claim.caveat_wordings or [""] * len(claim.caveats), strict=True))
        told = [self.words.say(*caveat) for caveat in found if REPEATED not in caveat[0]]
        if repeats := len(found) - len(told):
            told.append(
                self.words.texts(
                    "In {n} part of the records some rows repeat others exactly; each is counted once.",
                    "In {n} parts of the records some rows repeat others exactly; each is counted once.",
                    repeats,
                )
            )
        return told

    def incomplete(self, *claims: Claim | None) -> str:
        """Why the records of a year are not whole yet, where a caveat says so; empty otherwise."""
        return self._caveat(INCOMPLETE, claims)

    def truncated(self, *claims: Claim | None) -> str:
        """Why the records of a year were probably cut off, where a caveat says so; empty otherwise."""
        return self._caveat(CUT_OFF, claims)

    def _caveat(self, mark: str, claims: tuple[Claim | None, ...]) -> str:
        for claim in claims:
            wordings = claim.caveat_wordings or [""] * len(claim.caveats) if claim else ()
            for caveat, wording in zip(claim.caveats if claim else (), wordings, strict=True):
                if mark in caveat:
                    return self.words.say(caveat, wording)
        return ""

    def suspicion(self, found: Suspicion) -> str:
        """What looks wrong in a file, in this language."""
        return self.words.say(found.sentence, found.wording)

    def _environment(self, deep: bool) -> Environment:
        environment = _templates().overlay()
        up = "../" if deep else ""
        environment.globals = {
            **environment.globals,
            "_": self.words.text,
            "ngettext": self.words.texts,
            "words": self.words,
            "site": self.edition,
            "site_title": self.title,
            "language": self.language,
            "contents": self.contents,
            "up": up,
            "top": up + ("../" if self.language.folder else ""),
            "said": self.said,
            "category_name": self.category,
            "suspicion_said": self.suspicion,
            "amount": self.amount,
            "profile_address": self.contents.profiles.address,
            "award_address": addresses.award,
            "page_address": addresses.page,
        }
        return environment


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("undersigned.dossiers", "templates"),
        autoescape=True,
        trim_blocks=True,
        undefined=StrictUndefined,
        cache_size=-1,
    )
