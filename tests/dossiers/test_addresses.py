"""Addresses: safe as file names, the same in every run, no two subjects in one file."""

import re
from collections.abc import Iterable
from itertools import combinations

import pytest

from undersigned.claims.reading import Subject
from undersigned.dossiers import addresses
from undersigned.dossiers.contents import Contents

SAFE = re.compile(r"[a-z]+/[A-Za-z0-9_-][A-Za-z0-9_.-]*\.html")
NAMES = [
    "Ärger & Söhne",
    "Arger Sohne",
    "中国电信",
    "中国联通",
    "🦩",
    "",
    "..",
    "O'Heron",
    "OHeron",
    "3M",
    "Heron 2",
    "Heron",
]
KEYS = [
    "CONT_AWD_1",
    "a/b",
    "a-b",
    "../../etc/passwd",
    "..",
    "a\x00b",
    "a?b#c",
    "k" * 400,
    "k" * 401,
    "å",
    "a b",
    "a%20b",
]


def companies(names: Iterable[str]) -> dict[Subject, str]:
    return dict(addresses.of_subjects(("company", Subject("company", name)) for name in names))


def test_hostile_names_become_file_names() -> None:
    assert [address for address in companies(NAMES).values() if not SAFE.fullmatch(address)] == []


def test_no_two_names_share_a_page() -> None:
    assert len(set(companies(NAMES).values())) == len(NAMES)


def test_a_name_has_the_same_address_in_every_run() -> None:
    assert companies(["中国电信", "Heron", "heron", "Heron 2"]) == {
        Subject("company", "中国电信"): "company/name-x0684c4.html",
        Subject("company", "Heron"): "company/heron.html",
        Subject("company", "heron"): "company/heron-x8eef4c.html",
        Subject("company", "Heron 2"): "company/heron-2-x5c0ee6.html",
    }


def test_one_name_in_two_folders_has_no_need_of_a_mark() -> None:
    given = [(folder, Subject(folder, "Heron")) for folder in ("company", "agency")]
    assert [*addresses.of_subjects(given).values()] == ["company/heron.html", "agency/heron.html"]


def test_no_name_takes_a_further_page_of_another() -> None:
    further = {addresses.page(address, number) for address in companies(NAMES).values() for number in range(2, 10)}
    assert not further & set(companies(NAMES).values())


def test_long_names_that_begin_alike_stay_apart() -> None:
    found = companies(["Heron " * 40 + end for end in ("Nest", "Wing")])
    assert len(set(found.values())) == 2
    assert max(map(len, found.values())) < 110


def test_hostile_award_keys_become_file_names() -> None:
    assert [key for key in KEYS if not SAFE.fullmatch(addresses.award(key))] == []
    assert max(len(addresses.award(key)) for key in KEYS) < 200


def test_no_two_awards_share_a_page() -> None:
    assert [pair for pair in combinations(KEYS, 2) if addresses.award(pair[0]) == addresses.award(pair[1])] == []


def test_a_plain_award_key_is_its_own_file_name() -> None:
    assert addresses.award("CONT_AWD_70B03C_7014_-NONE-") == "award/CONT_AWD_70B03C_7014_-NONE-.html"


@pytest.mark.parametrize(("number", "address"), [(1, "claim/C1.html"), (2, "claim/C1-2.html")])
def test_further_pages_are_counted(number: int, address: str) -> None:
    assert addresses.page(addresses.claim("C1"), number) == address


def test_every_subject_of_a_case_has_one_address(contents: Contents) -> None:
    found = [profile.address for profile in contents.profiles.all]
    assert len(set(found)) == len(found) > 6


def test_a_published_address_stays_whoever_comes_before_it() -> None:
    kept = {Subject("company", "Heron"): "company/heron.html"}
    given = [("company", Subject("company", name)) for name in ("HERON", "Heron")]
    found = addresses.of_subjects(given, kept)
    assert found[given[1][1]] == "company/heron.html"
    assert found[given[0][1]] == companies(["x", "Heron", "HERON"])[given[0][1]]


def test_an_address_that_was_published_of_somebody_gone_is_given_to_nobody_else() -> None:
    found = addresses.of_subjects(
        [("company", Subject("company", "HERON"))], {Subject("family", "Heron"): "company/heron.html"}
    )
    assert list(found.values()) != ["company/heron.html"]
