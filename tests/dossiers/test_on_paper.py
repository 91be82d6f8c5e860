"""`publish --pdf`: a name or the report, of a case that is as it was traced."""

import shutil
from pathlib import Path

import pypdf
import pytest

from tests.dossiers.county import claim
from undersigned.case.folder import Case
from undersigned.claims.reading import Trace
from undersigned.dossiers.on_paper import on_paper
from undersigned.dossiers.publish import CheckError
from undersigned.errors import CaseError, CatalogError


@pytest.fixture
def case(nowhere: Case, tmp_path: Path) -> Case:
    return Case(Path(shutil.copytree(nowhere.folder, tmp_path / "case")))


@pytest.mark.parametrize("name", ["Avocet", "Elsewhere County"])
def test_a_name_is_printed(case: Case, tmp_path: Path, name: str) -> None:
    on_paper(case, name, tmp_path / "x.pdf", "en")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_the_report_is_printed(case: Case, county_trace: Trace, tmp_path: Path) -> None:
    cited = claim(county_trace, "maker", "Avocet", channel="resold").claim_id
    (case.folder / "report.md").write_text(f"# Maps\n\nResellers hold {{claim:{cited}}}.\n", encoding="utf-8")
    on_paper(case, "Report", tmp_path / "x.pdf", "es")
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_a_case_without_a_report_says_how_to_write_one(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"There is no report\.md in .*write-a-report\.md says how"):
        on_paper(case, "report", tmp_path / "x.pdf", "en")
    assert not (tmp_path / "x.pdf").exists()


def test_a_case_that_changed_is_not_printed(case: Case, tmp_path: Path) -> None:
    (case.folder / "judgements.toml").write_text("# none\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"judgements\.toml changed since"):
        on_paper(case, "Avocet", tmp_path / "x.pdf", "en")


def test_a_name_that_is_not_there_is_said(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"Nothing in this case is called 'Avocett'"):
        on_paper(case, "Avocett", tmp_path / "x.pdf", "en")


def test_a_report_that_cites_nothing_of_the_case_is_not_printed(case: Case, tmp_path: Path) -> None:
    (case.folder / "report.md").write_text("# Maps\n\nThey hold {claim:C0}.\n", encoding="utf-8")
    with pytest.raises(CatalogError, match=r"report\.md"):
        on_paper(case, "report", tmp_path / "x.pdf", "en")


def test_a_report_with_typed_numbers_is_not_printed(case: Case, tmp_path: Path) -> None:
    (case.folder / "report.md").write_text("# Maps\n\nThey hold $5.\n", encoding="utf-8")
    with pytest.raises(CheckError, match=r"^1 finding in the report: nothing was written\.$") as caught:
        on_paper(case, "report", tmp_path / "x.pdf", "en")
    [finding] = caught.value.findings
    assert str(finding).startswith("report.md:3: $5 is typed.")
    assert not (tmp_path / "x.pdf").exists()


def printed(path: Path) -> str:
    """All text of a PDF, in one line without hyphens of its own."""
    return " ".join("".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_a_withdrawn_claim_is_on_no_paper(case: Case, county_trace: Trace, tmp_path: Path) -> None:
    told = claim(county_trace, "maker", "Heronsoft", channel="resold")
    on_paper(case, "Heronsoft", tmp_path / "x.pdf", "en")
    assert told.claim_id in printed(tmp_path / "x.pdf")
    (case.folder / "corrections.toml").write_text(
        f'[[withdrawn]]\nclaim = "{told.claim_id}"\ndate = "2032-01-02"\nwhy = "Counted twice."\n', encoding="utf-8"
    )
    (case.folder / "report.md").write_text("# Maps\n\n{picture:flow:Heronsoft}\n", encoding="utf-8")
    for name in ("Heronsoft", "report"):
        on_paper(case, name, tmp_path / "x.pdf", "en")
        assert told.claim_id not in printed(tmp_path / "x.pdf")
