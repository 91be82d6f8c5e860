"""Phrases as paths from word to word, along which all texts are walked at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Marks = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The watched words of a column of texts: which word, and in which text, in order. -1 is any other word."""

    word: Numbers
    text: Numbers


class Paths:
    """Phrases of numbered words; phrases that begin alike go a part of the way together. Place 0 is nowhere."""

    def __init__(self, phrases: Sequence[Sequence[int]], words: int) -> None:
        steps: dict[tuple[int, int], int] = {}
        ends = [_laid(phrase, steps) for phrase in phrases]
        self._phrase = np.full(len(steps) + 1, -1)
        self._phrase[ends] = np.arange(len(phrases))
        self._begins = np.zeros(words + 1, np.int64)
        self._goes_on = np.zeros(words + 1, np.bool_)
        self._width = words + 1
        later = [(-1, 0)]
        for (place, word), onward in steps.items():
            if place:
                later.append((place * self._width + word, onward))
                self._goes_on[word] = True
            else:
                self._begins[word] = onward
        self._steps, self._onward = np.array(sorted(later), np.int64).T

    def walked(self, tokens: Tokens) -> tuple[Numbers, Numbers]:
        """Where a phrase begins among the words of all texts, and which; the shorter phrases first."""
        at = np.flatnonzero(self._begins[tokens.word])
        place = self._begins[tokens.word[at]]
        begun, phrases, length = [at[:0]], [at[:0]], 0
        while len(at):
            ends = self._phrase[place] >= 0
            begun.append(at[ends] - length)
            phrases.append(self._phrase[place[ends]])
            at, place = self._next(tokens, at, place)
            length += 1
        return np.concatenate(begun), np.concatenate(phrases)

    def _next(self, tokens: Tokens, at: Numbers, place: Numbers) -> tuple[Numbers, Numbers]:
        """One word on in the same text, for those whose path goes on there."""
        inside = at + 1 < len(tokens.word)
        at, place = at[inside] + 1, place[inside]
        possible = self._goes_on[tokens.word[at]] & (tokens.text[at] == tokens.text[at - 1])
        at, place = at[possible], place[possible]
        steps = place * self._width + tokens.word[at]
        found = np.searchsorted(self._steps, steps) % len(self._steps)
        there = self._steps[found] == steps
        return at[there], self._onward[found[there]]


def _laid(phrase: Sequence[int], steps: dict[tuple[int, int], int]) -> int:
    """Where a phrase ends, with its steps put to the others."""
    place = 0
    for word in phrase:
        place = steps.setdefault((place, word), len(steps) + 1)
    return place
