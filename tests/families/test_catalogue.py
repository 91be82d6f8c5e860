"""One promise over every maker: a new TOML in `makers/catalog/` is held to it, and nothing is written here."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from undersigned.companies.names import core
from undersigned.errors import CatalogError
from undersigned.makers.catalogue import load, parse
from undersigned.terms.maker import CATEGORIES, TECHNOLOGY, Maker
from undersigned.terms.text import ascii_upper, words

OLDEST_OWNER = "1850"
DAY = re.compile(r"(18|19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


@pytest.fixture(scope="module")
def makers(root: Path) -> dict[str, Maker]:
    """File name without its ending → the maker; one read for all tests."""
    folder = root / "src" / "undersigned" / "makers" / "catalog"
    return {path.stem: parse(path.read_text(encoding="utf-8"), path.name) for path in sorted(folder.iterdir())}


def in_two(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """What stands in more than one file → the files."""
    files: dict[str, set[str]] = defaultdict(set)
    for what, file in pairs:
        files[what].add(file)
    return {what: sorted(where) for what, where in files.items() if len(where) > 1}


def letters(name: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", ascii_upper(name))


def test_there_are_at_least_two_hundred_makers(makers: dict[str, Maker]) -> None:
    assert len(makers) >= 200
    assert len(load().makers) == len(makers), "two files have one name"


def test_a_file_is_named_like_its_maker(makers: dict[str, Maker]) -> None:
    """`&` is left out or written `and`; what else is no letter and no digit is left out or written `_`."""
    astray = [
        (file, maker.name)
        for file, maker in makers.items()
        if letters(file) not in (letters(maker.name), letters(maker.name.replace("&", "and")))
        or not re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", file)
    ]
    assert astray == []


def test_every_category_of_the_field_has_a_maker_but_those_of_labour(makers: dict[str, Maker]) -> None:
    named = {term.category for maker in makers.values() for term in maker.terms} | {m.category for m in makers.values()}
    assert set(CATEGORIES) - named <= {"it_labour", "detention"}
    assert named <= set(CATEGORIES)


def test_no_two_makers_have_one_name(makers: dict[str, Maker]) -> None:
    assert in_two((words(maker.name), file) for file, maker in makers.items()) == {}


def test_no_word_that_needs_no_neighbour_names_two_makers(makers: dict[str, Maker]) -> None:
    bare = (
        (word, file)
        for file, maker in makers.items()
        for term in maker.terms
        if not term.near and not term.not_near
        for word in term.words
    )
    assert in_two(bare) == {}


def test_no_legal_name_is_of_two_makers(makers: dict[str, Maker]) -> None:
    assert in_two((core(name), file) for file, maker in makers.items() for name in maker.legal_names) == {}


def test_a_term_has_words_and_can_match(makers: dict[str, Maker]) -> None:
    dead = [
        (file, term.words)
        for file, maker in makers.items()
        for term in maker.terms
        if min(len(word) for word in term.words) < 2 or set(term.words) & set(term.not_near)
    ]
    assert dead == []
    assert [file for file, maker in makers.items() if not all(words(name) for name in maker.legal_names)] == []


def test_owners_follow_each_other_on_days_that_can_be(makers: dict[str, Maker]) -> None:
    today = datetime.now(UTC).date().isoformat()
    odd = []
    for file, maker in makers.items():
        for owner in maker.owners:
            days = [day for day in (owner.since, owner.until) if day is not None]
            if not all(DAY.fullmatch(day) and OLDEST_OWNER <= day <= today for day in days) or days != sorted(days):
                odd.append((file, owner.name, days))
        starts = [owner.since for owner in maker.owners if owner.since is not None]
        if starts != sorted(starts):
            odd.append((file, "oldest first", starts))
    assert odd == []


def test_four_hundred_makers_have_sources_for_owner_and_category(makers: dict[str, Maker]) -> None:
    """Most of them opened, and each marked as opened or not."""
    sourced = [maker for maker in makers.values() if maker.sourced]
    assert len(sourced) >= 400
    opened = [maker for maker in sourced if all(source.seen for source in maker.sources.values())]
    assert len(opened) >= 300
    assert {term.category for maker in sourced for term in maker.terms} >= TECHNOLOGY - {"it_labour"}


def test_a_source_says_something_on_a_day_that_was_and_names_a_document(makers: dict[str, Maker]) -> None:
    today = datetime.now(UTC).date().isoformat()
    sources = [(file, source) for file, maker in makers.items() for source in maker.sources.values()]
    assert [file for file, source in sources if len(source.says) < 5 or len(source.document) < 10] == []
    assert [file for file, source in sources if source.seen > today] == []
    assert [file for file, source in sources if not (source.says + source.document).isprintable()] == []


def test_who_has_one_source_has_both(makers: dict[str, Maker]) -> None:
    assert [file for file, maker in makers.items() if maker.sources and not maker.sourced] == []


def test_no_two_makers_differ_in_punctuation_alone(makers: dict[str, Maker]) -> None:
    """Blue Bird makes buses, Bluebird handheld computers."""
    assert set(in_two((letters(maker.name), file) for file, maker in makers.items())) <= {"BLUEBIRD"}


def test_no_maker_owns_itself(makers: dict[str, Maker]) -> None:
    own = [file for file, maker in makers.items() for owner in maker.owners if words(owner.name) == words(maker.name)]
    assert own == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name = ", "not valid TOML"),
        ('name = "X"\ncategory = "toys"\nlegal_names = ["X"]', "category 'toys'"),
        ('name = "X"\ncategory = "other"', "at least one"),
        ('name = "X"\ncategory = "other"\nwebsite = "x"\nlegal_names = ["X"]', "'website' is not a key"),
        ('name = "X"\ncategory = "other"\n[[term]]\nproduct = ""', "needs `words`"),
        ('name = "X"\ncategory = "other"\nlegal_names = ["X"]\n[[owner]]\nname = "Y"', "`name` and `source`"),
        (
            'name = "X"\ncategory = "other"\nlegal_names = ["X"]\n[[owner]]\nname = "Y"\nsource = "z"\nsince = "May"',
            "the days of an",
        ),
    ],
)
def test_a_file_that_cannot_be_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(CatalogError, match=r"^x\.toml") as refused:
        parse(text, "x.toml")
    assert said in str(refused.value)
