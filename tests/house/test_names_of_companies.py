"""No company that our data names is taken for a natural person, so that its money stays under its name.

`ingest` may not read the makers or the owners: it has a list of such names, and this test compares the two.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from undersigned.ingest.persons import companies_like_persons, looks_natural
from undersigned.terms.text import words


def tables(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.toml")):
        yield tomllib.loads(path.read_text(encoding="utf-8"))


def names(source: Path) -> Iterator[str]:
    for maker in tables(source / "makers" / "catalog"):
        yield from (maker["name"], *maker.get("legal_names", []))
    for owner in tables(source / "companies" / "owners"):
        yield owner["name"]
        for company in owner.get("company", []):
            yield from (company["name"], *company.get("also", []))


def test_no_name_of_the_catalogue_or_the_owners_looks_natural(root: Path) -> None:
    found = sorted(set(names(root / "src" / "undersigned")))
    assert len(found) > 1000
    withheld = [words(name) for name in found if looks_natural(name)]
    assert withheld == [], "add these to src/undersigned/ingest/companies_like_persons.txt"


def test_the_list_is_folded_in_order_and_each_line_has_a_name_of_several_words(root: Path) -> None:
    path = root / "src" / "undersigned" / "ingest" / "companies_like_persons.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert frozenset(lines) == companies_like_persons()
    assert [line for line in lines if line != words(line) or len(line.split()) < 2] == []
