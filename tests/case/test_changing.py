"""A case is changed by one writer at a time, whole or not at all."""

import errno
import json
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from undersigned.case.folder import Case
from undersigned.errors import CaseError, RoomError

FIRST, SECOND, THIRD = "0123456789abcdef", "fedcba9876543210", "00000000ffffffff"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case with one file and a trace."""
    made = Case(tmp_path / "case")
    commit(made, FIRST)
    with made.changing() as scratch:
        (scratch / "made").mkdir()
        (scratch / "made" / "claims.txt").write_text("what was found", encoding="utf-8")
        made.commit_trace(scratch / "made")
    return made


def commit(case: Case, *file_ids: str) -> None:
    with case.changing() as scratch:
        for file_id in file_ids:
            (scratch / file_id).mkdir()
            (scratch / file_id / "rows.txt").write_text(f"rows of {file_id}", encoding="utf-8")
        case.commit_files({file_id: scratch / file_id for file_id in file_ids})


def contents(case: Case) -> dict[str, str]:
    """Every file of the case, by its place."""
    return {
        path.relative_to(case.folder).as_posix(): path.read_text(encoding="utf-8")
        for path in case.folder.rglob("*")
        if path.is_file()
    }


def test_what_is_committed_is_read_again(case: Case) -> None:
    trace = case.trace_folder()
    assert (trace / "claims.txt").read_text(encoding="utf-8") == "what was found"
    commit(case, SECOND, THIRD)
    assert case.file_ids() == [FIRST, SECOND, THIRD]
    for file_id in case.file_ids():
        assert (case.file_folder(file_id) / "rows.txt").read_text(encoding="utf-8") == f"rows of {file_id}"
    assert not trace.exists()


def test_a_second_writer_is_told_to_wait(case: Case) -> None:
    before = contents(case)
    with case.changing() as scratch:
        (scratch / "work").write_text("x", encoding="utf-8")
        with pytest.raises(CaseError) as caught, Case(case.folder).changing():
            pytest.fail("two writers at once")
        assert str(caught.value) == (
            f"Another command is changing the case in {case.folder}. Wait for it, then run again."
        )
        assert (scratch / "work").is_file()
    assert contents(case) == before
    commit(case, SECOND)


def test_unfinished_work_of_a_dead_run_is_swept_by_the_next_change(case: Case) -> None:
    left_over = case.folder / ".incoming-dead"
    (left_over / "0").mkdir(parents=True)
    (left_over / "0" / "staged.parquet").write_text("half", encoding="utf-8")
    with case.changing():
        assert not left_over.exists()
    assert case.file_ids() == [FIRST]


def case_left_as_it_was() -> AbstractContextManager[pytest.ExceptionInfo[RoomError]]:
    said = r"^The disk is full\. Make room and run the command again; the case is as it was\.$"
    return pytest.raises(RoomError, match=said)


def full(path: Path, _target: Path) -> Path:
    """A rename on a disk without room."""
    raise OSError(errno.ENOSPC, "No space left on device", str(path))


@pytest.mark.parametrize("fails", ["the second folder", "the manifest"])
def test_a_disk_that_fills_up_leaves_the_case_as_it_was(
    case: Case, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    before = contents(case)
    plain = {"rename": Path.rename, "replace": Path.replace}

    def rename(path: Path, target: Path) -> Path:
        return (full if target.name == THIRD else plain["rename"])(path, target)

    monkeypatch.setattr(Path, *("rename", rename) if fails == "the second folder" else ("replace", full))
    with pytest.raises(
        RoomError, match=r"^The disk is full\. Make room and run the command again; the case is as it was\.$"
    ):
        commit(case, SECOND, THIRD)
    monkeypatch.undo()
    assert contents(case) == before
    assert case.trace_folder().is_dir()
    commit(case, SECOND, THIRD)
    assert case.file_ids() == [FIRST, SECOND, THIRD]


def test_a_trace_that_finds_no_room_leaves_the_last_one(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(case)

    monkeypatch.setattr(Path, "rename", full)
    with case_left_as_it_was(), case.changing() as scratch:
        (scratch / "made").mkdir()
        case.commit_trace(scratch / "made")
    monkeypatch.undo()
    assert contents(case) == before


def test_a_damaged_manifest_gives_one_sentence_to_every_door(case: Case) -> None:
    case.manifest_path.write_text(json.dumps({"format": 1})[:-3], encoding="utf-8")
    for door in (case.file_ids, case.reconciliations, case.trace_folder):
        with pytest.raises(CaseError) as caught:
            door()
        said = str(caught.value)
        assert said.startswith(f"{case.manifest_path} is damaged (")
        assert said.endswith("Restore it from a copy, or add the files to a new case.")
        assert "\n" not in said


def test_a_copy_of_a_trace_made_by_hand_is_left_alone(case: Case) -> None:
    mine = case.folder / "trace-1.old"
    mine.mkdir()
    with case.changing() as scratch:
        (scratch / "made").mkdir()
        assert case.commit_trace(scratch / "made").name == "trace-2"
    assert mine.is_dir()
