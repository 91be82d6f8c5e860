"""The words for which every text is looked through, numbered: those of the catalogue, and those that begin names."""

from collections.abc import Collection, Iterable, Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from undersigned.makers.folding import folded
from undersigned.makers.paths import Numbers, Paths, Tokens


class Watched:
    """Words by number, and the phrases that they make."""

    def __init__(self, phrases: Iterable[str], others: Collection[str]) -> None:
        self._phrases = sorted(set(phrases))
        parts = [phrase.split() for phrase in self._phrases]
        spelt = sorted({word for phrase in parts for word in phrase} | set(others))
        self.number = {word: number for number, word in enumerate(spelt)}
        self._words = pa.array(spelt, pa.string())
        self._paths = Paths([[self.number[word] for word in phrase] for phrase in parts], len(spelt))

    def tokens(self, texts: pa.Array) -> Tokens:
        """All words of the texts."""
        parts = pc.ascii_split_whitespace(folded(texts))
        numbers = pc.fill_null(pc.index_in(parts.flatten(), value_set=self._words), -1)
        lengths = pc.list_value_length(parts).to_numpy(zero_copy_only=False)
        return Tokens(numbers.to_numpy().astype(np.int64), np.repeat(np.arange(len(texts)), lengths))

    def phrases(self, tokens: Tokens) -> Numbers:
        """The texts in which a phrase of the catalogue stands; a text may come twice."""
        begun, _ = self._paths.walked(tokens)
        return tokens.text[begun]

    def spelt(self, texts: pa.Array) -> Iterator[tuple[int, int, str]]:
        """Every phrase that stands in a text: in which text, at which of its words, and which; in the texts' order."""
        tokens = self.tokens(texts)
        begun, phrases = self._paths.walked(tokens)
        order = np.argsort(begun, kind="stable")
        begun, phrases = begun[order], phrases[order]
        text = tokens.text[begun]
        start = begun - np.searchsorted(tokens.text, text)
        for number, word, phrase in zip(text.tolist(), start.tolist(), phrases.tolist(), strict=True):
            yield number, word, self._phrases[phrase]
