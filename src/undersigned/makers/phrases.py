"""Lists of phrases to be searched in folded text, whole words only.

Most texts have no word with which a phrase begins: a look at the text's words says so in a tenth of the time that the
pattern takes.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"[A-Z0-9]+")
"""A word for a pattern's `\\b`: `R&D` is two."""


class Phrases:
    """Phrases as one pattern; `behind` and `before` are patterns of what must stand around them."""

    def __init__(self, phrases: Iterable[str], before: str = r"\b", behind: str = r"\b") -> None:
        longest_first = sorted(phrases, key=len, reverse=True)
        self._first = frozenset(_WORD.findall(phrase)[0] for phrase in longest_first)
        self._pattern = re.compile(f"{before}(?:{'|'.join(map(re.escape, longest_first))}){behind}")

    def search(self, text: str) -> re.Match[str] | None:
        """The first phrase in a text, folded as `terms.text.words` does it."""
        return self._pattern.search(text) if self.may_stand_in(text) else None

    def may_stand_in(self, text: str) -> bool:
        """False where no word of a text begins a phrase; then none stands in any part of it either."""
        return not self._first.isdisjoint(_words_of(text))


@lru_cache(maxsize=4096)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(text.replace("&", " ").replace("+", " ").split())
