"""Pages as files: everything they name is there, what is the same is left alone, and nobody reads half of one."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.campaigns.pages.reading import Page
from tests.campaigns.sample import BASE, DARK, NOW, PETITION, STANDING, WAITING
from undersigned.campaigns.pages import writing
from undersigned.terms.campaign import Stage, Tally


@pytest.fixture
def public(tmp_path: Path) -> Path:
    writing.write_campaign(tmp_path, PETITION, STANDING, NOW, BASE)
    writing.write_front(tmp_path, [PETITION, replace(PETITION, slug="ended", stage=Stage.CLOSED)])
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_a_page_names_is_there(public: Path) -> None:
    pages = list(public.rglob("*.html"))
    assert len(pages) == 12
    for path in pages:
        for element in Page(path.read_text()).elements:
            for address in (
                element.attributes.get("src"),
                element.attributes.get("href"),
                element.attributes.get("data-worker"),
            ):
                if address and address.startswith("/"):
                    named = public / address.strip("/")
                    assert named.is_file() or (named / "index.html").is_file(), address


def test_the_front_page_lists_what_can_be_signed(public: Path) -> None:
    links = [link.attributes["href"] for link in Page((public / "es" / "index.html").read_text()).all("a")]
    assert "/c/show-us/es/" in links
    assert "/c/ended/es/" not in links


def test_the_same_again_touches_no_file(public: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in public.rglob("*") if path.is_file()}
    writing.write_campaign(public, PETITION, STANDING, NOW, BASE)
    assert {path: path.stat().st_mtime_ns for path in public.rglob("*") if path.is_file()} == before


def test_the_tally_is_written_when_a_count_changes(public: Path) -> None:
    later = NOW + timedelta(minutes=5)
    assert not writing.write_tally(public, PETITION, STANDING, later)
    more = replace(STANDING, tally=replace(STANDING.tally, standing=1282))
    assert writing.write_tally(public, PETITION, more, later)
    told = json.loads((public / "c/show-us/tally.json").read_text())
    assert told["counts"]["standing"] == 1282
    assert told["said"]["en"] == "22 November 2026, 14:37 UTC"


def test_of_a_letter_that_waits_no_file_has_a_count(tmp_path: Path) -> None:
    writing.write_campaign(tmp_path, WAITING, replace(STANDING, waits=True), NOW, BASE)
    assert (tmp_path / "c/staff/tally.json").read_bytes() == b'{"waits":true}'
    for name, content in files(tmp_path).items():
        assert b"1,281" not in content, name
        assert b"Darwish" not in content, name
    assert not writing.write_tally(tmp_path, WAITING, DARK, NOW)
    assert writing.write_tally(tmp_path, WAITING, replace(STANDING, tally=Tally(standing=500)), NOW)


def test_a_damaged_tally_is_written_anew(public: Path) -> None:
    (public / "c/show-us/tally.json").write_bytes(b'{"counts"')
    assert writing.write_tally(public, PETITION, STANDING, NOW)


def test_what_cannot_be_finished_leaves_the_page_as_it_was(public: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files(public)

    def fails(*_: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fails)
    with pytest.raises(OSError, match="No space"):
        writing.write_campaign(public, replace(PETITION, organisers="Others"), STANDING, NOW, BASE)
    assert files(public) == before


def test_assets_change_their_name_with_their_bytes(public: Path) -> None:
    names = sorted(path.name for path in (public / "assets").iterdir())
    assert [name.partition("-")[0] for name in names] == ["icon", "page", "prove", "sign", "tally"]
    assert all((public / "assets" / name).stat().st_mode & 0o444 == 0o444 for name in names)
