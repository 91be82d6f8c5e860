"""What the commands about documents say, and what they refuse."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.documented import ANSWER, MAKER, TITLE, Documented
from tests.documents import papers
from undersigned.cli.main import run_as_command
from undersigned.documents.quotations import FILE

Tell = Callable[..., str]


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Tell:
    """Runs a command about a case; its answer or, where it fails, its complaint, with one space between words."""

    def run(*words: object, case: object = tmp_path / "case", fails: int = 0) -> str:
        code = run_as_command([*map(str, words), "--case", str(case)])
        said = capsys.readouterr()
        assert code == fails, said
        return " ".join((said.err if fails else said.out).split())

    return run


@pytest.fixture
def own(documented: Documented, tmp_path: Path) -> Path:
    """A copy of the documented case."""
    return Path(shutil.copytree(documented.case.folder, tmp_path / "own", symlinks=True))


def attaching(path: Path, *more: str) -> list[object]:
    return ["attach", path, "--source", "https://foia.example/1", "--date", "2031-01-02", *more]


def test_an_untraced_case_takes_documents_and_quotations(tell: Tell, tmp_path: Path) -> None:
    assert "No document is attached" in tell("documents")
    answer = papers.text(tmp_path / "An_answer.txt", ANSWER)
    said = tell(*attaching(answer))
    assert "«An answer» (2031-01-02)." in said
    assert "The same file is already in this case as" in tell(*attaching(answer))
    document = said.split()[1].rstrip(":")
    assert "about Heron. It is a claim after" in tell("quote", document, "supplies licences", "--about", "Heron")
    listed = tell("documents")
    assert "“supplies licences” about Heron [a claim after the next trace]" in listed
    assert "https://foia.example/1" in listed
    assert "1 quotation. Say --force" in tell("detach", document, fails=3)
    assert "went 1 quotation" in tell("detach", document, "--force")


def test_a_scanned_document_says_so_at_once(tell: Tell, tmp_path: Path) -> None:
    said = tell(*attaching(papers.pdf(tmp_path / "scan.pdf", papers.SCANNED)))
    assert "so it cannot be quoted" in said


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--maker", "Heron"), "name it with --award"),
        (("--award", "A", "--maker", "Heron"), "give them with --quote and --page"),
        (("--award", "A", "--quote", "supplies"), "name the maker with --maker"),
        (("--title", "Call 202-555-0143"), "telephone number"),
        (("--title", "From clerk@agency.example"), "e-mail address"),
        (("--award", "A", "--maker", "H", "--quote", "clerk@agency.example"), "e-mail address"),
    ],
)
def test_what_does_not_hang_together_is_refused(tell: Tell, tmp_path: Path, more: tuple[str, ...], said: str) -> None:
    assert said in tell(*attaching(papers.text(tmp_path / "a.txt", ANSWER), *more), fails=2)
    assert not (tmp_path / "case").exists()


def test_an_award_that_is_not_there_is_named(tell: Tell, own: Path, tmp_path: Path) -> None:
    path = papers.text(tmp_path / "b.txt", ANSWER + " Again.")
    more = ("--award", "NONE", "--maker", MAKER, "--quote", "supplies licences")
    assert "There is no award 'NONE'" in tell(*attaching(path, *more), case=own, fails=3)


def test_a_name_that_is_not_there_is_named(tell: Tell, own: Path, documented: Documented) -> None:
    before = (own / FILE).read_bytes()
    said = tell("quote", documented.hearing, papers.SENTENCE, "--page", 2, "--about", "Kestrelclout", case=own, fails=3)
    assert "Nothing in this case is called 'Kestrelclout'. Did you mean 'Kestrelcloud'" in said
    assert (own / FILE).read_bytes() == before


def test_a_person_is_no_speaker(tell: Tell, own: Path, documented: Documented) -> None:
    words = ("quote", documented.hearing, papers.SENTENCE, "--page", 2, "--about", MAKER)
    assert "Write the office" in tell(*words, "--speaker", "Mary Johnson", case=own, fails=5)


def test_show_cite_and_why_tell_of_documents(tell: Tell, documented: Documented) -> None:
    case = documented.case.folder
    assert f"{papers.SENTENCE}” [{documented.quotation}]" in tell("show", MAKER, case=case)
    cited = tell("cite", documented.quotation, case=case)
    assert "from a document, word by word." in cited
    assert f"Document {documented.hearing}: «{TITLE}», 2032-03-04, page 2 of 2." in cited
    assert "Source: https://committee.example/12" in cited
    why = tell("why", documented.award, case=case)
    assert "by the rule «document»" in why
    assert "Archived copy: https://archive.example/7" in why
    listed = tell("documents", case=case)
    assert f"[{documented.quotation}]" in listed
    assert f"award {documented.award}: {MAKER}, by “supplies licences" in listed
