"""A full disk, a killed run, two runs at once, a folder that may not be written: the case stays as it was."""

import errno
import gzip
import os
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.ingest.cases import add, bytes_of, line, table
from undersigned.case.folder import Case
from undersigned.errors import CaseError, RoomError

CHILD = """
import os, resource, signal, sys
from pathlib import Path
from undersigned.case.folder import Case
from undersigned.errors import UndersignedError
from undersigned.ingest.adding import add
from undersigned.settings import Settings
from undersigned.terms.progress import Silent

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

{before}
print("ready", flush=True)
try:
    add(Case(Path(sys.argv[1])), [Path(path) for path in sys.argv[2:]], Settings(threads=1, memory="400MB"), Silent())
except UndersignedError as error:
    sys.exit(f"{{type(error).__name__}}: {{error}}")
"""
LINES = [line(serial, description=f"LOT {serial * 7919 % 10007} OF HAY") for serial in range(3000)]
FULL = "RoomError: The disk is full. Make room and run the command again; the case is as it was.\n"


def child(case: Case, *paths: Path, before: str = "") -> "subprocess.Popen[str]":
    """`add` in a process of its own; `before` runs in it first."""
    command = [sys.executable, "-c", CHILD.format(before=before), str(case.folder), *map(str, paths)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)


def names_of(case: Case) -> set[str]:
    """The files that a case has when nothing was left behind in it."""
    parts = ("checksums.json", "reconciliation.json", "rejects.parquet", "rows.parquet")
    return {"case.json", ".lock", *(f"files/{file_id}/{part}" for file_id in case.file_ids() for part in parts)}


@pytest.fixture
def more(tmp_path: Path) -> Path:
    """A file of some size, with one reject in it."""
    path = tmp_path / "more.csv"
    path.write_text(table(*LINES, line(9999, obligation="none")), encoding="utf-8")
    return path


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case with one small file in it."""
    path = tmp_path / "first.csv"
    path.write_text(table(line(1), line(2)), encoding="utf-8")
    case = Case(tmp_path / "case")
    add(case, path)
    return case


def packed(form: str, raw: bytes, path: Path) -> Path:
    """The table in a form that has to be unpacked or mended before it is read."""
    if form == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("records.csv", raw)
    else:
        path.write_bytes({"csv": raw, "latin": raw + b"\xe9\n", "gz": gzip.compress(raw)}[form])
    return path


@pytest.mark.parametrize(
    ("form", "room"), [("csv", 3_000), ("csv", 30_000), ("latin", 3_000), ("gz", 30_000), ("zip", 3_000)]
)
def test_a_full_disk_is_said_and_changes_nothing(case: Case, more: Path, tmp_path: Path, form: str, room: int) -> None:
    path = packed(form, more.read_bytes(), tmp_path / f"records.{form}")
    before = bytes_of(case.folder)
    run = child(case, path, before=f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))")
    assert run.communicate(timeout=60) == ("ready\n", FULL)
    assert run.returncode == 1
    assert bytes_of(case.folder) == before


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.rename", "pathlib.Path.replace", "tempfile.mkdtemp"])
def test_a_disk_that_is_full_at_the_last_moment_changes_nothing(
    case: Case, more: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = bytes_of(case.folder)
    monkeypatch.setattr(step, no_room if step != "tempfile.mkdtemp" else lambda **_: no_room())
    with pytest.raises(RoomError, match="The disk is full"):
        add(case, more)
    monkeypatch.undo()
    assert bytes_of(case.folder) == before


@pytest.mark.parametrize("step", ["os.fsync", "pathlib.Path.rename"])
def test_a_new_case_that_found_no_room_leaves_nothing(
    more: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    monkeypatch.setattr(step, no_room)
    with pytest.raises(RoomError):
        add(Case(tmp_path / "a" / "case"), more)
    monkeypatch.undo()
    assert not (tmp_path / "a").exists()


MOMENTS = {
    "while staging": "from undersigned.ingest import staging; staging.stage = die",
    "while listing rejects": "from undersigned.ingest import rejecting; rejecting.write = die",
    "before the rows are moved": "Path.rename = die",
    "while the manifest is written": "os.fsync = die",
    "before the manifest is moved": "Path.replace = die",
    "after the manifest is moved": "move = Path.replace; Path.replace = lambda *paths: (move(*paths), die())",
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_leaves_a_case_that_can_be_read_and_added_to(case: Case, more: Path, moment: str) -> None:
    before = bytes_of(case.folder)
    run = child(case, more, before=MOMENTS[moment])
    run.communicate(timeout=60)
    assert run.returncode == -signal.SIGKILL
    done = moment.startswith("after")
    assert len(case.reconciliations()) == 1 + done
    now = bytes_of(case.folder)
    assert {name for name, raw in before.items() if now[name] != raw} == ({"case.json"} if done else set())
    other = more.with_name("other.csv")
    other.write_text(table(line(5)), encoding="utf-8")
    add(case, other)
    assert set(bytes_of(case.folder)) == names_of(case)
    result = add(case, more)
    assert (len(result.new), result.already) == ((0, ("more.csv",)) if done else (1, ()))
    assert sorted(each.kept for each in case.reconciliations()) == [1, 2, len(LINES)]


def test_runs_killed_at_any_moment_leave_a_case_that_can_be_read(case: Case, more: Path) -> None:
    dice = Random(20310115)
    before = bytes_of(case.folder)
    for _ in range(5):
        run = child(case, more)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(dice.uniform(0, 0.3))
        run.kill()
        run.communicate(timeout=60)
        assert [each.kept for each in case.reconciliations()][:1] == [2]
    add(case, more)
    assert set(bytes_of(case.folder)) == names_of(case)
    assert {name for name, raw in before.items() if bytes_of(case.folder)[name] != raw} == {"case.json"}


def test_two_runs_at_once_are_told_apart(case: Case, more: Path) -> None:
    before = bytes_of(case.folder)
    with case.changing():
        with pytest.raises(
            CaseError, match=r"Another command is changing the case in .*\. Wait for it, then run again\."
        ):
            add(case, more)
        run = child(case, more)
        _, said = run.communicate(timeout=60)
        assert said.startswith("CaseError: Another command is changing the case")
    assert bytes_of(case.folder) == before
    assert len(add(case, more).new) == 1


def test_two_runs_at_once_on_a_new_case_leave_it_to_one(more: Path, tmp_path: Path) -> None:
    case = Case(tmp_path / "new")
    with case.changing(), pytest.raises(CaseError, match="Another command is changing"):
        add(case, more)
    assert not case.folder.exists()


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the powers of the superuser, for whom nothing is forbidden."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("with_lock", [True, False], ids=["with a lock file", "without"])
def test_a_folder_that_may_not_be_written_is_said(with_lock: bool) -> None:
    with tempfile.TemporaryDirectory() as made:
        outer = Path(made)
        outer.chmod(0o755)
        path, again = outer / "records.csv", outer / "again.csv"
        path.write_text(table(line(1)), encoding="utf-8")
        again.write_text(table(line(2)), encoding="utf-8")
        case = Case(outer / "case")
        add(case, path)
        if with_lock:
            (case.folder / ".lock").chmod(0o666)
        else:
            (case.folder / ".lock").unlink()
        case.folder.chmod(0o555)
        before = bytes_of(case.folder)
        try:
            with as_nobody(), pytest.raises(CaseError, match=r"cannot be written: Permission denied\."):
                add(case, again)
            assert bytes_of(case.folder) == before
        finally:
            case.folder.chmod(0o755)


def test_a_case_cannot_be_where_a_file_is(more: Path) -> None:
    for folder, said in ((more, "File exists"), (more / "below", "Not a directory")):
        with pytest.raises(CaseError, match=f"{folder} cannot be made: {said}"):
            add(Case(folder), more)
