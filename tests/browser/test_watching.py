"""The browser of these tests tells what goes wrong on a page; without that, every other test here would pass."""

from pathlib import Path

import pytest

from tests.browser.seeing import contrast
from tests.browsing import Faults, Visit, serving

WRONG = {
    "a request leaves the site": '<img src="http://example.org/pixel.png" alt="">',
    "not found": '<img src="http://example.org/pixel.png" alt="">',
    "the console says": "<script>console.error('lost')</script>",
    "the console says: Failed to load resource": '<img src="gone.png" alt="">',
    "a script fails": "<script>undefined.lost</script>",
}


@pytest.mark.parametrize("fault", WRONG)
def test_each_fault_is_found(visit: Visit, faults: Faults, tmp_path: Path, fault: str) -> None:
    (tmp_path / "index.html").write_text(f"<!doctype html><h1>One</h1>{WRONG[fault]}", encoding="utf-8")
    with serving(tmp_path) as address:
        visit(address).wait_for_load_state("networkidle")
    assert any(line.startswith(fault) for line in faults.found), faults.found
    faults.found.clear()


def test_a_page_without_faults_has_none(visit: Visit, faults: Faults, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><link rel=icon href=data:,><h1>One</h1>", encoding="utf-8")
    with serving(tmp_path) as address:
        page = visit(address)
        assert contrast(page.locator("h1").screenshot()) > 4.5
        page.add_style_tag(content="h1 { color: #eee }")
        assert contrast(page.locator("h1").screenshot()) < 1.5
    assert faults.found == []
