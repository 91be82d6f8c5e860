"""The case folder: read as it was written, changed by one at a time, whole or not at all."""

import json
from pathlib import Path

import pytest

from undersigned.case.folder import Case
from undersigned.errors import CaseError
from undersigned.terms.reconciliation import Reconciliation, Suspicion

FIRST, SECOND = "0123456789abcdef", "fedcba9876543210-2"
BOOKS = Reconciliation(
    file_id=FIRST,
    name="records.csv",
    sha256=FIRST * 4,
    shape="usaspending_api",
    title="a shape",
    rows_read=3,
    kept=1,
    rejected=1,
    repeated=1,
    net_read=300,
    net_kept=100,
    net_rejected=100,
    net_repeated=100,
    first_day="2031-01-15",
    last_day=None,
    not_understood=("Mood",),
    suspicions=(Suspicion("exact repeats", "One row.", 1, "IBS", 2031),),
    reject_reasons={"there is no amount": 1},
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path / "case")


def commit(case: Case, *file_ids: str) -> None:
    with case.changing() as scratch:
        for file_id in file_ids:
            (scratch / file_id).mkdir()
            (scratch / file_id / "reconciliation.json").write_text(json.dumps(BOOKS.as_dict()), encoding="utf-8")
        case.commit_files({file_id: scratch / file_id for file_id in file_ids})


def stopped_by_hand(case: Case) -> None:
    with case.changing() as scratch:
        (scratch / "work").write_text("x", encoding="utf-8")
        raise KeyboardInterrupt


def test_a_folder_that_is_not_there_is_an_empty_case(case: Case) -> None:
    assert case.file_ids() == []
    assert case.reconciliations() == []
    assert not case.folder.exists()


def test_files_are_listed_in_the_order_in_which_they_came(case: Case) -> None:
    commit(case, SECOND)
    commit(case, FIRST)
    assert case.file_ids() == [SECOND, FIRST]
    assert case.reconciliations() == [BOOKS, BOOKS]
    manifest = json.loads(case.manifest_path.read_text(encoding="utf-8"))
    assert (manifest["format"], manifest["files"], manifest["trace"]) == (1, [SECOND, FIRST], None)


def test_a_change_that_keeps_nothing_leaves_nothing(case: Case) -> None:
    with case.changing() as scratch:
        (scratch / "work").write_text("x", encoding="utf-8")
        assert scratch.parent == case.folder
    assert not case.folder.exists()


def test_an_error_inside_a_change_takes_the_scratch_away(case: Case) -> None:
    commit(case, FIRST)
    before = sorted(case.folder.rglob("*"))
    with pytest.raises(KeyboardInterrupt):
        stopped_by_hand(case)
    assert sorted(case.folder.rglob("*")) == before


def test_what_a_dead_run_left_is_taken_away_and_nothing_else(case: Case) -> None:
    commit(case, FIRST)
    (case.folder / ".incoming-dead").mkdir()
    (case.folder / "files" / SECOND).mkdir()
    (case.folder / ".case.json.new").write_text("{", encoding="utf-8")
    for mine in ("notes", "files/notes"):
        (case.folder / mine).mkdir()
    (case.folder / "judgements.toml").write_text("", encoding="utf-8")
    with case.changing() as scratch:
        found = {path.relative_to(case.folder).as_posix() for path in case.folder.glob("*")}
        assert found == {".lock", "case.json", "files", "notes", "judgements.toml", scratch.name}
    assert {path.name for path in (case.folder / "files").iterdir()} == {FIRST, "notes"}


def test_rows_whose_manifest_was_lost_are_not_taken_away(case: Case) -> None:
    commit(case, FIRST)
    case.manifest_path.unlink()
    with case.changing():
        pass
    assert (case.file_folder(FIRST) / "reconciliation.json").is_file()


DAMAGED = {
    "nothing": ("", "is damaged"),
    "half": ('{"format": 1, "fil', "is damaged"),
    "words": ("no manifest", "is damaged"),
    "another alphabet": ("\xff\xfe", "is damaged"),
    "a list": ("[]", "was not written by this version"),
    "no format": ('{"files": []}', "was not written by this version"),
    "a format to come": ('{"format": 2, "files": [], "trace": null}', "was not written by this version"),
    "no files": ('{"format": 1, "trace": null}', "is damaged (its list of files cannot be read)"),
    "files that are no list": ('{"format": 1, "files": "abc", "trace": null}', "is damaged"),
    "files that are no names": ('{"format": 1, "files": [5], "trace": null}', "is damaged"),
    "files elsewhere": ('{"format": 1, "files": ["../../x"], "trace": null}', "is damaged"),
    "a trace elsewhere": ('{"format": 1, "files": [], "trace": "../trace-1"}', "is damaged"),
    "checksums that are no table": ('{"format": 1, "files": [], "trace": null, "checksums": [1]}', "is damaged"),
    "a document elsewhere": (
        '{"format": 1, "files": [], "trace": null, "checksums": {"documents/../../x": ""}}',
        "is damaged",
    ),
    "no trace": ('{"format": 1, "files": []}', "is damaged"),
}


@pytest.mark.parametrize(("text", "said"), DAMAGED.values(), ids=DAMAGED)
def test_a_damaged_manifest_is_said_and_left_alone(case: Case, text: str, said: str) -> None:
    case.folder.mkdir()
    case.manifest_path.write_text(text, encoding="latin-1")
    with pytest.raises(CaseError) as caught:
        case.file_ids()
    assert f"{case.manifest_path} {said}" in str(caught.value)
    with pytest.raises(CaseError), case.changing():
        pytest.fail("a damaged case was changed")
    assert case.manifest_path.read_text(encoding="latin-1") == text


def test_a_manifest_that_is_a_folder_is_said(case: Case) -> None:
    case.manifest_path.mkdir(parents=True)
    with pytest.raises(CaseError, match=r"case\.json cannot be read: Is a directory"):
        case.manifest()


@pytest.mark.parametrize("text", [None, "", "{}", "[]", '{"file_id": 1}'])
def test_damaged_books_are_said(case: Case, text: str | None) -> None:
    commit(case, FIRST)
    path = case.file_folder(FIRST) / "reconciliation.json"
    if text is None:
        path.unlink()
    else:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=r"reconciliation\.json is missing or damaged"):
        case.reconciliations()


def test_the_trace_is_the_last_one(case: Case) -> None:
    commit(case, FIRST)
    with pytest.raises(CaseError, match=r"is not traced yet\. Run: undersigned trace --case"):
        case.trace_folder()
    for number in (1, 2):
        with case.changing() as scratch:
            (scratch / "made").mkdir()
            assert case.commit_trace(scratch / "made").name == f"trace-{number}"
        assert case.trace_folder() == case.folder / f"trace-{number}"
    assert [path.name for path in case.folder.glob("trace-*")] == ["trace-2"]
    commit(case, SECOND)
    with pytest.raises(CaseError, match="is not traced yet"):
        case.trace_folder()
