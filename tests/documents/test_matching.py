"""Words stand in a document letter by letter, but for what typesetting does to them."""

import time

import pytest

from undersigned.documents.matching import closest, pages_with, parts, stands_in, tidy

PAGE = (
    "The o\ufb03ce wrote: \u201cWe buy Amazon Web Ser-\nvices through   resellers;\n"
    "the con\u00adtract isn\u2019t ours.\u201d "
    "A state-of-\nthe-art COVID-\n19 system cost $4.5 million \u2014 or\u00a0more. Caf\u0065\u0301 \u2026 closed."
)


@pytest.mark.parametrize(
    "words",
    [
        "We buy Amazon Web Services through resellers",
        '"We buy Amazon Web Services',
        "the contract isn't ours.",
        "The office wrote",
        "state-of-the-art",
        "COVID-19 system",
        "$4.5 million - or more",
        "Caf\u00e9",
        "We buy \u2026 resellers; [...] isn\u2019t ours",
        "We buy Amazon Web Ser-\nvices",
    ],
)
def test_what_typesetting_does_is_no_difference(words: str) -> None:
    assert stands_in(words, PAGE)


@pytest.mark.parametrize(
    "words",
    [
        "we buy Amazon Web Services",
        "We buy Amazon Web Service",
        "buy Amazon Web Services by resellers",
        "vices through",
        "Amazon Web Ser",
        "5 million",
        "$4",
        "resellers \u2026 We buy",
        "We buy \u2026 We buy",
        "\u2026",
        "",
        "theart",
        "resellersthe",
    ],
)
def test_any_other_difference_is_one(words: str) -> None:
    assert not stands_in(words, PAGE)


def test_a_negative_number_is_not_quoted_without_its_sign() -> None:
    assert stands_in("-5 percent", "It fell by -5 percent.")
    assert not stands_in("5 percent", "It fell by -5 percent.")
    assert stands_in("2020", "in 2019-2020")


def test_an_ellipsis_parts_a_quotation() -> None:
    assert parts("one ... two [\u2026] three \u2026") == ["one", "two", "three"]
    assert parts("one. Two") == ["one. Two"]


def test_what_is_published_has_one_space_between_words_and_no_divided_one() -> None:
    assert tidy(" Amazon  Web\nSer-\nvices, COVID-\n19 ") == "Amazon Web Services, COVID-19"


def test_the_closest_passage_is_offered_in_whole_words() -> None:
    found = closest("We bought Amazon Web Services through resellers", ["nothing of it", PAGE], 1)
    assert found is not None
    assert found.page == 2
    assert "buy Amazon Web Services through resellers" in found.words
    assert "closed" not in found.words


def test_nothing_is_offered_where_nothing_is_alike() -> None:
    assert closest("zzzz qqqq xxxx", ["A short page."], 1) is None


def test_the_pages_are_found() -> None:
    assert pages_with("The office", ["no", PAGE, PAGE]) == [2, 3]


def test_long_quotations_and_pages_take_no_time() -> None:
    words = "a-" * 700 + "b"
    began = time.monotonic()
    assert not stands_in(words, ("a-\n" * 5_000 + " ") * 20)
    assert not stands_in("a \u2026 " * 200 + "b", "a " * 100_000)
    assert time.monotonic() - began < 20
