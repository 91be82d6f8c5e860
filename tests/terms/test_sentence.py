"""Sentences as data: said in English as ever, stored compactly, read back to say the same."""

import pickle
from dataclasses import asdict

import pytest

from undersigned.terms.reconciliation import Suspicion
from undersigned.terms.sentence import ENGLISH, Sentence, Template, Value, Worded, fixed, read, say, wording_of

HELD = Template("{holder} holds {n} award {when} for {what}.", "{holder} holds {n} awards {when} for {what}.")
YEAR = Template("in fiscal year {year}")
SENTENCE = HELD.counting(
    1369, holder='"PEN" \\ LINK é', when=YEAR.of(year=Value("year", 2031)), what=Value("category", "cloud_hosting")
)


def test_a_sentence_is_said_in_english() -> None:
    assert SENTENCE.said() == '"PEN" \\ LINK é holds 1,369 awards in fiscal year 2031 for cloud hosting.'
    assert HELD.counting(1, holder="A", when="now", what="b").said() == "A holds 1 award now for b."


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (Value("plain", 1_250_000_000_00), "$1.25 billion"),
        (Value("exact", -8_885_17), "-$8,885.17"),
        (Value("percent", 123), "12.3 %"),
        (Value("day", "2031-09-30"), "2031-09-30"),
        (Value("year", 2031), "2031"),
        (Value("owner", "Thomson Reuters"), "Thomson Reuters'"),
        (Value("category", "data_broker"), "data broker"),
        (1369, "1,369"),
        ("1369", "1369"),
    ],
)
def test_values_are_said_by_their_kind_and_stored(value: Value | int | str, said: str) -> None:
    sentence = Template("({it})").of(it=value)
    assert sentence.said() == f"({said})"
    assert read(sentence.wording()) == sentence


def test_a_wording_is_read_back_whole() -> None:
    assert read(SENTENCE.wording()) == SENTENCE
    assert say(read(SENTENCE.said().wording), ENGLISH) == SENTENCE.said()
    assert " " not in SENTENCE.wording().replace(SENTENCE.message, "").replace(SENTENCE.plural, "")[:8]


def test_a_text_without_values_needs_no_wording() -> None:
    assert fixed("As it is {here}.").wording == ""
    assert Sentence("As it is.").wording() == ""
    assert wording_of("A text of elsewhere.") == ""


def test_a_sentence_keeps_its_wording_where_it_is_copied() -> None:
    said = SENTENCE.said()
    stored = asdict(Suspicion("kind", said, 1))["sentence"]
    for copy in (stored, pickle.loads(pickle.dumps(said)), next(iter({said: None}))):  # noqa: S301
        assert isinstance(copy, Worded)
        assert copy == str(said)
        assert copy.wording == said.wording
