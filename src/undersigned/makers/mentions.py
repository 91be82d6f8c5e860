"""Find the catalogue's words in texts: whole words only, near what they must be near, the longest words first.

Eleven thousand words are too many for one alternation, and most texts repeat: each distinct text is cut into words
once and looked up in a dictionary of first words, some 100,000 texts a second.
"""

from collections import defaultdict
from dataclasses import dataclass

from undersigned.makers.catalogue import Catalogue
from undersigned.terms.maker import Term
from undersigned.terms.text import words


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of the catalogue in a text: which maker, which term, and from which word to which."""

    maker: str
    term: Term
    words: str
    start: int
    end: int


class Scanner:
    """The catalogue made ready for looking up; built once a run."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str, Term]]] = defaultdict(list)
        for maker in catalogue.makers.values():
            for term in maker.terms:
                for phrase in term.words:
                    parts = tuple(phrase.split())
                    self._by_first[parts[0]].append((parts, maker.name, term))

    def mentions(self, text: str, context: str) -> list[Mention]:
        """The mentions in a text, in order; `context` is the text with the rest of its row, for near and not near.

        A mention inside a longer one is not counted: `KHARON CLEARVIEW` does not name Clearview AI.
        """
        tokens = words(text).split()
        around = f" {words(context)} ".replace("LICENCE", "LICENSE")
        found = [
            Mention(maker, term, " ".join(parts), start, start + len(parts))
            for start, token in enumerate(tokens)
            for parts, maker, term in self._by_first.get(token, ())
            if tuple(tokens[start : start + len(parts)]) == parts and _fits(term, around)
        ]
        return _outermost(found)


def _fits(term: Term, around: str) -> bool:
    if term.near and not any(f" {phrase} " in around for phrase in term.near):
        return False
    return not any(f" {phrase} " in around for phrase in term.not_near)


def _outermost(found: list[Mention]) -> list[Mention]:
    return [
        mention
        for mention in found
        if not any(
            other.start <= mention.start
            and mention.end <= other.end
            and other.end - other.start > mention.end - mention.start
            for other in found
        )
    ]


def quotation(text: str, mention: Mention) -> str:
    """The words of the mention as the text writes them, with some words around."""
    tokens = text.split()
    first_word = mention.words.split()[0]
    return whole_or_cut(
        text, next((index for index, token in enumerate(tokens) if first_word in words(token).split()), 0)
    )


def whole_or_cut(text: str, position: int = 0) -> str:
    """A text of up to 24 words whole; a longer one around a position, with dots where it was cut."""
    tokens = text.split()
    if len(tokens) <= 24:
        return text
    first, last = max(0, position - 8), min(len(tokens), position + 16)
    return ("… " if first else "") + " ".join(tokens[first:last]) + (" …" if last < len(tokens) else "")
