"""A key counts while the campaign's folder says the same and proves it; the database alone convinces nobody."""

import logging
import os
from pathlib import Path

import pytest

from bench.campaigns import key_files, place_key
from undersigned.campaigns.pinning import Pins
from undersigned.sealing.holders import CampaignKey
from undersigned.site.folder import Site

SLUG = "stop-it"
KEY, OTHER = CampaignKey.fresh(), CampaignKey.fresh()


@pytest.fixture
def pins(tmp_path: Path) -> Pins:
    site = Site(tmp_path / "site").make()
    place_key(site.campaign(SLUG), SLUG, KEY)
    return Pins(site)


def test_the_key_in_the_folder_holds(pins: Pins) -> None:
    assert pins.holds(SLUG, KEY.public)
    assert pins.trouble(SLUG, KEY.public) == ""


def test_a_key_that_only_the_database_has_does_not(pins: Pins) -> None:
    assert not pins.holds(SLUG, OTHER.public)
    assert "another than that of stop-it.public.toml" in pins.trouble(SLUG, OTHER.public)


@pytest.mark.parametrize("name", [f"{SLUG}.public.toml", f"{SLUG}.recovered.toml"])
def test_without_its_files_it_says_which_lacks_and_heals_when_it_is_back(pins: Pins, name: str) -> None:
    assert pins.holds(SLUG, KEY.public)
    path = pins.site.campaign(SLUG) / name
    path.rename(path.with_suffix(".away"))
    told = pins.trouble(SLUG, KEY.public)
    assert f"{name} is missing" in told
    assert "backup" in told
    path.with_suffix(".away").rename(path)
    assert pins.holds(SLUG, KEY.public)


def test_a_file_that_changed_is_read_again(pins: Pins) -> None:
    assert pins.holds(SLUG, KEY.public)
    place_key(pins.site.campaign(SLUG), SLUG, OTHER)
    assert not pins.holds(SLUG, KEY.public)
    assert pins.holds(SLUG, OTHER.public)


def test_a_key_without_its_own_proof_does_not_hold(pins: Pins) -> None:
    (pins.site.campaign(SLUG) / f"{SLUG}.public.toml").write_text(key_files(SLUG, OTHER)[f"{SLUG}.public.toml"])
    assert "does not prove" in pins.trouble(SLUG, OTHER.public)


def test_no_path_is_made_of_what_is_no_name(pins: Pins, tmp_path: Path) -> None:
    place_key(tmp_path / "elsewhere", "elsewhere", OTHER)
    os.rename(tmp_path / "elsewhere/elsewhere.public.toml", tmp_path / "elsewhere/x.public.toml")  # noqa: PTH104
    assert "no short name" in pins.trouble("../../elsewhere", OTHER.public)


def test_the_log_says_it_once_and_again_only_when_it_changed(pins: Pins, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)
    for key in (OTHER, OTHER, KEY, OTHER):
        pins.holds(SLUG, key.public)
    assert len(caplog.records) == 2
