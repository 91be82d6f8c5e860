"""A small invented case with something to ask, and answers to it."""

from collections.abc import Sequence
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.claims import trace as tracing
from undersigned.claims.reading import reading
from undersigned.ingest import adding
from undersigned.reviewing.answering import Given
from undersigned.reviewing.gathering import gather
from undersigned.reviewing.questions import LinkQuestion, MakerQuestion, Question
from undersigned.settings import Settings
from undersigned.terms.judgement import Answer, Decided
from undersigned.terms.progress import Silent

HEADING = (
    "Agency,Award ID,Recipient Name,Federal Action Obligation,Action Date,Modification,Product/Service Description,"
    "NAICS Description,Transaction Description,Generated Award ID\n"
)
ROWS = (
    ("A1", "HERON MARSH LLC", "900.00", "BUOYS"),
    ("A2", "HERON MARSH INC", "700.00", "=ROPES"),
    ("A3", "STILT FENLAND LLC", "50.00", "NETS"),
    ("A4", "STILT FENLAMD LLC", "40.00", "NETS"),
    ("A5", "CURLEW RESALE CO", "30.00", "KESTRELCLOUD AND PLOVERTRACE LICENSES"),
    ("A6", "CURLEW RESALE CO", "20.00", "KESTRELCLOUD HOSTING"),
    ("A7", "CURLEW RESALE CO", "10.00", "PERCH FOR THE OFFICE"),
    ("A8", "GODWIT LLC", "5.00", "HAY"),
    ("A9", "SMITH, MARY JANE", "800.00", "KESTRELCLOUD AND PLOVERTRACE LICENSES"),
)
CATALOG = {
    "kestrelcloud.toml": """
name = "Kestrelcloud"
category = "cloud_hosting"

[[term]]
words = ["KESTRELCLOUD"]

[[term]]
words = ["PERCH"]
product = "Perch"
near = ["EXTRACTION"]
""",
    "plover.toml": """
name = "Plover Data"
category = "data_broker"

[[term]]
words = ["PLOVERTRACE"]
""",
}


def write_rows(path: Path, rows: Sequence[tuple[str, str, str, str]], day: str = "2031-01-02") -> Path:
    """A file of one row an award: number, recipient, dollars, words."""
    lines = [f'Buoys,{key},"{name}",{net},{day},0,x,y,"{text}",CONT_AWD_{key}\n' for key, name, net, text in rows]
    path.write_text(HEADING + "".join(lines), encoding="utf-8")
    return path


def trace(case: Case, *files: Path) -> Case:
    """The case with the files in it, traced."""
    if files:
        adding.add(case, list(files), Settings(), Silent())
    tracing.trace(case, Settings(), Silent())
    return case


def made(folder: Path) -> Case:
    """The invented case."""
    (folder / "case" / "catalog").mkdir(parents=True)
    for name, text in CATALOG.items():
        (folder / "case" / "catalog" / name).write_text(text, encoding="utf-8")
    return trace(Case(folder / "case"), write_rows(folder / "rows.csv", ROWS))


def questions(case: Case, about: str = "") -> list[Question]:
    """The open questions of a case."""
    with reading(case) as found:
        return gather(found, about)


def link(case: Case, name: str) -> LinkQuestion:
    """The first open link with this name."""
    return next(
        one
        for one in questions(case, "links")
        if isinstance(one, LinkQuestion) and name in one.left.names + one.right.names
    )


def maker(case: Case, award: str, name: str) -> MakerQuestion:
    """The open attribution of this award to this maker."""
    return next(
        one
        for one in questions(case, "attributions")
        if isinstance(one, MakerQuestion) and (one.award_id, one.asked.maker) == (award, name)
    )


def given(question: Question, answer: Answer, who: str = "Ann", why: str = "a register") -> Given:
    """Somebody's answer."""
    return Given(question.asked, answer, Decided(who, "2031-06-01", why))
