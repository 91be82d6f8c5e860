import re
import tomllib
from dataclasses import fields
from importlib.resources import files

from undersigned.makers.rules import Rules, administration, rules
from undersigned.terms.text import words


def stored() -> dict[str, list[str]]:
    return tomllib.loads(files("undersigned.makers").joinpath("rules.toml").read_text(encoding="utf-8"))


def test_every_list_of_the_file_is_a_rule_and_every_rule_has_its_list() -> None:
    assert set(stored()) == {field.name for field in fields(Rules)}


def test_every_phrase_is_written_as_texts_are_folded() -> None:
    assert {phrase for phrases in stored().values() for phrase in phrases if phrase != words(phrase)} == set()


def test_no_phrase_stands_twice_in_a_list() -> None:
    assert {name: len(phrases) - len(set(phrases)) for name, phrases in stored().items()} == dict.fromkeys(stored(), 0)


def test_every_phrase_of_a_list_is_found_by_its_rule() -> None:
    behind = {"only_mentioned": " THE ", "accessories": " FOR NEW "}
    for name, phrases in stored().items():
        pattern = getattr(rules(), name)
        if isinstance(pattern, re.Pattern):
            assert [phrase for phrase in phrases if not pattern.search(phrase + behind.get(name, ""))] == []


def test_a_name_right_after_the_phrase_is_mentioned_and_one_further_on_is_not() -> None:
    assert rules().only_mentioned.search("RACKS COMPATIBLE WITH ")
    assert rules().only_mentioned.search("RACKS COMPATIBLE WITH ALL EXISTING ")
    assert not rules().only_mentioned.search("RACKS COMPATIBLE WITH NEW SWITCHES FROM ")


def test_words_of_administration_are_folded_and_in_order() -> None:
    stored = files("undersigned.makers").joinpath("administration.txt").read_text(encoding="utf-8").split()
    assert stored == sorted(set(stored))
    assert set(stored) == administration() == {words(word) for word in stored}
