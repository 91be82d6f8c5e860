"""What an author may name: the claims, awards and names of the trace, and claims that were published before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from rapidfuzz import fuzz, process

from undersigned.claims import quoted
from undersigned.claims.quoted import Quoted
from undersigned.claims.reading import Subject, Trace
from undersigned.documents.document import Document
from undersigned.errors import CaseError, CatalogError
from undersigned.terms.claim import Claim

CLAIM_ID = re.compile(r"C[0-9a-f]{12}", re.IGNORECASE)
_CLOSE_ENOUGH = 75.0
"""Out of 100: identifiers and keys are long, and one wrong sign leaves more than this."""
_OFFERED = 3


@dataclass(frozen=True, slots=True)
class CitedAward:
    """An award as prose cites it; `obligation` is its net obligation in cents."""

    award_key: str
    award_id: str
    obligation: int


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about: `key` is a claim's identifier, an award's key, a name or the address of a page.

    `subjects` are who has the name.
    """

    kind: Literal["claim", "award", "name", "page"]
    key: str
    subjects: tuple[Subject, ...] = ()


class Known:
    """Looks up what authors name; `where` is the file and line or entry that names it.

    `published` are the statements of claims that earlier builds had, by identifier.
    """

    def __init__(self, trace: Trace, published: Mapping[str, str] | None = None) -> None:
        self._trace = trace
        self._published = published or {}
        self._claim = lru_cache(maxsize=None)(trace.claim)  # each look-up reads all claims, and reports cite again
        self._quotations = cache(lambda: quoted.quotations(trace))
        self._documents = cache(lambda: quoted.documents(trace))

    def claim(self, where: str, claim_id: str) -> Claim:
        """A claim of this trace.

        Raises:
            CatalogError: there is none; the sentence has the closest ones.
        """
        try:
            return self._claim(claim_id.strip())
        except CaseError as error:
            gone = self._published.get(claim_id.strip())
            was = f" It was published before: “{gone}”" if gone else ""
            raise CatalogError(f"{where}: {error}{was}{self._close_claims(claim_id)}") from error

    def quotation(self, claim_id: str) -> Quoted:
        """Where the words of a claim stand that is a quotation."""
        return self._quotations()[claim_id]

    def document(self, document_id: str) -> Document:
        """A document of this trace."""
        return self._documents()[document_id]

    def claim_id(self, where: str, claim_id: str) -> str:
        """The identifier of a claim of this trace or of one that was published before."""
        return claim_id if claim_id in self._published else self.claim(where, claim_id).claim_id

    def award(self, where: str, asked: str) -> CitedAward:
        """An award of this trace by its key, or by its number where only one award has that.

        Raises:
            CatalogError: there is none, or several have the number.
        """
        rows = self._trace.rows(
            """SELECT award_key, coalesce(award_id, ''), obligation FROM awards
               WHERE upper(award_key) = upper($1) OR upper(award_id) = upper($1)
               ORDER BY upper(award_key) != upper($1), award_key""",
            asked,
        )
        if not rows:
            raise CatalogError(
                f"{where}: there is no award {asked!r} in this case. `undersigned show NAME` lists awards with their "
                f"keys.{self._close_awards(asked)}"
            )
        if len(rows) > 1 and rows[0][0].upper() != asked.upper():
            keys = " or ".join(key for key, _, _ in rows[:_OFFERED])
            raise CatalogError(f"{where}: {len(rows)} awards have the number {asked!r}. Write the whole key: {keys}.")
        return CitedAward(*rows[0])

    def subjects(self, where: str, name: str) -> tuple[Subject, ...]:
        """Who has a name: a company, a maker, an agency, a category; first who is called just so.

        Raises:
            CatalogError: nobody; the sentence offers what is close.
        """
        try:
            found = self._trace.find(name)
        except CaseError as error:
            raise CatalogError(f"{where}: {error}") from error
        return tuple(sorted(found, key=lambda subject: subject.name.casefold() != name.casefold()))

    def about(self, where: str, asked: str) -> About:
        """A claim, an award or a name, whichever of them is asked for."""
        if CLAIM_ID.fullmatch(asked):
            return About("claim", self.claim_id(where, asked))
        if self._trace.rows(
            "SELECT 1 FROM awards WHERE upper(award_key) = upper($1) OR upper(award_id) = upper($1)", asked
        ):
            return About("award", self.award(where, asked).award_key)
        found = self.subjects(where, asked)
        return About("name", found[0].name, found)

    def _close_claims(self, asked: str) -> str:
        statements = dict(self._trace.rows("SELECT claim_id, statement FROM claims ORDER BY claim_id"))
        close = process.extract(asked, list(statements), scorer=fuzz.ratio, limit=_OFFERED, score_cutoff=_CLOSE_ENOUGH)
        return _offered([f"{key} (“{statements[key]}”)" for key, _, _ in close])

    def _close_awards(self, asked: str) -> str:
        keys = [key for (key,) in self._trace.rows("SELECT award_key FROM awards ORDER BY award_key")]
        close = process.extract(asked, keys, scorer=fuzz.WRatio, limit=_OFFERED, score_cutoff=_CLOSE_ENOUGH)
        return _offered([key for key, _, _ in close])


def _offered(close: list[str]) -> str:
    return f" Did you mean {' or '.join(close)}?" if close else ""
