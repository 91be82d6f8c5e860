"""Room is looked at before anything is written, and what a killed run left behind is taken away by the next."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections import namedtuple
from pathlib import Path

import pytest

from tests.ingest.cases import add, line, table
from undersigned.case.folder import Case
from undersigned.errors import RoomError
from undersigned.ingest import working

Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder of our own."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_too_little_room_is_said_before_anything_is_written(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "records.csv"
    path.write_text(table(*map(line, range(100))), encoding="utf-8")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(0, 0, path.stat().st_size))
    with pytest.raises(RoomError, match=r"There may not be enough room: adding this needs some .* GB in .*temporary"):
        add(Case(tmp_path / "case"), path)
    assert not (tmp_path / "case").exists()
    assert list(temporary.iterdir()) == []


def test_with_enough_room_it_is_added(tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text(table(line(1)), encoding="utf-8")
    assert add(Case(tmp_path / "case"), path).new
    assert list(temporary.iterdir()) == []


KILLED_WHILE_STAGING = """
import os, signal, sys
from pathlib import Path
from undersigned.case.folder import Case
from undersigned.ingest import keeping
from undersigned.ingest.adding import add
from undersigned.settings import Settings
from undersigned.terms.progress import Silent
keeping.Keeping._reading = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
add(Case(Path(sys.argv[1])), [Path(sys.argv[2])], Settings(), Silent())
"""


def test_a_killed_run_leaves_nothing_after_the_next(tmp_path: Path, temporary: Path) -> None:
    path, case = tmp_path / "download.zip", Case(tmp_path / "case")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("P_1.csv", table(line(1)))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "TMPDIR": str(temporary)}
    run = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_STAGING, str(case.folder), str(path)], env=environment, check=False
    )
    assert run.returncode == -signal.SIGKILL
    assert any(found.suffix == ".arrow" for found in temporary.rglob("*"))
    assert not case.manifest_path.exists()
    add(case, path)
    assert list(temporary.iterdir()) == []
    assert list(case.folder.glob(".incoming*")) == []


def test_the_work_of_a_run_that_lives_is_left_alone(temporary: Path) -> None:
    with working.outside() as first, working.outside() as second:
        assert first.is_dir()
        assert second.is_dir()
    assert list(temporary.iterdir()) == []
