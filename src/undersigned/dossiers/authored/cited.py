"""What a report cites, looked up: placeholders become tokens of type `claim`, `award`, `sourced` and `picture`.

    claim    content: the figure or the sentence in the reader's language, or a quotation's words; meta: claim_id,
             form (figure, sentence, quotation), figure and unit as the claim has them, footnote; of a quotation also
             `place`, where its words stand, and its document_id
    award    content: the award's number; meta: award_key, obligation (cents), footnote
    sourced  content: the authors' words; meta: link, footnote
    picture  meta: kind, name, subjects

Footnotes are numbered in the order in which things are first cited; what is cited again keeps its number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token

from undersigned.claims.quoted import Quoted
from undersigned.claims.quoting import MEASURE
from undersigned.dossiers.authored.corrections import Withdrawn
from undersigned.dossiers.authored.known import Known
from undersigned.dossiers.words.language import Words
from undersigned.dossiers.words.places import place
from undersigned.errors import CatalogError
from undersigned.terms.claim import Claim
from undersigned.terms.links import is_web


@dataclass(frozen=True, slots=True)
class Footnote:
    """One thing that is cited: `key` is a claim's identifier, an award's key or a link, `text` what is said of it."""

    number: int
    kind: Literal["claim", "award", "source"]
    key: str
    text: str


class Citer:
    """Looks up the placeholders of one report in one language."""

    def __init__(self, known: Known, words: Words, withdrawn: Mapping[str, Withdrawn]) -> None:
        self._known = known
        self._words = words
        self._withdrawn = withdrawn
        self._footnotes: dict[tuple[str, str], Footnote] = {}

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """What was cited until now, in order."""
        return tuple(self._footnotes.values())

    def cite(self, token: Token, where: str) -> None:
        """Look up one placeholder and turn it into what it cites; `where` is its file and line.

        Raises:
            CatalogError: there is no such claim, award or name, or the claim was withdrawn.
        """
        if token.type == "picture":
            self._picture(token, where)
        elif token.meta["name"] == "claim":
            self._claim(token, where)
        elif token.meta["name"] == "award":
            self._award(token, where)
        else:
            self._source(token, where)

    def _claim(self, token: Token, where: str) -> None:
        asked, _, form = (part.strip() for part in token.meta["asks"].partition(":"))
        if form not in ("", "figure", "sentence"):
            raise CatalogError(
                f"{where}: write {{claim:ID}} for a claim's figure or {{claim:ID:sentence}}, not {form!r}."
            )
        claim = self._known.claim(where, asked)
        if gone := self._withdrawn.get(claim.claim_id):
            instead = f" Cite {gone.replaced_by}, which replaces it." if gone.replaced_by else " Take it out."
            raise CatalogError(f"{where}: the claim {claim.claim_id} was withdrawn on {gone.day}: {gone.why}{instead}")
        if claim.measure == MEASURE and form != "sentence":
            self._quotation(token, claim, self._known.quotation(claim.claim_id))
            return
        if form != "sentence" and claim.figure is None:
            raise CatalogError(
                f"{where}: the claim {claim.claim_id} has no figure: “{claim.statement}” "
                f"Write {{claim:{claim.claim_id}:sentence}}."
            )
        token.type, token.tag = "claim", "q" if form == "sentence" else "data"
        token.content = self._words.say(claim.statement) if form == "sentence" else self._figure(claim)
        token.meta = {
            "claim_id": claim.claim_id,
            "form": form or "figure",
            "figure": claim.figure,
            "unit": claim.unit,
            "footnote": self._footnote("claim", claim.claim_id, self._words.say(claim.statement)),
        }

    def _quotation(self, token: Token, claim: Claim, quoted: Quoted) -> None:
        """The words of a document, and where they stand."""
        token.type, token.tag, token.content = "claim", "q", quoted.words
        token.meta = {
            "claim_id": claim.claim_id,
            "form": "quotation",
            "figure": None,
            "unit": claim.unit,
            "place": place(quoted, self._known.document(quoted.document_id), self._words),
            "document_id": quoted.document_id,
            "footnote": self._footnote("claim", claim.claim_id, self._words.say(claim.statement)),
        }

    def _figure(self, claim: Claim) -> str:
        if claim.unit == "cents":
            return self._words.plain(claim.figure or 0)
        return (self._words.percent if claim.unit == "percent" else self._words.count)(claim.figure or 0)

    def _award(self, token: Token, where: str) -> None:
        award = self._known.award(where, token.meta["asks"])
        token.type, token.tag, token.content = "award", "a", award.award_id or award.award_key
        token.meta = {
            "award_key": award.award_key,
            "obligation": award.obligation,
            "footnote": self._footnote("award", award.award_key, token.content),
        }

    def _source(self, token: Token, where: str) -> None:
        text, _, link = (part.strip() for part in token.meta["asks"].rpartition("|"))
        if not text or not is_web(link):
            raise CatalogError(
                f"{where}: {{source: …}} needs a text and a whole web address with | between them: "
                "{source: 5,000 people | https://example.org/page}."
            )
        token.type, token.tag, token.content = "sourced", "a", " ".join(text.split())
        token.meta = {"link": link, "footnote": self._footnote("source", link, token.content)}

    def _picture(self, token: Token, where: str) -> None:
        kind, _, name = (part.strip() for part in token.meta["asks"].partition(":"))
        if not kind:
            raise CatalogError(f"{where}: say which picture of whom: {{picture:flow:NAME}}.")
        subjects = self._known.subjects(where, name) if name else ()
        token.meta = {"kind": kind.lower(), "name": subjects[0].name if subjects else "", "subjects": subjects}

    def _footnote(self, kind: Literal["claim", "award", "source"], key: str, text: str) -> int:
        return self._footnotes.setdefault((kind, key), Footnote(len(self._footnotes) + 1, kind, key, text)).number
