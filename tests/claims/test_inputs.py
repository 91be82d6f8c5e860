"""What people write into a case is known by its fingerprint, so that a page never tells of other judgements."""

from pathlib import Path

import pytest

from undersigned.case.folder import Case
from undersigned.claims import inputs
from undersigned.errors import CaseError

MAKER = 'name = "Heron"'


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case with one maker of its own, traced as far as this is about."""
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "heron.toml").write_text(MAKER, encoding="utf-8")
    (tmp_path / "trace-1").mkdir()
    (tmp_path / "case.json").write_text('{"format": 1, "files": [], "trace": "trace-1"}', encoding="utf-8")
    inputs.write(Case(tmp_path), tmp_path / "trace-1")
    return Case(tmp_path)


def test_a_case_as_it_was_traced_passes(case: Case) -> None:
    assert list(inputs.fingerprints(case)) == ["catalog/heron.toml"]
    inputs.check(case)


def test_notes_beside_are_no_inputs(case: Case) -> None:
    (case.folder / "report.md").write_text("Mine.", encoding="utf-8")
    (case.folder / "catalog" / "notes.txt").write_text("Mine.", encoding="utf-8")
    inputs.check(case)


@pytest.mark.parametrize("name", ["judgements.toml", "catalog/heron.toml", "catalog/wader.toml"])
def test_a_file_that_is_new_or_changed_is_named(case: Case, name: str) -> None:
    (case.folder / name).write_text("changed", encoding="utf-8")
    with pytest.raises(CaseError, match=rf"^{name} changed since the case was traced\. Run: undersigned trace --case"):
        inputs.check(case)


def test_a_file_that_is_gone_is_named(case: Case) -> None:
    (case.folder / "catalog" / "heron.toml").unlink()
    with pytest.raises(CaseError, match=r"catalog/heron\.toml changed"):
        inputs.check(case)


def test_a_file_that_was_written_anew_with_the_same_words_passes(case: Case) -> None:
    (case.folder / "catalog" / "heron.toml").write_text(MAKER, encoding="utf-8")
    inputs.check(case)


@pytest.mark.parametrize("damage", ["", "{"])
def test_fingerprints_that_cannot_be_read_ask_for_a_new_trace(case: Case, damage: str) -> None:
    (case.folder / "trace-1" / inputs.FILE).write_text(damage, encoding="utf-8")
    with pytest.raises(CaseError, match=r"inputs\.json is missing or damaged\. Run: undersigned trace"):
        inputs.check(case)
