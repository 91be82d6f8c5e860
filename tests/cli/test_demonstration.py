"""`undersigned demo`: one command from nothing to a site with every kind of page, and again without losing a word."""

from functools import partial
from pathlib import Path

import pytest

from undersigned.cli import sampling
from undersigned.cli.main import run_as_command
from undersigned.sample.authored import write_authored
from undersigned.sample.write import write_all

REPORT = "# Mine\n\n{claim:C02e5d28fa773:sentence}\n"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder, and fewer records than a person would get."""
    monkeypatch.setattr(sampling, "write_all", partial(write_all, rows=600))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_publishes_what_it_traced_and_says_how_to_look_at_it(
    small: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run_as_command(["demo"]) == 0
    said = capsys.readouterr().out
    assert "Look at the site: open demo/site/index.html in a browser.\n" in said
    assert "python3 -m http.server -d demo/site\n" in said
    site = small / "demo" / "site"
    for folder in (site, site / "es"):
        assert {path.name for path in (folder / "report").glob("*.html")} == {
            "index.html",
            "one-contract.html",
            "two-agencies-one-reseller.html",
        }
        assert "Kestrelcloud, Inc." in (folder / "claim" / "C02e5d28fa773.html").read_text(encoding="utf-8")
        assert "C3f3f53684d83" in (folder / "corrections.html").read_text(encoding="utf-8")
        assert "marrowmere.svg" in (folder / "report" / "index.html").read_text(encoding="utf-8")
    (small / "demo" / "report.md").write_text(REPORT, encoding="utf-8")
    (small / "demo" / "report.es.md").unlink()
    monkeypatch.setattr(sampling, "LANGUAGES", ("en",))
    assert run_as_command(["demo"]) == 0
    assert (small / "demo" / "report.md").read_text(encoding="utf-8") == REPORT
    assert ">Mine</h1>" in (site / "report" / "index.html").read_text(encoding="utf-8")


def test_what_a_person_wrote_or_took_away_stays_so(tmp_path: Path) -> None:
    write_authored(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        *("corrections.toml", "dossier.toml", "logos", "replies.toml", "report.es.md", "report.md")
    }
    (tmp_path / "report.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "replies.toml").unlink()
    write_authored(tmp_path)
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == REPORT
    assert not (tmp_path / "replies.toml").exists()
