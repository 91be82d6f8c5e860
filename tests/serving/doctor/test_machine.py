"""Certificate, clock, disk, backup, keys: what is looked at on this machine."""

import shutil
import socket
import struct
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.serving.doctor.conftest import Make
from tests.serving.doctor.machine import certificate, web_server
from undersigned.serving.doctor import backups, clock, disk, keys, tls
from undersigned.serving.doctor.base import Finding, Level
from undersigned.serving.keeping.remembering import Backup, remember


@pytest.fixture
def shown(known: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> "Shown":
    return Shown(known, monkeypatch, tmp_path)


class Shown:
    """A certificate as the doctor finds it."""

    def __init__(self, known: Make, patch: pytest.MonkeyPatch, folder: Path) -> None:
        self._known, self._patch, self._folder = known, patch, folder

    def look(self, days: int, *, trusted: bool = True, host: str = "127.0.0.1") -> Finding:
        file = certificate(self._folder, days, host)
        if trusted:
            self._patch.setenv("SSL_CERT_FILE", str(file))
        with web_server(file) as port:
            return self.found(port)

    def found(self, port: int) -> Finding:
        known = self._known(toml=f'base_url = "https://127.0.0.1:{port}"\n')
        (finding,) = list(tls.look(replace(known, now=datetime.now(UTC))))
        return finding


def test_a_certificate_that_lasts_is_good(shown: Shown) -> None:
    finding = shown.look(60)
    assert (finding.level, "lasts 60 days more" in finding.what) == (Level.GOOD, True)


def test_a_certificate_that_ends_soon_was_not_renewed(shown: Shown) -> None:
    finding = shown.look(13)
    assert (finding.level, "ends in 13 days" in finding.what) == (Level.WRONG, True)
    assert "reverse proxy" in finding.help


@pytest.mark.parametrize(
    ("days", "trusted", "host"), [(-1, True, "127.0.0.1"), (60, False, "127.0.0.1"), (60, True, "127.0.0.2")]
)
def test_a_certificate_that_browsers_refuse_is_wrong(shown: Shown, days: int, trusted: bool, host: str) -> None:
    finding = shown.look(days, trusted=trusted, host=host)
    assert (finding.level, "Browsers refuse" in finding.what) == (Level.WRONG, True)


def test_an_address_that_answers_without_encryption_is_wrong(shown: Shown) -> None:
    with web_server(None) as port:
        finding = shown.found(port)
    assert (finding.level, "not encrypted" in finding.what) == (Level.WRONG, True)


def test_an_address_that_nobody_answers_is_not_known(shown: Shown) -> None:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    assert shown.found(port).level is Level.UNKNOWN


def test_a_public_address_without_encryption_is_wrong(known: Make) -> None:
    (finding,) = list(tls.look(known(toml='base_url = "http://sign.example.org"\n')))
    assert finding.level is Level.WRONG
    assert list(tls.look(known(toml=""))) == []


@pytest.mark.parametrize(("apart", "level"), [(0.5, Level.GOOD), (90.0, Level.WRONG), (-90.0, Level.WRONG)])
def test_the_clock_is_compared_with_a_time_server(known: Make, apart: float, level: Level) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.bind(("127.0.0.1", 0))
        threading.Thread(target=_tell_time, args=(way, apart)).start()
        found = list(clock.look(known(time_server=f"127.0.0.1:{way.getsockname()[1]}")))
    assert [finding.level for finding in found] == [Level.UNKNOWN, level]
    if level is Level.WRONG:
        assert f"90 s {'behind' if apart > 0 else 'ahead of'}" in found[1].what


def _tell_time(way: socket.socket, apart: float) -> None:
    _, whom = way.recvfrom(512)
    now = time.time() + apart + clock._NTP_EPOCH
    way.sendto(bytes(40) + struct.pack("!II", int(now), int(now % 1 * 2**32)), whom)


def test_a_time_server_that_does_not_answer_is_not_known(known: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "SECONDS", 0.1)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        way.bind(("127.0.0.1", 0))
        found = list(clock.look(known(time_server=f"127.0.0.1:{way.getsockname()[1]}")))
    assert [finding.level for finding in found] == [Level.UNKNOWN, Level.UNKNOWN]


@pytest.mark.parametrize(("free", "level"), [(500, Level.GOOD), (1, Level.WRONG), (15, Level.WRONG)])
def test_room_on_the_disk(known: Make, monkeypatch: pytest.MonkeyPatch, free: int, level: Level) -> None:
    usage = shutil._ntuple_diskusage(1000 * 1024**3, 0, free * 1024**3)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    assert next(iter(disk.look(known()))).level is level


@pytest.mark.parametrize(("days", "level"), [(1, Level.GOOD), (4, Level.WRONG)])
def test_a_backup_has_an_age(known: Make, days: int, level: Level) -> None:
    about = known()
    remember(about.site, Backup(Path("/backups/site.backup"), about.now - timedelta(days=days, hours=1)))
    (finding,) = list(backups.look(about))
    assert finding.level is level
    assert "/backups/site.backup" in finding.what


def test_a_site_without_a_backup_is_told_how_to_make_one(known: Make) -> None:
    (finding,) = list(backups.look(known()))
    assert (finding.level, "undersigned backup FILE" in finding.help) == (Level.WRONG, True)


def test_a_damaged_note_counts_as_no_backup(known: Make) -> None:
    about = known()
    (about.site.path / "last-backup.json").write_text("{", encoding="utf-8")
    assert [finding.level for finding in backups.look(about)] == [Level.WRONG]


def test_keys_that_others_can_read_are_named(known: Make) -> None:
    about = known()
    key = about.site.keys / "links.key"
    key.write_bytes(b"k" * 32)
    key.chmod(0o640)
    about.site.keys.chmod(0o755)
    wrong = [finding for finding in keys.look(about) if finding.level is Level.WRONG]
    assert [finding.help for finding in wrong] == [
        f"Close it: chmod 700 {about.site.keys}",
        f"Close it: chmod 600 {key}",
    ]


def test_a_missing_folder_of_keys_is_wrong(known: Make) -> None:
    about = known()
    about.site.keys.rmdir()
    assert [finding.level for finding in keys.look(about)] == [Level.WRONG]
