"""The recipients' names as the sieve needs them: whose they are, how they begin, and whether a maker bears them."""

from collections.abc import Collection, Iterable

import numpy as np
import pyarrow as pa

from undersigned.companies.names import core
from undersigned.makers.own_name import FEWEST_LETTERS
from undersigned.makers.paths import Marks, Numbers
from undersigned.makers.watched import Watched


def first_words(names: Iterable[str]) -> set[str]:
    """The words that begin names, where they are long enough to tell one company from another."""
    return {word for word in map(_first_word, names) if len(word) >= FEWEST_LETTERS}


def _first_word(name: str) -> str:
    return core(name).split()[0]


class Names:
    """Every recipient name by number: its company's number, the number of its first word or -2, and if it is a maker's.

    A company is here what has one core, as in the rules.
    """

    def __init__(self, names: Collection[str], makers: Collection[str], watched: Watched) -> None:
        cores = [core(name) for name in names]
        of_core = {of: number for number, of in enumerate(dict.fromkeys(cores))}
        self._number = {name: number for number, name in enumerate(names)}
        self.company: Numbers = np.array([of_core[of] for of in cores], np.int64)
        first = [of.split()[0] for of in cores]
        self.first_word: Numbers = np.array(
            [watched.number[word] if len(word) >= FEWEST_LETTERS else -2 for word in first], np.int64
        )
        self.is_maker: Marks = np.array([of in makers for of in cores], np.bool_)

    def numbers(self, recipients: pa.Array) -> Numbers:
        """The numbers of a column of names."""
        coded = recipients.dictionary_encode()
        known = np.array([self._number[name] for name in coded.dictionary.to_pylist()], np.int64)
        numbers: Numbers = known[coded.indices.to_numpy()]
        return numbers
