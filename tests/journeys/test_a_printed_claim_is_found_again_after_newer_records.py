"""A page was printed; the records went on; its address still answers, with what it said then and what it says now."""

import io
from pathlib import Path

import pypdf

from tests.browsing import Visit, serving
from tests.publishing import publish, through_resellers, undersigned


def trace(case: Path, *files: Path) -> None:
    undersigned("add", *files, "--case", case)
    undersigned("trace", "--case", case)


def test_after_a_year_more(visit: Visit, invented: Path, tmp_path: Path) -> None:
    case, site = tmp_path / "case", tmp_path / "site"
    case.mkdir()
    (case / "catalog").symlink_to(invented / "catalog")
    trace(case, invented / "invented_api_fy2031.csv.gz")
    publish(case, site)
    then = through_resellers(case)
    with serving(tmp_path) as address:
        printed = visit(f"{address}site/claim/{then['claim_id']}.html").pdf()
        paper = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(printed)).pages)
        assert then["claim_id"] in paper
        trace(case, invented / "invented_api_fy2032.csv.gz")
        publish(case, site)
        now = through_resellers(case)
        assert now["figure"] != then["figure"]
        page = visit(f"{address}site/claim/{then['claim_id']}.html")
        assert page.locator("main p.figure data").get_attribute("value") == str(now["figure"])
        assert page.locator("h1").inner_text() == now["statement"]
        assert then["statement"] in page.locator("main").inner_text()


def test_a_claim_that_is_no_more_says_what_became_of_it(visit: Visit, invented: Path, tmp_path: Path) -> None:
    """The maker's file is taken away, so nothing is claimed about it any more."""
    case, site = tmp_path / "case", tmp_path / "site"
    case.mkdir()
    (case / "catalog").mkdir()
    for maker in (invented / "catalog").glob("*.toml"):
        (case / "catalog" / maker.name).write_bytes(maker.read_bytes())
    trace(case, invented / "invented_api_fy2031.csv.gz")
    publish(case, site)
    then = through_resellers(case)
    (case / "catalog" / "kestrelcloud.toml").unlink()
    undersigned("trace", "--case", case)
    publish(case, site)
    with serving(tmp_path) as address:
        page = visit(f"{address}site/claim/{then['claim_id']}.html")
        assert then["statement"] in page.locator("main").inner_text()
        assert page.locator("h1").inner_text() != then["statement"]
