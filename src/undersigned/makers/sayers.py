"""Which watched words one company alone says: for each, the least and the greatest number of a company that does."""

import numpy as np

from undersigned.makers.paths import Marks, Numbers


class Sayers:
    """Two numbers a word, whatever the number of rows, and whatever order they come in."""

    def __init__(self, words: int) -> None:
        self._least = np.full(words, np.iinfo(np.int64).max, np.int64)
        self._greatest = np.full(words, -1, np.int64)

    def news(self, word: Numbers, company: Numbers) -> tuple[Numbers, Numbers]:
        """The words with the companies that say them, without the words that several are known to say."""
        matters = np.flatnonzero((word >= 0) & (self._least[word] >= self._greatest[word]))
        return word[matters], company[matters]

    def add(self, word: Numbers, company: Numbers) -> None:
        """Note who says what."""
        np.minimum.at(self._least, word, company)
        np.maximum.at(self._greatest, word, company)

    def lone(self) -> Marks:
        """The words that exactly one company says."""
        lone: Marks = self._least == self._greatest
        return lone
