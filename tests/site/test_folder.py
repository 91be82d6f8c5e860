import os
import stat
from pathlib import Path

import pytest

from undersigned.errors import SiteError
from undersigned.site.folder import Site, default_path
from undersigned.site.locks import hold


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_make_closes_what_is_private_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        site = Site(tmp_path / "new" / "site").make()
    finally:
        os.umask(before)
    assert [mode(folder) for folder in (site.keys, site.run, site.outbox)] == [0o700] * 3
    assert [mode(folder) for folder in (site.path, site.campaigns, site.public)] == [0o755] * 3


def test_make_again_changes_nothing_but_closes_what_was_opened(tmp_path: Path) -> None:
    site = Site(tmp_path).make()
    (site.keys / "stamps.key").write_bytes(b"x")
    site.keys.chmod(0o755)
    site.make()
    assert (mode(site.keys), (site.keys / "stamps.key").read_bytes()) == (0o700, b"x")


def test_opening_makes_nothing_and_keeps_the_whole_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    site = Site(Path("here"))
    assert site.path == tmp_path / "here"
    assert not site.path.exists()
    assert not site.exists()


@pytest.mark.parametrize("inside", [".", "site", "deep/er/site"])
def test_no_site_in_a_case(tmp_path: Path, inside: str) -> None:
    (tmp_path / "case.json").write_text("{}")
    with pytest.raises(SiteError, match="lies in the case"):
        Site(tmp_path / inside).make()
    assert [entry.name for entry in tmp_path.iterdir()] == ["case.json"]


def test_no_site_in_a_case_behind_a_link(tmp_path: Path) -> None:
    case = tmp_path / "case"
    (case / "files").mkdir(parents=True)
    (case / "case.json").write_text("{}")
    (tmp_path / "link").symlink_to(case / "files")
    with pytest.raises(SiteError, match="lies in the case"):
        Site(tmp_path / "link" / "site").make()


def test_no_site_among_other_things(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").touch()
    with pytest.raises(SiteError, match="other things already"):
        Site(tmp_path).make()


def test_a_prepared_configuration_is_no_other_thing(tmp_path: Path) -> None:
    (tmp_path / "site.toml").touch()
    assert Site(tmp_path).make().exists()


def test_a_site_may_get_more_files_later(tmp_path: Path) -> None:
    site = Site(tmp_path).make()
    (tmp_path / "notes.txt").touch()
    assert site.make().exists()


def test_a_file_in_its_place_is_said(tmp_path: Path) -> None:
    (tmp_path / "site").touch()
    with pytest.raises(SiteError, match=r"site folder .* cannot be"):
        Site(tmp_path / "site").make()


@pytest.mark.parametrize(
    ("environment", "path"),
    [
        ({"XDG_DATA_HOME": "/data", "HOME": "/people/a"}, "/data/undersigned/site"),
        ({"XDG_DATA_HOME": "relative", "HOME": "/people/a"}, "/people/a/.local/share/undersigned/site"),
        ({"HOME": "/people/a"}, "/people/a/.local/share/undersigned/site"),
    ],
)
def test_default_path(environment: dict[str, str], path: str) -> None:
    assert default_path(environment) == Path(path)


def test_without_a_home_the_site_must_be_named() -> None:
    with pytest.raises(SiteError, match="--site"):
        default_path({})


def test_one_writer_of_structure_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.site.folder._PATIENCE", 0.1)
    site = Site(tmp_path).make()
    with site.changing(), pytest.raises(SiteError, match=rf"process {os.getpid()}\)"), site.changing():
        pass
    with site.changing():
        pass


def test_changing_needs_a_site(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="no site in"), Site(tmp_path / "none").changing():
        pass


def test_a_lock_is_shared_by_those_who_share(tmp_path: Path) -> None:
    with hold(tmp_path / "lock", shared=True), hold(tmp_path / "lock", shared=True):
        pass
