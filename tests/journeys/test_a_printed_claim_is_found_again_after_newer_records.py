"""A page was printed; the records went on; its address still answers, with what it said then and what it says now."""

import io
import shutil
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page

from tests.browsing import Visit, serving
from tests.publishing import publish, through_resellers, undersigned


@pytest.fixture
def case(invented: Path, tmp_path: Path) -> Path:
    """A case of the sample's first year, with makers of its own."""
    folder = tmp_path / "case"
    shutil.copytree(invented / "catalog", folder / "catalog")
    undersigned("add", invented / "invented_api_fy2031.csv.gz", "--case", folder)
    return folder


def trace_and_publish(case: Path) -> None:
    undersigned("trace", "--case", case)
    publish(case, case.parent / "site", "--language", "en")


def test_with_another_figure_and_then_without_one(visit: Visit, invented: Path, tmp_path: Path, case: Path) -> None:
    trace_and_publish(case)
    then = through_resellers(case)
    with serving(tmp_path) as address:
        printed = f"{address}site/claim/{then['claim_id']}.html"
        assert then["claim_id"] in on_paper(visit(printed))

        undersigned("add", invented / "invented_api_fy2032.csv.gz", "--case", case)
        trace_and_publish(case)
        now = through_resellers(case)
        assert now["figure"] != then["figure"]
        page = visit(printed)
        assert page.locator("main p.figure data").get_attribute("value") == str(now["figure"])
        assert page.locator("h1").inner_text() == now["statement"]
        assert shown(then["figure"]) in page.locator("main").inner_text()

        (case / "catalog" / "kestrelcloud.toml").unlink()
        trace_and_publish(case)
        page = visit(printed)
        assert page.locator("h1").inner_text() != now["statement"]
        assert now["statement"] in page.locator("main").inner_text()
        assert page.locator("main p.figure data").count() == 0


def on_paper(page: Page) -> str:
    """The words of a page as a browser prints it."""
    return " ".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(page.pdf())).pages)


def shown(cents: int) -> str:
    return f"${cents // 100:,}.{cents % 100:02}"
