"""Pairs of names that look alike and are different companies, from labels beside the checkout."""

import csv
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.companies.invented import named, traced
from undersigned.companies.owners_data import OwnersData, load


@pytest.fixture(scope="module")
def pairs(root: Path) -> list[tuple[str, str]]:
    """The labelled pairs; the labels are not part of the project."""
    path = Path(os.environ.get("UNDERSIGNED_LABELS", root.parent / "shared" / "labels")) / "lookalikes.csv"
    if not path.exists():
        pytest.skip("the labels are not on this machine; UNDERSIGNED_LABELS names their folder")
    with path.open(encoding="utf-8", newline="") as opened:
        return [(row["name_a"], row["name_b"]) for row in csv.DictReader(opened) if row["relation"] == "different"]


@pytest.mark.parametrize("owners", [load, OwnersData], ids=["with our data", "by the rules alone"])
def test_look_alikes_are_never_one_company(pairs: list[tuple[str, str]], owners: Callable[[], OwnersData]) -> None:
    assert len(pairs) > 20
    rows = traced(named(*{name for pair in pairs for name in pair}), owners())
    assert [pair for pair in pairs if rows[pair[0]].company_id == rows[pair[1]].company_id] == []
