"""`undersigned doctor`, `backup` and `restore` as commands: exits, JSON, sentences."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving.doctor.machine import name_server
from undersigned.cli.main import run_as_command
from undersigned.errors import InputError, SiteError
from undersigned.site.folder import Site


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATABASE_URL", "EMAIL_URL", "UNDERSIGNED_BASE_URL", "UNDERSIGNED_LISTEN"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def resolver() -> Iterator[str]:
    with name_server({("sign.example.org", "A"): ["192.0.2.7"]}) as names:
        yield f"{names.server}:{names.port}"


def test_doctor_of_a_site_that_lacks_something_does_not_end_well(
    tmp_path: Path, resolver: str, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path / "site").make()
    site.configuration_file.write_text('base_url = "http://sign.example.org"\n', encoding="utf-8")
    code = run_as_command(["doctor", "--site", str(site.path), "--json", "--resolver", resolver])
    found = json.loads(capsys.readouterr().out)
    assert code == SiteError.exit_code
    assert {(one["check"], one["level"]) for one in found} >= {
        ("dns address", "good"),
        ("tls", "wrong"),
        ("backups", "wrong"),
        ("pace", "unknown"),
    }
    assert all(one["help"] for one in found if one["level"] == "wrong")


def test_doctor_tells_the_same_in_sentences(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path / "site").make()
    assert run_as_command(["doctor", "--site", str(site.path)]) == SiteError.exit_code
    said = capsys.readouterr().out
    assert " - backups, wrong: No backup of this site was ever made here." in said
    assert "Start it with: undersigned serve." in said.replace("\n   ", " ")
    assert said.rstrip().endswith("1 to be mended.")


@pytest.mark.parametrize(
    "words",
    [
        ("doctor",),
        ("backup", "x.backup"),
        ("backup-keys", "x.keys", "--passphrase-file", "p"),
        ("restore-keys", "x.keys", "--passphrase-file", "p"),
    ],
)
def test_where_there_is_no_site_one_is_not_made(
    words: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_as_command([*words, "--site", str(tmp_path / "none")]) == SiteError.exit_code
    assert "There is no site in" in capsys.readouterr().err
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize("resolver_told", ["127.0.0.1:x", "127.0.0.1:99999"])
def test_a_name_server_that_cannot_be_is_refused(resolver_told: str, tmp_path: Path) -> None:
    site = Site(tmp_path / "site").make()
    words = ["doctor", "--site", str(site.path), "--resolver", resolver_told]
    assert run_as_command(words) == InputError.exit_code


def test_a_backup_does_not_go_into_what_is_backed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = Site(tmp_path / "site").make()
    words = ["backup", str(site.public / "site.backup"), "--site", str(site.path)]
    assert run_as_command(words) == InputError.exit_code
    assert "lies inside the site" in capsys.readouterr().err
    assert run_as_command(["backup", str(tmp_path), "--site", str(site.path)]) == InputError.exit_code


def test_the_site_may_stand_before_the_command(tmp_path: Path) -> None:
    assert run_as_command(["--site", str(tmp_path / "none"), "doctor"]) == SiteError.exit_code


def test_a_passphrase_is_asked_for_at_a_terminal_or_read_from_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = Site(tmp_path / "site").make()
    (site.keys / "stamps.key").write_bytes(b"k" * 32)
    words = ["backup-keys", str(tmp_path / "x.keys"), "--site", str(site.path)]
    assert run_as_command(words) == InputError.exit_code
    assert "--passphrase-file" in capsys.readouterr().err
    (tmp_path / "p").write_text("short\n", encoding="utf-8")
    assert run_as_command([*words, "--passphrase-file", str(tmp_path / "p")]) != 0
    assert "at least 12 characters" in capsys.readouterr().err.replace("\n", " ")
    assert not (tmp_path / "x.keys").exists()
