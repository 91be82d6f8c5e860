from pathlib import Path

import pytest

from tests.campaigns.organising import LETTER, SETTINGS, SLUG, TODAY, key_files, write
from undersigned.campaigns.authored.mistakes import NotReadyError
from undersigned.campaigns.authored.reading import Authored, load
from undersigned.errors import CampaignError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / SLUG


def read(folder: Path, settings: str = SETTINGS) -> Authored:
    write(folder, settings)
    return load(folder, SLUG, TODAY)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("closes = 2027-02-20", "closes = 2026-11-21", "has passed"),
        ("retention = 2027-05-21", "retention = 2026-11-22", "no day to come"),
        ("retention = 2027-05-21", "", "there is no `retention`"),
        ("2027-05-21", "2027-02-20", "not after `closes`"),
        ('"petition"', '"action"', "one of petition, letter, pledge, endorsement"),
        ('["en", "es"]', '["en", "fr"]', "fr.md is missing"),
        ('["en", "es"]', "[]", "there is no language"),
        ("ask@example.org", "ask us", "neither an e-mail address nor"),
        ("claims = []", 'claims = ["C1"]', "`case` does not name"),
        ("claims = []", "claims = []\nappears_at = 5", "belong together"),
        ("claims = []", "claims = []\nappears_at = 5\nappears_by = 2026-12-31", "only a letter can wait"),
        ("claims = []", "clams = []", "`clams` is not one of"),
    ],
)
def test_a_mistake_in_the_settings_is_named(folder: Path, old: str, new: str, said: str) -> None:
    assert old in SETTINGS
    with pytest.raises(NotReadyError, match=said):
        read(folder, SETTINGS.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026-12-31", "2026-11-21", "has passed"),
        ("2026-12-31", "2027-02-21", "nobody can sign then"),
        ("closes = 2027-02-20\n", "", "not before `retention`"),
        ("appears_at = 3", "appears_at = 1", "from 2 to 1,000,000"),
        ("appears_at = 3", "appears_at = 0", "a whole number"),
    ],
)
def test_a_letter_that_waits_needs_days_that_fit(folder: Path, old: str, new: str, said: str) -> None:
    settings = LETTER.replace(old, new)
    if "retention" in said:
        settings = settings.replace("2026-12-31", "2027-05-21")
    with pytest.raises(NotReadyError, match=said):
        read(folder, settings)


@pytest.mark.parametrize("name", [f"{SLUG}.public.toml", f"{SLUG}.recovered.toml"])
def test_keys_and_the_proof_of_recovery_must_be_there(folder: Path, name: str) -> None:
    read(folder)
    (folder / name).unlink()
    with pytest.raises(CampaignError, match=f"{name} is missing"):
        load(folder, SLUG, TODAY)


def test_the_proof_of_another_key_is_none(folder: Path) -> None:
    folder.mkdir()
    (folder / f"{SLUG}.recovered.toml").write_text(key_files(SLUG)[f"{SLUG}.recovered.toml"])
    with pytest.raises(NotReadyError, match="does not prove"):
        read(folder)


def test_a_key_of_another_campaign_is_refused(folder: Path) -> None:
    folder.mkdir()
    (folder / f"{SLUG}.public.toml").write_text(key_files("another")["another.public.toml"])
    with pytest.raises(NotReadyError, match="the key of the campaign 'another'"):
        read(folder)


def test_texts_are_read_even_where_the_settings_cannot_be(folder: Path) -> None:
    write(folder, SETTINGS.replace('"petition"', '"action"'), es="Titulo: x")
    with pytest.raises(NotReadyError) as told:
        load(folder, SLUG, TODAY)
    assert [reason.partition(":")[0] for reason in told.value.reasons] == ["campaign.toml", "es.md"]


def test_a_holder_is_named_for_each_share_or_none_is(folder: Path) -> None:
    assert read(folder, SETTINGS.replace('"Ana", "Bo", "Cem"', "")).settings.holders == ()
    with pytest.raises(NotReadyError, match="`holders` names 2, and the key has 3 shares"):
        read(folder, SETTINGS.replace('"Ana", ', ""))
