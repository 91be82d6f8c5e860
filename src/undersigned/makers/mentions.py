"""Find the catalogue's words in texts: whole words only, near what they must be near, the longest words first.

Eleven thousand words are too many for one alternation: a text is cut into words, and they are looked up in a dictionary
of first words. Only texts that the sieve lets through come here.
"""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

import numpy as np
import pyarrow as pa

from undersigned.makers.catalogue import Catalogue
from undersigned.makers.watched import Watched
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


_Phrase = tuple[tuple[str, ...], str, Term]
"""A phrase's words, its maker and its term."""


class Scanner:
    """The catalogue made ready for looking up; built once a run.

    Most first words are ordinary ones. A phrase of several words is looked up by its first two.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._by_word: dict[str, list[_Phrase]] = defaultdict(list)
        self._by_pair: dict[tuple[str, str], list[_Phrase]] = defaultdict(list)
        for maker in catalogue.makers.values():
            for term in maker.terms:
                for phrase in term.words:
                    first, *others = parts = tuple(phrase.split())
                    known = self._by_pair[first, others[0]] if others else self._by_word[first]
                    known.append((parts, maker.name, term))
        self._watched = Watched((*self._by_word, *map(" ".join, self._by_pair)), ())

    def speaking(self, texts: pa.Array) -> frozenset[str]:
        """Those of many texts in which a phrase may begin."""
        found = self._watched.phrases(self._watched.tokens(texts))
        return frozenset(texts.take(pa.array(np.unique(found))).to_pylist())

    def mentions(self, text: str, context: str) -> list[Mention]:
        """The mentions in a text, in order; `context` is the text with the rest of its row, for near and not near.

        A mention inside a longer one is not counted: `KHARON CLEARVIEW` does not name Clearview AI.
        """
        tokens = words(text).split()
        spelt = [
            Mention(maker, term, " ".join(parts), start, start + len(parts))
            for start, phrases in self._begun(tokens)
            for parts, maker, term in phrases
            if tuple(tokens[start : start + len(parts)]) == parts
        ]
        if any(mention.term.near or mention.term.not_near for mention in spelt):
            around = f" {words(context)} ".replace("LICENCE", "LICENSE")
            spelt = [mention for mention in spelt if _fits(mention.term, around)]
        return _outermost(spelt) if len(spelt) > 1 else spelt

    def _begun(self, tokens: list[str]) -> list[tuple[int, list[_Phrase]]]:
        """Where phrases may begin, and which; for most texts nowhere, which the first two lines say."""
        alone = not self._by_word.keys().isdisjoint(tokens)
        paired = not self._by_pair.keys().isdisjoint(pairwise(tokens))
        begun: list[tuple[int, list[_Phrase]]] = []
        if not (alone or paired):
            return begun
        if alone:
            begun += [(start, self._by_word[token]) for start, token in enumerate(tokens) if token in self._by_word]
        if paired:
            pairs = enumerate(pairwise(tokens))
            begun += [(start, self._by_pair[pair]) for start, pair in pairs if pair in self._by_pair]
        return sorted(begun, key=itemgetter(0))


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
