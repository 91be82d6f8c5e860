"""Find the catalogue's words in texts: whole words only, near what they must be near, the longest words first.

Eleven thousand words are too many for one alternation: texts are cut into words, and all of them are walked along the
catalogue's phrases at once.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pyarrow as pa

from undersigned.makers.catalogue import Catalogue
from undersigned.makers.watched import Watched
from undersigned.terms.maker import Term
from undersigned.terms.text import words


class Mention(NamedTuple):
    """Words of the catalogue in a text: which maker, which term, and from which word to which."""

    maker: str
    term: Term
    words: str
    start: int
    end: int


Spelt = Mapping[str, Sequence[Mention]]
"""By text: the words of the catalogue that stand in it, whatever they must be near."""


class Scanner:
    """The catalogue made ready for looking up; built once a run."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._by_phrase: dict[str, list[tuple[str, Term]]] = defaultdict(list)
        for maker in catalogue.makers.values():
            for term in maker.terms:
                for phrase in term.words:
                    self._by_phrase[phrase].append((maker.name, term))
        self._watched = Watched(self._by_phrase, ())

    def spelt(self, texts: pa.Array) -> Spelt:
        """The catalogue's words in many texts, in order; a text without any is not there."""
        distinct = texts.unique()
        written = distinct.to_pylist()
        found: dict[str, list[Mention]] = defaultdict(list)
        for text, start, phrase in self._watched.spelt(distinct):
            end = start + phrase.count(" ") + 1
            found[written[text]] += [
                Mention(maker, term, phrase, start, end) for maker, term in self._by_phrase[phrase]
            ]
        return dict(found)

    def mentions(self, text: str, context: str) -> list[Mention]:
        """The mentions in a text, in order; `context` is the text with the rest of its row, for near and not near."""
        return counted(self.spelt(pa.array([text])).get(text, ()), words(context))


def counted(spelt: Sequence[Mention], context: str) -> list[Mention]:
    """The mentions that count, in a folded context.

    A mention inside a longer one is not counted: `KHARON CLEARVIEW` does not name Clearview AI.
    """
    if any(mention.term.near or mention.term.not_near for mention in spelt):
        around = f" {context} ".replace("LICENCE", "LICENSE")
        spelt = [mention for mention in spelt if _fits(mention.term, around)]
    return _outermost(spelt) if len(spelt) > 1 else list(spelt)


def _fits(term: Term, around: str) -> bool:
    if term.near and not any(f" {phrase} " in around for phrase in term.near):
        return False
    return not any(f" {phrase} " in around for phrase in term.not_near)


def _outermost(found: Sequence[Mention]) -> list[Mention]:
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
