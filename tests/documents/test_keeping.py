"""A document is in the case whole or not at all, under its hash, and what is said of it is checked."""

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.documents import papers
from undersigned.case.folder import Case
from undersigned.documents import keeping
from undersigned.documents.document import Document
from undersigned.documents.keeping import Given
from undersigned.errors import CaseError, InputError

TODAY = date(2032, 5, 1)
GIVEN = Given("Hearing", "https://committee.example/12", "2032-03-04", "https://archive.example/12", "hearing")


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """An empty case."""
    return Case(tmp_path / "case")


@pytest.fixture
def hearing(tmp_path: Path) -> Path:
    """A document in a file."""
    return papers.pdf(tmp_path / "hearing.pdf")


def everything(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_it_is_kept_with_its_bytes_its_words_and_what_is_said_of_it(case: Case, hearing: Path) -> None:
    document, new = keeping.attach(case, hearing, GIVEN, TODAY)
    digest = hashlib.sha256(hearing.read_bytes()).hexdigest()
    assert (new, document.document_id, document.sha256) == (True, digest[:16], digest)
    assert (document.title, document.attached, document.pages) == ("Hearing", "2032-05-01", 2)
    assert keeping.documents(case) == [document]
    assert keeping.original(case, document).read_bytes() == hearing.read_bytes()
    assert len(keeping.pages(case, document)) == 2
    keeping.check(case, document)
    names = ("checksums.json", "document.json", "original.pdf", "pages.json")
    inside = [f"documents/{digest[:16]}/{name}" for name in names]
    assert sorted(everything(case.folder)) == [".lock", "case.json", *inside]


def test_the_same_file_twice_changes_nothing(case: Case, hearing: Path) -> None:
    first, _ = keeping.attach(case, hearing, GIVEN, TODAY)
    before = everything(case.folder)
    again, new = keeping.attach(case, hearing, Given("Other", GIVEN.source, GIVEN.date), TODAY)
    assert (again, new, everything(case.folder)) == (first, False, before)


def test_a_damaged_one_is_attached_again_as_the_error_says(case: Case, hearing: Path) -> None:
    document, _ = keeping.attach(case, hearing, GIVEN, TODAY)
    keeping.original(case, document).write_bytes(b"changed")
    with pytest.raises(CaseError, match="Delete the folder"):
        keeping.check(case, document)
    shutil.rmtree(case.document_folder(document.document_id))
    assert keeping.attach(case, hearing, GIVEN, TODAY) == (document, True)
    keeping.check(case, document)


@pytest.mark.parametrize("step", ["rename", "_replace_manifest"])
def test_a_run_that_dies_leaves_the_case_as_it_was(
    case: Case, hearing: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    keeping.attach(case, papers.text(tmp_path / "first.txt", "First."), GIVEN, TODAY)
    before = everything(case.folder)

    class Killed(BaseException):
        pass

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(Path if step == "rename" else Case, step, die)
        with pytest.raises(Killed):
            keeping.attach(case, hearing, GIVEN, TODAY)
    assert [document.title for document in keeping.documents(case)] == ["Hearing"]
    with case.changing():
        pass
    assert everything(case.folder) == before
    assert keeping.attach(case, hearing, GIVEN, TODAY)[1]


def test_files_that_come_later_leave_documents_where_they_are(case: Case, hearing: Path) -> None:
    document, _ = keeping.attach(case, hearing, GIVEN, TODAY)
    with case.changing() as scratch:
        (scratch / "file").mkdir()
        case.commit_files({"0" * 16: scratch / "file"})
    with case.changing() as scratch:
        (scratch / "trace").mkdir()
        case.commit_trace(scratch / "trace")
    assert keeping.documents(case) == [document]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Given("", GIVEN.source, GIVEN.date), "--title"),
        (Given("T" * 301, GIVEN.source, GIVEN.date), "--title"),
        (Given("T\nT", GIVEN.source, GIVEN.date), "--title"),
        (Given("T\x1b[31m", GIVEN.source, GIVEN.date), "--title"),
        (Given("T\u202e", GIVEN.source, GIVEN.date), "--title"),
        (Given("T\udcff", GIVEN.source, GIVEN.date), "--title"),
        (Given("T", "", GIVEN.date), "--source https"),
        (Given("T", "ftp://committee.example", GIVEN.date), "--source 'ftp"),
        (Given("T", "javascript:alert(1)", GIVEN.date), "--source"),
        (Given("T", GIVEN.source, GIVEN.date, "archive"), "--archive 'archive'"),
        (Given("T", GIVEN.source, "4 March"), "--date 4 March"),
        (Given("T", GIVEN.source, GIVEN.date, "", "rumour"), "--kind 'rumour' is not one of hearing"),
    ],
)
def test_what_cannot_be_is_said(case: Case, hearing: Path, given: Given, said: str) -> None:
    with pytest.raises(InputError, match=said):
        keeping.attach(case, hearing, given, TODAY)
    assert not case.folder.exists()


def test_a_document_is_found_by_the_beginning_of_its_hash(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="There is none; `undersigned attach FILE`"):
        keeping.find(case, "abcd")
    document, _ = keeping.attach(case, papers.text(tmp_path / "one.txt", "One."), GIVEN, TODAY)
    assert keeping.find(case, document.document_id[:5].upper()) == document
    assert keeping.find(case, document.sha256) == document
    for asked in ("", document.document_id[:3], "zzzz"):
        with pytest.raises(CaseError, match="There is no document"):
            keeping.find(case, asked)


def damage(document: Document, name: str, folder: Path) -> None:
    path = folder / "documents" / document.document_id / name
    path.write_bytes(path.read_bytes().replace(b"resellers", b"RESELLERS") + b" ")


@pytest.mark.parametrize(
    ("name", "look"),
    [("original.pdf", keeping.check), ("pages.json", keeping.pages)],
)
def test_what_was_changed_is_said(case: Case, hearing: Path, name: str, look: object) -> None:
    document, _ = keeping.attach(case, hearing, GIVEN, TODAY)
    damage(document, name, case.folder)
    with pytest.raises(CaseError, match=f"{name} was changed after"):
        look(case, document)  # type: ignore[operator]


def test_a_description_that_is_damaged_is_said(case: Case, hearing: Path) -> None:
    document, _ = keeping.attach(case, hearing, GIVEN, TODAY)
    path = case.document_folder(document.document_id) / "document.json"
    stored = json.loads(path.read_text(encoding="utf-8"))
    others = ({"sha256": "0" * 64}, {"format": 9}, {"date": None}, {"pages": "2"}, {"media_type": "a"})
    for broken in ("{", *(json.dumps(stored | other) for other in others)):
        path.write_text(broken, encoding="utf-8")
        with pytest.raises(CaseError, match="or delete its folder"):
            keeping.documents(case)
