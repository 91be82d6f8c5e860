import pyarrow as pa
import pytest

from undersigned.makers.folding import folded
from undersigned.terms.text import words

TEXTS = ["", "Pen-Link, Ltd", "AT&T 5G+", "Müller\tß/ﬁ", "“quoted” — 株式会社", "tab\x00nul\x7f", "Ünïts (12)", None]


@pytest.mark.parametrize("texts", [TEXTS, [text for text in TEXTS if text is None or text.isascii()], [], [None]])
def test_a_column_folds_to_the_words_of_each_text(texts: list[str | None]) -> None:
    column = pa.array(texts, pa.string())
    assert [text.split() for text in folded(column).to_pylist()] == [words(text or "").split() for text in texts]


def test_a_part_of_a_column_folds_alike() -> None:
    column = pa.array([text for text in TEXTS if text is not None], pa.string())
    assert folded(column.slice(2, 4)).to_pylist() == folded(column).to_pylist()[2:6]


def test_every_byte_of_ascii_folds_as_the_rules_do() -> None:
    texts = [f"a{chr(code)}b" for code in range(128)]
    assert [text.split() for text in folded(pa.array(texts)).to_pylist()] == [words(text).split() for text in texts]
