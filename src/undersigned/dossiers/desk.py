"""Where the pages of one language are written: templates, words, links, the folder."""

from pathlib import Path
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup

from undersigned.dossiers import addresses
from undersigned.dossiers.contents import Award, Contents
from undersigned.dossiers.edition import Edition, Language
from undersigned.dossiers.profiles import Profile
from undersigned.dossiers.templating import environment
from undersigned.dossiers.words.language import Words
from undersigned.terms.claim import Claim, Unit
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
        self._compiled: dict[tuple[str, bool], Template] = {}
        self._caveats: dict[tuple[str, ...], list[str]] = {}
        self._award_rows: dict[str, Markup] = {}
        self._environments = {deep: self._environment(deep) for deep in (False, True)}

    @property
    def title(self) -> str:
        """The title of the site in this language."""
        return self.edition.settings.title(self.language.tag) or self.words.text("Public contracts, traced")

    @property
    def publisher(self) -> str:
        """Who publishes, for citations."""
        return self.edition.publisher(self.words)

    def absolute(self, address: str) -> str:
        """An address with the site's own before it; empty where the authors gave none."""
        return f"{self.edition.address}{self.language.folder}{address}" if self.edition.address else ""

    def headlines(self, profile: Profile) -> list[Claim]:
        """The totals over all years that may stand on a card: with a figure above zero, not withdrawn."""
        found = [
            claim
            for subject in profile.subjects
            for (measure, channel, other, year), claim in self.contents.about(subject).items()
            if measure == "obligations" and channel in ("direct", "resold", "all") and (other, year) == ("", None)
        ]
        return [claim for claim in found if (claim.figure or 0) > 0 and claim.claim_id not in self.edition.withdrawn]

    def has_card(self, profile: Profile) -> bool:
        """True for makers and agencies with a total."""
        return profile.subjects[0].kind in ("maker", "agency") and bool(self.headlines(profile))

    def card(self, profile: Profile) -> str:
        """Where the card of a page about a name is, from the top of the site."""
        name = profile.address.removesuffix(".html").replace("/", "-")
        return f"cards/{name}.png" if self.has_card(profile) else "cards/site.png"

    def award_row(self, award: Award) -> Markup:
        """The line of an award in a table, on a page in a folder; many tables have it."""
        found = self._award_rows.get(award.award_key)
        if found is None:
            macros: Any = self._template("macros.html", deep=True).module
            found = self._award_rows[award.award_key] = macros.award_row(award)
        return found

    def piece(self, template: str, **told: Any) -> Markup:
        """A piece of a page in a folder."""
        return Markup(self._template(template, deep=True).render(**told))  # noqa: S704  # escaped by the template

    def write(self, address: str, template: str, **told: Any) -> None:
        """Render a template to an address below the language's root."""
        self.save(address, self._template(template, deep="/" in address).render(address=address, **told))

    def save(self, address: str, text: str) -> None:
        """Write a finished text to an address below the language's root."""
        (self.folder / address).write_bytes(text.encode())

    def said(self, claim: Claim) -> str:
        """The sentence of a claim in this language."""
        return self.words.say(claim.statement, claim.wording)

    def amount(self, claim: Claim, exact: bool = True) -> str:
        """The figure of a claim as people write it; empty where these records cannot tell."""
        return self.amount_of(claim.figure, claim.unit, exact)

    def amount_of(self, figure: int | None, unit: Unit, exact: bool = True) -> str:
        """A figure in its unit as people write it."""
        if figure is None:
            return ""
        if unit == "percent":
            return self.words.percent(figure)
        if unit == "cents":
            return self.words.money(figure) if exact else self.words.plain(figure)
        return self.words.count(figure)

    def category(self, category: str) -> str:
        """A category as people write it: `cloud hosting`."""
        return self.words.category(category)

    def caveats(self, claim: Claim) -> list[str]:
        """What must be said beside a claim, in this language; repeats within the files become one sentence."""
        told = self._caveats.get(claim.caveats)
        if told is None:
            told = self._caveats[claim.caveats] = self._told(claim)
        return told

    def _told(self, claim: Claim) -> list[str]:
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

    def _template(self, name: str, *, deep: bool) -> Template:
        """A compiled template, looked up once."""
        found = self._compiled.get((name, deep))
        if found is None:
            found = self._compiled[name, deep] = self._environments[deep].get_template(name)
        return found

    def _environment(self, deep: bool) -> Environment:
        up = "../" if deep else ""
        return environment(
            self.words,
            {"up": up, "top": up + ("../" if self.language.folder else "")},
            {
                "site_title": self.title,
                "site": self.edition,
                "language": self.language,
                "contents": self.contents,
                "said": self.said,
                "amount": self.amount,
                "amount_of": self.amount_of,
                "category_name": self.category,
                "suspicion_said": self.suspicion,
                "profile_address": self.contents.profiles.address,
                "award_address": addresses.award,
                "document_address": addresses.document,
                "award_line": self.award_row,
                "page_address": addresses.page,
            },
        )
