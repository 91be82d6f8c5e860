import os
import stat
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from undersigned.errors import SiteError
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring, hour_of

MONDAY, TUESDAY, WEDNESDAY = (date(2026, 6, day) for day in (1, 2, 3))

RACING = """
import sys, time
from pathlib import Path
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
time.sleep(max(0, float(sys.argv[2]) - time.time()))
print(Keyring(Site(Path(sys.argv[1]))).get("stamps").hex())
"""


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    return Keyring(Site(tmp_path / "site").make())


def names(keyring: Keyring) -> list[str]:
    return sorted(entry.name for entry in keyring.site.keys.iterdir())


def test_a_key_is_made_once_and_closed_to_others(keyring: Keyring) -> None:
    key = keyring.get("stamps")
    assert len(set(key)) > 8
    assert keyring.get("stamps") == key != keyring.get("blocks")
    assert names(keyring) == ["blocks.key", "stamps.key"]
    assert stat.S_IMODE((keyring.site.keys / "stamps.key").stat().st_mode) == 0o600


def test_processes_that_race_get_the_same_key(keyring: Keyring) -> None:
    arguments = [sys.executable, "-c", RACING, str(keyring.site.path), str(time.time() + 1.5)]
    racing = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) for _ in range(6)]
    assert {process.communicate()[0].strip() for process in racing} == {keyring.get("stamps").hex()}
    assert names(keyring) == ["stamps.key"]


def test_a_key_is_never_replaced_by_one_made_a_moment_later(keyring: Keyring, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process links its key after we saw none and before we link ours."""
    other = b"o" * 32
    link = os.link

    def late(source: str, target: Path) -> None:
        Path(target).write_bytes(other)
        link(source, target)

    monkeypatch.setattr(os, "link", late)
    assert keyring.get("stamps") == other
    assert names(keyring) == ["stamps.key"]


def test_a_key_left_open_is_closed_when_read(keyring: Keyring) -> None:
    keyring.get("stamps")
    path = keyring.site.keys / "stamps.key"
    path.chmod(0o644)
    keyring.get("stamps")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_each_day_has_a_key_of_its_own(keyring: Keyring) -> None:
    assert keyring.daily("outbox", MONDAY) == keyring.daily("outbox", MONDAY)
    assert keyring.daily("outbox", MONDAY) != keyring.daily("outbox", TUESDAY)
    assert keyring.daily("outbox", MONDAY) != keyring.daily("limits", MONDAY)


def test_destroying_before_a_day_keeps_that_day_and_other_keys(keyring: Keyring) -> None:
    for day in (WEDNESDAY, MONDAY, TUESDAY):
        keyring.daily("outbox", day)
    keyring.daily("limits", MONDAY)
    assert keyring.destroy_before("outbox", WEDNESDAY) == [MONDAY, TUESDAY]
    assert names(keyring) == ["limits-2026-06-01.key", "outbox-2026-06-03.key"]


def test_each_hour_has_a_key_of_its_own_in_any_zone(keyring: Keyring) -> None:
    seven, denver = datetime(2026, 6, 1, 7, tzinfo=UTC), timezone(timedelta(hours=-6))
    key = keyring.hourly("outbox", seven)
    assert names(keyring) == ["outbox-2026-06-01T07.key"]
    assert keyring.kept_of_hour("outbox", seven.astimezone(denver)) == key != keyring.daily("outbox", MONDAY)
    assert keyring.kept_of_hour("outbox", seven + timedelta(hours=1)) is None
    assert (keyring.hours("outbox"), keyring.days("outbox")) == ([seven], [MONDAY])
    keyring.destroy_hours("outbox", [seven.astimezone(denver)])
    assert names(keyring) == ["outbox-2026-06-01.key"]


def test_an_hour_begins_at_its_first_instant() -> None:
    half_past = timezone(timedelta(hours=5, minutes=30))
    assert hour_of(datetime(2026, 6, 1, 12, 45, 9, 7, half_past)) == datetime(2026, 6, 1, 7, tzinfo=UTC)


def test_who_opens_never_makes_a_key(keyring: Keyring) -> None:
    key = keyring.daily("outbox", MONDAY)
    assert keyring.kept("outbox", MONDAY) == key
    keyring.destroy_before("outbox", TUESDAY)
    assert keyring.kept("outbox", MONDAY) is None
    assert names(keyring) == []


def test_destroying_overwrites_the_bytes(keyring: Keyring) -> None:
    keyring.make_campaign(7)
    path = keyring.site.keys / "campaign-7.key"
    with path.open("rb") as still_open:
        keyring.destroy_campaign(7)
        assert still_open.read() == bytes(32)
    assert names(keyring) == []


def test_what_a_killed_process_began_to_destroy_goes_with_the_next(keyring: Keyring) -> None:
    keyring.make_campaign(7)
    (keyring.site.keys / "campaign-7.key").rename(keyring.site.keys / ".destroying-campaign-7.key-00")
    keyring.destroy_campaign(7)
    assert names(keyring) == []


def test_a_campaigns_key_is_never_made_anew(keyring: Keyring) -> None:
    key = keyring.make_campaign("save-the-pool")
    assert keyring.campaign("save-the-pool") == key == keyring.make_campaign("save-the-pool")
    keyring.destroy_campaign("save-the-pool")
    assert not keyring.has_campaign("save-the-pool")
    with pytest.raises(SiteError, match=r"campaign-save-the-pool.key is missing"):
        keyring.campaign("save-the-pool")


@pytest.mark.parametrize("content", [b"", b"short", b"l" * 33])
def test_a_damaged_key_is_said_and_not_replaced(keyring: Keyring, content: bytes) -> None:
    (keyring.site.keys / "blocks.key").write_bytes(content)
    with pytest.raises(SiteError, match=r"blocks.key is damaged"):
        keyring.get("blocks")
    assert (keyring.site.keys / "blocks.key").read_bytes() == content


@pytest.mark.parametrize("name", ["../stamps", "", "campaign", "A", "a-b"])
def test_a_name_stays_in_the_folder(keyring: Keyring, name: str) -> None:
    with pytest.raises(ValueError, match="no name of a key"):
        keyring.get(name)


@pytest.mark.parametrize("identity", ["../stamps", "", "-a", "a/b", "ä"])
def test_a_campaign_stays_in_the_folder(keyring: Keyring, identity: str) -> None:
    with pytest.raises(ValueError, match="a campaign's key"):
        keyring.make_campaign(identity)


def test_without_a_folder_of_keys_nothing_is_made(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="folder of keys"):
        Keyring(Site(tmp_path / "none")).get("stamps")
