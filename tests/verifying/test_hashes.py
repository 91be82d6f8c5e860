import os
from collections.abc import Callable
from pathlib import Path

import pytest

from undersigned.case.folder import Case
from undersigned.errors import CaseError
from undersigned.terms.progress import Silent
from undersigned.verifying.finding import Finding
from undersigned.verifying.verify import verify

Findings = Callable[[], list[Finding]]


def flip(path: Path, position: int) -> None:
    """Change one bit of one byte."""
    content = bytearray(path.read_bytes())
    content[position] ^= 1
    path.write_bytes(content)


def complained_of(findings: Findings) -> str:
    """What is said about a case, be it findings or that its manifest cannot be read at all."""
    try:
        return " ".join(finding.where for finding in findings())
    except CaseError as error:
        return str(error)


def test_one_changed_byte_anywhere_is_found_and_its_file_named(spoilt: Case, findings: Findings) -> None:
    folders = [spoilt.folder / "files", spoilt.trace_folder()]
    files = [spoilt.manifest_path, *(path for folder in folders for path in folder.rglob("*") if path.is_file())]
    assert len(files) > 15
    for path in files:
        name = path.relative_to(spoilt.folder).as_posix()
        for position in (0, path.stat().st_size // 2, path.stat().st_size - 1):
            flip(path, position)
            assert name in complained_of(findings)
            flip(path, position)
    assert findings() == []


def test_a_file_that_is_gone_is_named(spoilt: Case, findings: Findings) -> None:
    (spoilt.trace_folder() / "steps.parquet").unlink()
    (found,) = findings()
    assert found.where.endswith("/steps.parquet")
    assert "cannot be read" in found.what


def test_a_file_that_was_put_there_afterwards_is_named(spoilt: Case, findings: Findings) -> None:
    (spoilt.trace_folder() / "more.parquet").write_bytes(b"x")
    (found,) = findings()
    assert found.where.endswith("/more.parquet")


def test_what_people_wrote_is_what_the_trace_has_read(spoilt: Case, findings: Findings) -> None:
    (own, *_) = sorted((spoilt.folder / "catalog").glob("*.toml"))
    flip(own, 3)
    assert complained_of(findings) == f"catalog/{own.name}"
    flip(own, 3)
    (spoilt.folder / "judgements.toml").write_text("", encoding="utf-8")
    assert complained_of(findings) == "judgements.toml"
    (spoilt.folder / "judgements.toml").unlink()
    assert findings() == []
    own.unlink()
    assert complained_of(findings) == f"catalog/{own.name}"


def test_what_people_write_for_the_pages_may_change(spoilt: Case, findings: Findings) -> None:
    (spoilt.folder / "dossier.toml").write_text("", encoding="utf-8")
    assert findings() == []


def test_a_case_without_checksums_says_so(spoilt: Case, findings: Findings) -> None:
    text = spoilt.manifest_path.read_text(encoding="utf-8")
    spoilt.manifest_path.write_text(text.replace('"checksums"', '"earlier"'), encoding="utf-8")
    assert any("without checksums" in finding.what for finding in findings())


def test_an_original_that_was_added_is_told_from_another(spoilt: Case, invented: Path, tmp_path: Path) -> None:
    added = next(invented.glob("*.csv*"))
    other = tmp_path / "other.csv"
    other.write_bytes(added.read_bytes() + b" ")
    assert verify(spoilt, Silent(), [added]).findings == []
    (found,) = verify(spoilt, Silent(), [added, other]).findings
    assert found.where == str(other)
    with pytest.raises(CaseError, match="cannot be read"):
        verify(spoilt, Silent(), [tmp_path / "nowhere.csv"])


@pytest.mark.parametrize("kind", ["link", "pipe"])
def test_what_is_no_file_is_named_and_not_read(spoilt: Case, findings: Findings, kind: str) -> None:
    path = spoilt.trace_folder() / "steps.parquet"
    content = path.read_bytes()
    path.unlink()
    if kind == "pipe":
        os.mkfifo(path)
    else:
        beside = spoilt.folder.parent / "steps.parquet"
        beside.write_bytes(content)
        path.symlink_to(beside)
    (found,) = findings()
    assert (found.where.rpartition("/")[2], "it was not read" in found.what) == ("steps.parquet", True)
