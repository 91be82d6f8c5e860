import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.reviewing.asked import made, questions
from undersigned.case.folder import Case
from undersigned.cli import reviewing, terminal
from undersigned.cli.asking import Heard, Review
from undersigned.cli.main import run_as_command
from undersigned.companies.judgements import load
from undersigned.companies.recording import entries

Tell = Callable[..., str]


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The invented case with open questions."""
    return made(tmp_path_factory.mktemp("asking"))


@pytest.fixture
def case(finished: Case, tmp_path: Path) -> Case:
    return Case(Path(shutil.copytree(finished.folder, tmp_path / "case")))


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Tell:
    """The command with lines to read; its answer with one space between words."""

    def run(*words: object, lines: str = "", fails: int = 0) -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(lines))
        code = run_as_command([str(word) for word in words])
        caught = capsys.readouterr()
        assert code == fails, caught.err
        return " ".join((caught.err if fails else caught.out).split())

    return run


def heard(*spoken: str) -> Heard:
    left: Iterator[str] = iter(spoken)
    return Heard(lambda: next(left, None), lambda _: next(left, None))


def sitting(case: Case, *spoken: str, who: str = "Ann") -> Review:
    """A review with these keys and lines, to its end."""
    review = Review(case, questions(case), who, heard(*spoken))
    review.run()
    return review


def test_a_name_beside_an_import_is_refused_and_not_passed_over(case: Case, tell: Tell) -> None:
    assert "leave 'links' out" in tell("review", "links", "--case", case.folder, "--import", "a.xlsx", fails=2)


def test_each_key_is_an_answer_and_is_written_at_once(case: Case) -> None:
    sitting(case, "n", "two registers", "Y", "a letter", "s", "u", "cannot tell", "q")
    found = load(case.folder)
    assert found.different[0].names == ("HERON MARSH INC", "HERON MARSH LLC")
    assert found.same[0].decided.why == "a letter"
    assert [(one.maker, one.answer) for one in found.makers] == [("Plover Data", "unsure")]


def test_an_empty_reason_is_asked_for_again_or_repeats_the_last_one(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    sitting(case, "n", "", "two registers", "y", "", "q")
    assert [entry.says["why"] for entry in entries(case)] == ["two registers"] * 2
    assert "A reason is needed" in capsys.readouterr().out


def test_back_takes_the_answer_back_and_asks_again(case: Case) -> None:
    review = sitting(case, "n", "a slip", "b", "y", "looked again", "q")
    assert [(entry.kind, entry.undone) for entry in entries(case)] == [
        ("different_company", True),
        ("same_company", False),
    ]
    assert (review.place, len(review.written)) == (1, 1)


def test_whoever_goes_back_and_stops_has_answered_nothing(case: Case) -> None:
    assert sitting(case, "n", "a slip", "b", "b", "q").written == {}


def test_back_from_a_question_that_was_skipped_undoes_nothing(case: Case) -> None:
    assert sitting(case, "b", "s", "b", "s", "q").place == 1
    assert entries(case) == []


def test_the_end_of_the_input_keeps_what_was_answered(case: Case) -> None:
    sitting(case, "n", "two registers", "y")
    assert [entry.kind for entry in entries(case)] == ["different_company"]


def test_another_key_explains_the_keys(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    sitting(case, "x", "q")
    assert "both sides agree" in capsys.readouterr().out


def test_while_another_command_changes_the_case_the_question_stays(
    case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    with case.changing():
        review = sitting(case, "n", "two registers", "q")
    assert review.place == 0
    assert "Not written: Another command is changing" in capsys.readouterr().out


def test_a_card_has_both_sides_and_fits_80_columns(
    case: Case, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal.out, "width", 80)
    sitting(case, "s", "s", "s", "s", "s")
    shown = capsys.readouterr().out
    assert max(map(len, shown.splitlines())) <= 80
    assert "STILT [FENLAMD] LLC" in shown
    assert "STILT [FENLAND] LLC" in shown
    assert "= agency" in shown
    assert "$700 at stake" in shown
    assert "Does this award buy a product of Plover Data?" in shown


def test_the_command_asks_writes_and_traces(tell: Tell, case: Case) -> None:
    said = tell("review", "links", "--case", case.folder, "--who", "Ann", lines="n\ntwo registers\nq\ny\n")
    assert "Uncertain: 2 links, 0 attributions; most money first." in said
    assert "1 answer written" in said
    assert "Makers whose products resellers hold most of" in said
    assert "Uncertain: 1 link," in tell("review", "links", "--case", case.folder, "--who", "Ann", lines="q\n")


def test_whoever_does_not_trace_is_told_how(tell: Tell, case: Case) -> None:
    said = tell("review", "--case", case.folder, "--who", "Ann", lines="n\ntwo registers\nq\n")
    assert "undersigned trace --case" in said


def test_the_name_is_asked_for_with_the_one_that_git_knows(
    tell: Tell, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reviewing, "_name_in_git", lambda: "G. Itter")
    tell("review", "--case", case.folder, lines="\nn\ntwo registers\nq\n")
    tell("review", "--case", case.folder, lines="B. Coder\ny\na letter\nq\n")
    assert [entry.says["who"] for entry in entries(case)] == ["G. Itter", "B. Coder"]
    assert "needs a name" in tell("review", "--case", case.folder, lines="", fails=2)


def test_the_name_that_git_knows_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not on this machine")
    (tmp_path / "config").write_text("[user]\nname = G. Itter\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    assert reviewing._name_in_git() == "G. Itter"
    monkeypatch.setenv("PATH", "")
    assert reviewing._name_in_git() == ""


def test_a_judgement_is_taken_back_with_a_reason(tell: Tell, case: Case) -> None:
    sitting(case, "n", "two registers", "y", "a letter", "q")
    first = entries(case)[0].identifier
    assert "A reason is needed" in tell("review", "--undo", "--case", case.folder, "--who", "Ann", fails=2)
    said = tell("review", first, "--undo", "--case", case.folder, "--who", "Ben", lines="the register was old\n")
    assert f"{first}: HERON MARSH INC = HERON MARSH LLC: different. Ann," in said
    tell("review", "--undo", "--case", case.folder, "--who", "Ann", lines="a slip\n")
    assert [entry.says["undone"]["why"] for entry in entries(case)] == ["the register was old", "a slip"]
    assert "nothing was undone" in tell("review", "--undo", "--case", case.folder, "--who", "Ann", fails=3)


def test_only_one_of_export_import_and_undo(tell: Tell, case: Case, tmp_path: Path) -> None:
    said = tell("review", "--case", case.folder, "--undo", "--export", tmp_path / "a.xlsx", fails=2)
    assert "give one of them" in said
    assert "ends in .xlsx or .csv" in tell("review", "--case", case.folder, "--export", tmp_path / "a.pdf", fails=2)


def test_an_empty_workbook_changes_nothing(tell: Tell, case: Case, tmp_path: Path) -> None:
    said = tell("review", "--case", case.folder, "--export", tmp_path / "pairs.xlsx")
    assert "2 links and 3 attributions" in said
    assert "nothing was taken" in tell("review", "--case", case.folder, "--import", tmp_path / "pairs.xlsx")
    assert not (case.folder / "judgements.toml").exists()


def test_judgements_of_another_case_are_taken_over(tell: Tell, case: Case, finished: Case, tmp_path: Path) -> None:
    sitting(case, "n", "two registers", "q")
    other = Path(shutil.copytree(finished.folder, tmp_path / "other"))
    said = tell("review", "--case", other, "--import", case.folder / "judgements.toml")
    assert "1 judgement taken over" in said
    assert [entry.kind for entry in entries(Case(other))] == ["different_company"]
    assert "Not taken: J" in tell("review", "--case", other, "--import", case.folder / "judgements.toml")
