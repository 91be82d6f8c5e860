"""The claims that a dossier uses, numbered by first use, each with the awards and rows behind it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from undersigned.documents.document import Document
from undersigned.dossiers.contents import Award, Contents
from undersigned.dossiers.paper.content import Line, Sentence
from undersigned.dossiers.words.language import Words
from undersigned.terms.claim import Claim

NOTED = 3
"""So many awards stand in a footnote; the others stand in the list of sources."""
TO = "\u2013"
"""The dash between the first and the last number of a run."""


@dataclass(frozen=True, slots=True)
class Source:
    """One claim as the list of sources prints it; `largest` are its awards with the largest net sums."""

    claim: str
    statement: str
    exactly: str
    behind: str
    largest: tuple[Line, ...]
    more: str
    listed: str


class Sources:
    """Collects the claims of one dossier while it is written."""

    def __init__(self, contents: Contents, words: Words) -> None:
        self._contents = contents
        self._words = words
        self._used: dict[str, Claim] = {}
        self._noted: set[str] = set()

    def use(self, claim: Claim) -> str:
        """Its identifier; from now on the claim is in the list of sources."""
        self._used.setdefault(claim.claim_id, claim)
        return claim.claim_id

    def sentence(self, claim: Claim) -> Sentence:
        """A claim as a sentence of prose; its first one carries the footnote."""
        return Sentence(told(claim, self._words), self.use(claim), self.first(claim.claim_id))

    def first(self, key: str) -> bool:
        """True the first time that something is footnoted."""
        first = key not in self._noted
        self._noted.add(key)
        return first

    def claims(self) -> list[Claim]:
        """Every claim used so far, in the order of use."""
        return list(self._used.values())

    def listed(self, numbers: Mapping[str, int]) -> list[Source]:
        """The list of sources; `numbers` are those of the awards in the dossier's own table of awards."""
        awards = self._awards()
        return [self._source(claim, awards.get(claim.claim_id, []), numbers) for claim in self._used.values()]

    def _awards(self) -> dict[str, list[str]]:
        """The award keys behind every claim used, largest net sum of the cited rows first."""
        found: dict[str, list[str]] = defaultdict(list)
        for claim_id, key in self._contents.trace.rows(
            """SELECT claim_id, award_key FROM citations JOIN transactions USING (transaction_key)
               WHERE claim_id IN (SELECT unnest(CAST(? AS VARCHAR[])))
               GROUP BY claim_id, award_key ORDER BY claim_id, sum(obligation) DESC, award_key""",
            list(self._used),
        ):
            found[claim_id].append(key)
        return found

    def _source(self, claim: Claim, keys: list[str], numbers: Mapping[str, int]) -> Source:
        words = self._words
        if quoted := self._contents.quotations.get(claim.claim_id):
            return _of_document(claim, self._contents.documents[quoted.document_id], words)
        rows = words.texts("{n} row", "{n} rows", claim.transactions)
        awards = words.texts("{n} award", "{n} awards", claim.awards)
        further = len(keys) - NOTED
        return Source(
            claim=claim.claim_id,
            statement=told(claim, words),
            exactly=exactly(claim, words),
            behind=words.text("{rows} of {awards}", rows=rows, awards=awards) if claim.transactions else "",
            largest=tuple(identifier(self._contents.awards[key]) for key in keys[:NOTED]),
            more=words.texts("and {n} more", "and {n} more", further) if further > 0 else "",
            listed=self._listed(keys, numbers),
        )

    def _listed(self, keys: list[str], numbers: Mapping[str, int]) -> str:
        """Where the awards stand in the dossier's table of awards: `1 to 4, 9`, with a dash."""
        words = self._words
        if not numbers:
            return ""
        found = sorted(numbers[key] for key in keys if key in numbers)
        absent = len(keys) - len(found)
        places = words.text("In the table of awards: {numbers}.", numbers=ranges(found)) if found else ""
        if not absent:
            return places
        beyond = words.texts("{n} award is not in that table.", "{n} awards are not in that table.", absent)
        return f"{places} {beyond}".strip()


def _of_document(claim: Claim, document: Document, words: Words) -> Source:
    """A quotation: where its document is from, and its hash."""
    addresses = (document.source, document.archive) if document.archive else (document.source,)
    return Source(
        claim=claim.claim_id,
        statement=told(claim, words),
        exactly="",
        behind=words.text("a document, word by word"),
        largest=tuple(Line(address, address) for address in addresses),
        more="",
        listed=f"SHA-256 {document.sha256}",
    )


def told(claim: Claim, words: Words) -> str:
    """A claim's sentence in the reader's language."""
    return words.say(claim.statement)


def exactly(claim: Claim, words: Words) -> str:
    """A claim's figure without rounding; empty where the records cannot tell."""
    return _figure(claim, words, words.money)


def roughly(claim: Claim, words: Words) -> str:
    """A claim's figure as a sentence has it."""
    return _figure(claim, words, words.plain)


def _figure(claim: Claim, words: Words, money: Callable[[int], str]) -> str:
    if claim.figure is None:
        return ""
    if claim.unit == "cents":
        return money(claim.figure)
    if claim.unit == "percent":
        return words.percent(claim.figure)
    return words.texts("{n} award", "{n} awards", claim.figure)


def identifier(award: Award) -> Line:
    """The contract number with its official page."""
    return Line(award.award_id or award.award_key, award.link)


def ranges(numbers: Iterable[int]) -> str:
    """Sorted numbers, those in a row drawn together with a dash."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}{TO}{last}" for first, last in runs)
