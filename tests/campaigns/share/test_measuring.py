"""Texts are counted as each network counts them, and cut between words."""

import pytest

from undersigned.campaigns.share.measuring import MEASURES, cut, graphemes

FAMILY, FLAG, WAVE = "👨\u200d👩\u200d👧", "🇲🇽", "👋🏽"


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("e\u0301a", ["e\u0301", "a"]),
        (FAMILY + FLAG + FLAG + WAVE, [FAMILY, FLAG, FLAG, WAVE]),
        ("❤\ufe0f!", ["❤\ufe0f", "!"]),
        ("كِتب", ["كِ", "ت", "ب"]),
        ("\r\n", ["\r\n"]),
        ("", []),
    ],
)
def test_signs_are_what_a_reader_sees(text: str, signs: list[str]) -> None:
    assert list(graphemes(text)) == signs


@pytest.mark.parametrize(
    ("measure", "text", "length"),
    [
        ("weighted", "año", 3),  # docs.x.com: Latin once, Chinese twice, an emoji twice however composed
        ("weighted", "cafe\u0301", 4),
        ("weighted", "漢字", 4),
        ("weighted", FAMILY, 2),
        ("weighted", FLAG + WAVE, 4),
        ("weighted", "العقود", 6),
        ("bytes", "hi 👋", 7),
        ("characters", FAMILY, 5),
        ("graphemes", FAMILY, 1),
        ("sms", "a" * 153, 153),
        ("sms", "{€", 4),
        ("sms", "ñ" * 10, 10),
        ("sms", "ع" * 67, 153),
        ("sms", "í" * 201, 459),
    ],
)
def test_each_network_counts_its_own_way(measure: str, text: str, length: int) -> None:
    assert MEASURES[measure](text) == length


def test_a_cut_falls_between_words_and_says_so() -> None:
    assert cut("one two, three", lambda text: len(text) <= 10) == "one two …"
    assert cut("one two", lambda text: len(text) <= 7) == "one two"


def test_a_word_that_is_too_long_is_cut_between_signs() -> None:
    assert cut(f"{FAMILY}{FAMILY}{FAMILY}", lambda text: len(list(graphemes(text))) <= 2) == f"{FAMILY}…"
    assert cut("word", lambda text: text == "") == ""
