"""The words for which every text is looked through, numbered: those of the catalogue, and those that begin names.

Only words at the beginning of the catalogue's phrases count, the first two of each: what they let through is read
again by the rules, and what they hold back names nobody.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from undersigned.makers.folding import folded

Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The watched words of a column of texts: which word, and in which text, in order. -1 is any other word."""

    word: Numbers
    text: Numbers


class Watched:
    """Words by number, and which of them make a phrase: alone, or with the one behind."""

    def __init__(self, phrases: Iterable[str], others: Collection[str]) -> None:
        begun = sorted({tuple(phrase.split()[:2]) for phrase in phrases})
        spelt = sorted({word for beginning in begun for word in beginning} | set(others))
        self.number = {word: number for number, word in enumerate(spelt)}
        self._words = pa.array(spelt, pa.string())
        self._alone = np.zeros(len(spelt) + 1, np.bool_)
        self._alone[[self.number[beginning[0]] for beginning in begun if len(beginning) == 1]] = True
        pairs = [[self.number[word] for word in beginning] for beginning in begun if len(beginning) == 2]
        first, second = np.array(pairs or [[-1, -1]], np.int64).T
        self._pairs = np.sort(self._paired(first, second))
        self._first, self._second = np.zeros_like(self._alone), np.zeros_like(self._alone)
        self._first[first], self._second[second] = True, True
        self._first[-1] = self._second[-1] = False

    def tokens(self, texts: pa.Array) -> Tokens:
        """All words of the texts."""
        parts = pc.ascii_split_whitespace(folded(texts))
        numbers = pc.fill_null(pc.index_in(parts.flatten(), value_set=self._words), -1)
        lengths = pc.list_value_length(parts).to_numpy(zero_copy_only=False)
        return Tokens(numbers.to_numpy().astype(np.int64), np.repeat(np.arange(len(texts)), lengths))

    def phrases(self, tokens: Tokens) -> Numbers:
        """The texts in which a phrase of the catalogue may begin; a text may come twice."""
        alone = tokens.text[self._alone[tokens.word]]
        first, second = tokens.word[:-1], tokens.word[1:]
        both = np.flatnonzero(self._first[first] & self._second[second])
        pairs = self._paired(first[both], second[both])
        begins = self._pairs[np.searchsorted(self._pairs, pairs) % len(self._pairs)] == pairs
        return np.concatenate((alone, tokens.text[both[begins]]))

    def _paired(self, first: Numbers, second: Numbers) -> Numbers:
        """One number for two words."""
        return first * (len(self._words) + 1) + second
