"""The place of a site: nothing of others is touched, and the site before stays until the new one stands."""

import errno
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import duckdb
import pytest

from undersigned.dossiers import placing
from undersigned.errors import CaseError, InputError, RoomError


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that was published before."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / placing.MARK).write_text("mark", encoding="utf-8")
    (folder / "index.html").write_text("before", encoding="utf-8")
    return folder


def published(site: Path) -> str:
    assert [path.name for path in site.parent.iterdir()] == [site.name]
    return (site / "index.html").read_text(encoding="utf-8")


def fail(site: Path, error: BaseException) -> None:
    with placing.beside(site) as folder:
        (folder / "index.html").write_text("half", encoding="utf-8")
        raise error


def test_a_new_site_takes_the_place_of_the_one_before(site: Path) -> None:
    with placing.beside(site) as folder:
        (folder / "index.html").write_text("now", encoding="utf-8")
        assert (site / "index.html").read_text(encoding="utf-8") == "before"
        placing.swap(folder, site)
    assert published(site) == "now"


def test_a_first_site_needs_no_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    placing.ready(site)
    with placing.beside(site) as folder:
        (folder / "index.html").write_text("now", encoding="utf-8")
        placing.swap(folder, site)
    assert published(site) == "now"


@pytest.mark.parametrize(
    ("error", "kind", "said"),
    [
        (OSError(errno.ENOSPC, "full"), RoomError, "The disk is full. Make room and publish again; the site is as it"),
        (OSError(errno.EFBIG, "large"), RoomError, "The disk is full"),
        (OSError(errno.EIO, "broken"), CaseError, r"The site could not be written \(.*broken\); the one before is"),
        (BrokenProcessPool("ended"), RoomError, "One of the processes was ended, most likely for want of memory"),
        (duckdb.Error("bad bytes\nand more"), CaseError, r"The trace is damaged \(bad bytes\)\. Trace the case again"),
    ],
)
def test_what_goes_wrong_is_one_sentence_and_leaves_nothing(
    site: Path, error: Exception, kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        fail(site, error)
    assert published(site) == "before"


def test_an_interruption_leaves_nothing(site: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        fail(site, KeyboardInterrupt())
    assert published(site) == "before"


def test_a_site_that_cannot_be_replaced_stays(site: Path) -> None:
    def lose() -> None:
        with placing.beside(site) as folder:
            folder.rmdir()
            placing.swap(folder, site)

    with pytest.raises(CaseError, match="could not be written"):
        lose()
    assert published(site) == "before"


@pytest.mark.parametrize("name", ["site", "site[1]", "a site"])
def test_what_a_killed_run_left_behind_goes(tmp_path: Path, name: str) -> None:
    left = tmp_path / f"{name}.unfinished-abc"
    (left / "site").mkdir(parents=True)
    placing.ready(tmp_path / name)
    assert not left.exists()


def test_a_run_that_still_writes_is_left_alone(site: Path) -> None:
    with placing.beside(site) as folder:
        placing.ready(site)
        assert folder.is_dir()


def test_what_belongs_to_another_site_is_left_alone(site: Path) -> None:
    other = site.with_name("other.unfinished-abc")
    other.mkdir()
    placing.ready(site)
    assert other.is_dir()


def test_a_run_killed_between_two_sites_gives_the_former_back(site: Path) -> None:
    left = site.with_name("site.unfinished-abc")
    left.mkdir()
    site.rename(left / "old")
    placing.ready(site)
    assert published(site) == "before"


def test_a_file_is_no_place_for_a_site(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.txt is a file\. Name a folder for the site with -o\."):
        placing.ready(tmp_path / "mine.txt")


def test_a_folder_of_others_is_no_place_for_a_site(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match="holds something that `publish` did not write"):
        placing.ready(tmp_path)


def test_an_empty_folder_is_a_place_for_a_site(tmp_path: Path) -> None:
    placing.ready(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"There is no folder .*no\. Make it, or name another one with -o\."):
        placing.ready(tmp_path / "no" / "site")


def test_everybody_may_read_a_site(site: Path) -> None:
    with placing.beside(site) as folder:
        placing.swap(folder, site)
    assert site.stat().st_mode & 0o055 == 0o055
