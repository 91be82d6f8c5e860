"""One promise over every owner: a new TOML in `companies/owners/` is held to it, and nothing is written here."""

import re
import tomllib
from collections import defaultdict
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from undersigned.companies.names import core, is_distinctive
from undersigned.companies.owners_data import load
from undersigned.terms.company import Ownership
from undersigned.terms.text import words

KEYS = {"name", "source", "prefixes", "not", "company"}
COMPANY_KEYS = {"name", "also", "since", "until", "source"}
DAY = re.compile(r"(18|19|20)\d\d(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
Owner = dict[str, Any]


@pytest.fixture(scope="module")
def owners(root: Path) -> dict[str, Owner]:
    """File name without its ending → what it says; one read for all tests."""
    folder = root / "src" / "undersigned" / "companies" / "owners"
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.iterdir())}


@pytest.fixture(scope="module")
def different(root: Path) -> list[dict[str, str]]:
    text = (root / "src" / "undersigned" / "companies" / "different.toml").read_text(encoding="utf-8")
    pairs: list[dict[str, str]] = tomllib.loads(text)["pair"]
    return pairs


def companies(owner: Owner) -> list[Owner]:
    found: list[Owner] = owner.get("company", [])
    return found


def overlap(one: Ownership, other: Ownership) -> bool:
    """True when two ownerships hold on one day; a missing day is open."""
    return (one.since or "") < (other.until or "9999") and (other.since or "") < (one.until or "9999")


def test_every_file_says_who_and_from_which_source(owners: dict[str, Owner]) -> None:
    assert len(owners) > 100
    silent = [file for file, owner in owners.items() if not owner.get("name") or len(owner.get("source", "")) < 10]
    silent += [file for file, owner in owners.items() if any(not company.get("name") for company in companies(owner))]
    assert silent == []


def test_every_key_is_one_that_is_read(owners: dict[str, Owner]) -> None:
    unread = {file: sorted(set(owner) - KEYS) for file, owner in owners.items() if set(owner) - KEYS}
    for file, owner in owners.items():
        for company in companies(owner):
            if beyond := set(company) - COMPANY_KEYS:
                unread[f"{file} {company['name']}"] = sorted(beyond)
    assert unread == {}


def test_every_file_says_something(owners: dict[str, Owner]) -> None:
    assert [file for file, owner in owners.items() if not owner.get("prefixes") and not companies(owner)] == []


def test_no_two_files_are_of_one_owner(owners: dict[str, Owner]) -> None:
    files: dict[str, list[str]] = defaultdict(list)
    for file, owner in owners.items():
        files[core(owner["name"])].append(file)
    assert {name: where for name, where in files.items() if len(where) > 1} == {}


def test_no_company_has_two_owners_on_one_day() -> None:
    claimed: dict[str, list[Ownership]] = defaultdict(list)
    for ownership in load().ownership:
        claimed[ownership.name].append(ownership)
    torn = [
        (name, one.owner, other.owner)
        for name, found in claimed.items()
        for one, other in combinations(found, 2)
        if one.owner != other.owner and overlap(one, other)
    ]
    assert torn == []


def test_no_legal_company_is_told_twice_as_the_same() -> None:
    told: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for names in load().same:
        for name in names:
            told[name].add(names)
    assert {name: sorted(where) for name, where in told.items() if len(where) > 1} == {}


def test_the_days_of_an_ownership_can_be(owners: dict[str, Owner]) -> None:
    today = datetime.now(UTC).date().isoformat()
    odd = []
    for file, owner in owners.items():
        for company in companies(owner):
            days = [company[key] for key in ("since", "until") if key in company]
            possible = all(isinstance(day, str) and DAY.fullmatch(day) and day <= today for day in days)
            if not possible or days != sorted(days):
                odd.append((file, company["name"], days))
    assert odd == []


def test_a_prefix_is_two_words_or_one_that_is_not_ordinary(owners: dict[str, Owner]) -> None:
    loose = [
        (file, prefix)
        for file, owner in owners.items()
        for prefix in owner.get("prefixes", [])
        if prefix != words(prefix) or not (len(prefix.split()) > 1 or is_distinctive(core(prefix)))
    ]
    assert loose == []


def test_a_pair_of_look_alikes_has_two_names_a_reason_and_a_source(different: list[dict[str, str]]) -> None:
    assert len(different) > 20
    assert [pair for pair in different if set(pair) != {"a", "b", "why", "source"} or not all(pair.values())] == []
    assert [pair for pair in different if core(pair["a"]) == core(pair["b"])] == []


def test_no_pair_is_both_the_same_company_and_different(different: list[dict[str, str]]) -> None:
    same = {frozenset(pair) for names in load().same for pair in combinations(names, 2)}
    torn = [pair for pair in different if frozenset((core(pair["a"]), core(pair["b"]))) in same]
    assert torn == []
