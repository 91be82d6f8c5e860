"""The invented sample with documents: a hearing that is quoted, an answered request that names an award's maker."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.documents import papers
from undersigned.case.folder import Case
from undersigned.claims import trace as tracing
from undersigned.claims.reading import reading
from undersigned.cli.main import run_as_command
from undersigned.settings import Settings
from undersigned.terms.progress import Silent

MAKER = "Kestrelcloud"
TITLE = "Hearing on purchasing through resellers"
ANSWER = "Order 12: the contractor supplies licences of Kestrelcloud Ledger."
WORDS = "supplies licences of Kestrelcloud Ledger."


@dataclass(frozen=True)
class Documented:
    """The traced case; `quotation` is the claim of the quoted sentence, `award` the one that a document attributes."""

    case: Case
    hearing: str
    answer: str
    quotation: str
    award: str
    agency: str


def run(*words: object) -> None:
    """The command line in this process."""
    assert run_as_command([str(word) for word in words]) == 0


@pytest.fixture(scope="session")
def documented(traced: Case, tmp_path_factory: pytest.TempPathFactory) -> Documented:
    """The sample with both documents, traced again; tests only read it."""
    folder = tmp_path_factory.mktemp("documented")
    case = folder / "case"
    shutil.copytree(traced.folder, case, symlinks=True)
    with reading(traced) as found:
        ((award, agency),) = found.rows(
            """SELECT award_key, agency FROM awards WHERE NOT only_summary
               AND award_key NOT IN (SELECT award_key FROM attributions) ORDER BY obligation DESC, award_key LIMIT 1"""
        )
    hearing, answer = papers.pdf(folder / "hearing.pdf"), papers.text(folder / "answer.txt", ANSWER)
    run("attach", hearing, "--source", "https://committee.example/12", "--date", "2032-03-04", "--title", TITLE,
        "--kind", "hearing", "--case", case)  # fmt: skip
    run("attach", answer, "--source", "https://foia.example/7", "--archive", "https://archive.example/7", "--date",
        "2031-02-03", "--kind", "records request", "--title", "Answer 7", "--award", award, "--maker", MAKER,
        "--product", "Ledger", "--quote", WORDS, "--case", case)  # fmt: skip
    with reading(Case(case)) as before:
        assert before.rows("SELECT * FROM documents") == [], "attached, and not traced yet"
    hearing_id, answer_id = _ids(case)
    run("quote", hearing_id, papers.SENTENCE, "--page", "2", "--about", MAKER, "--about", agency, "--speaker",
        "Chief Information Officer", "--who", "A. Reporter", "--case", case)  # fmt: skip
    tracing.trace(Case(case), Settings(), Silent())
    with reading(Case(case)) as found:
        ((quotation,),) = found.rows("SELECT claim_id FROM quotations")
    return Documented(Case(case), hearing_id, answer_id, quotation, award, agency)


def _ids(case: Path) -> tuple[str, str]:
    by_ending = {path.suffix: path.parent.name for path in case.glob("documents/*/original.*")}
    return by_ending[".pdf"], by_ending[".txt"]
