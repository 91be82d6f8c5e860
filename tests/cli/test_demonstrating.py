"""`undersigned demo --serve`: from the sample to a campaign that can be signed, and again."""

import os
import shutil
from pathlib import Path

import pytest

from tests.serving.served import Served
from undersigned.case.folder import Case
from undersigned.cli import demonstrating, sampling
from undersigned.cli.demonstrating import CLAIM, SLUG
from undersigned.cli.main import run_as_command


@pytest.fixture(scope="module")
def case(traced: Case, reachable: Path) -> Path:
    """The sample's case, where the account of the database can come near it."""
    folder = reachable / "demo"
    shutil.copytree(traced.folder, folder, symlinks=True)
    return folder


@pytest.fixture(scope="module")
def said(case: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What it says with nobody at a terminal, and an operator's own settings around."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", "postgresql://nobody@192.0.2.1/real")
        patch.setenv("UNDERSIGNED_BASE_URL", "https://sign.example.org")
        lines: list[str] = []
        patch.setattr(demonstrating, "say", lambda sentence="": lines.append(sentence))
        page = tmp_path_factory.mktemp("account") / "index.html"
        page.touch()
        demonstrating.demonstrate(case, page)
    return "\n".join(lines)


def test_without_a_terminal_it_makes_everything_looks_once_and_stops(said: str, case: Path) -> None:
    site = case.with_name("demo-campaign") / "site"
    assert "The campaign: http://127.0.0.1:" in said
    assert f"undersigned serve --site {site}" in said
    assert "stops here" in said
    assert not (site / "postgres" / "postmaster.pid").exists()


@pytest.mark.usefixtures("said")
def test_the_campaign_cites_the_claim_in_both_languages(case: Path) -> None:
    public = case.with_name("demo-campaign") / "site" / "public" / "c" / SLUG
    english, spanish = ((public / name).read_text(encoding="utf-8") for name in ("index.html", "es/index.html"))
    assert "Kestrelcloud" in english
    assert "Kestrelcloud" in spanish
    assert "Tell Marrowmere whose cloud it rents" in english
    assert "Que Marrowmere diga de quién es la nube que alquila" in spanish


@pytest.mark.usefixtures("said")
def test_keys_of_the_sample_say_that_they_are_one_and_the_server_has_none_of_them(case: Path) -> None:
    home = case.with_name("demo-campaign")
    assert "protect nothing" in (home / "keys" / "SAMPLE.txt").read_text(encoding="utf-8")
    assert len(list((home / "keys").glob("holder-*.key.toml"))) == 3
    assert not list((home / "site").rglob("holder-*"))


@pytest.mark.usefixtures("said")
def test_it_can_be_served_again_and_made_again(case: Path, tmp_path: Path) -> None:
    site = case.with_name("demo-campaign") / "site"
    served = Served.begin(site)
    try:
        assert b"Marrowmere" in served.ready().answer(f"/c/{SLUG}/")[2]
    finally:
        served.end()
    kept = (site / "campaigns" / SLUG / f"{SLUG}.public.toml").read_bytes()
    demonstrating.demonstrate(case, tmp_path / "index.html")
    assert (site / "campaigns" / SLUG / f"{SLUG}.public.toml").read_bytes() == kept


def test_the_claim_is_one_of_the_sample(traced: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_as_command(["cite", CLAIM, "--case", str(traced.folder), "--rows", "1"]) == 0
    assert sampling.DEMO_MAKER in capsys.readouterr().out


def test_a_screen_is_needed_to_open_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "environ", {"CI": "true", "DISPLAY": ":0"})
    assert not demonstrating._attended()
