"""Nothing rests on a quotation before its words were found; where they stand instead is said."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.documents import papers
from undersigned.case.folder import Case
from undersigned.documents import changing, evidence, keeping
from undersigned.documents.document import Document
from undersigned.documents.keeping import Given
from undersigned.documents.quotations import FILE
from undersigned.errors import CaseError, CatalogError

TODAY = date(2032, 5, 1)
Write = Callable[..., None]


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """A case in a folder of its own."""
    return Case(tmp_path / "case")


@pytest.fixture
def hearing(case: Case, tmp_path: Path) -> Document:
    """The hearing, attached."""
    given = Given("A hearing", "https://committee.example/12", "2032-03-04")
    return keeping.attach(case, papers.pdf(tmp_path / "hearing.pdf"), given, TODAY)[0]


@pytest.fixture
def quote(case: Case, hearing: Document) -> Write:
    """Adds a quotation from the hearing."""

    def write(words: str, page: int | None = 2, kind: str = "quotation", **more: object) -> None:
        named = {"about": ["Kestrelcloud"]} if kind == "quotation" else {"award": "A", "maker": "Kestrelcloud"}
        entry = {"document": hearing.document_id, "page": page, "words": words, "when": "2032-05-01", **named, **more}
        changing.add(case, kind, entry)

    return write


def test_words_that_stand_there_are_evidence(case: Case, quote: Write) -> None:
    quote(papers.SENTENCE)
    quote("4.5 million dollars were named", kind="award")
    found = evidence.load(case)
    assert [entry.words for entry in found.quoted.entries()] == [papers.SENTENCE, "4.5 million dollars were named"]
    assert found.document(found.quoted.awards[0]).title == "A hearing"


@pytest.mark.parametrize(
    ("words", "page", "said"),
    [
        (
            "We bought the analytics of Kestrelcloud through resellers",
            2,
            "The closest passage is on page 2: “We buy the",
        ),
        (papers.SENTENCE, 1, "does not stand on page 1 of «A hearing». It stands on page 2."),
        (papers.SENTENCE, 3, "has 2 pages and no page 3"),
        (papers.SENTENCE, None, "say on which page of «A hearing» the words stand; it has 2"),
        ("zzz qqq xxx jjj", 1, "Nothing in it is like these words"),
    ],
)
@pytest.mark.parametrize("kind", ["quotation", "award"])
def test_words_that_do_not_are_refused_and_the_file_stays(
    case: Case, quote: Write, words: str, page: int | None, said: str, kind: str
) -> None:
    quote("Administrative interoperability")
    before = (case.folder / FILE).read_bytes()
    with pytest.raises(CatalogError) as caught:
        quote(words, page, kind)
    assert said in str(caught.value)
    assert (case.folder / FILE).read_bytes() == before


def test_an_unknown_document_is_named(quote: Write) -> None:
    with pytest.raises(CatalogError, match="there is no document '0000' in this case"):
        quote(papers.SENTENCE, document="0000")


def test_a_scanned_document_cannot_be_quoted(case: Case, tmp_path: Path) -> None:
    given = Given("A scan", "https://foia.example/1", "2032-03-04")
    scan, _ = keeping.attach(case, papers.pdf(tmp_path / "scan.pdf", papers.SCANNED), given, TODAY)
    assert not scan.can_be_quoted
    entry = {"document": scan.document_id, "page": 1, "words": "x", "about": ["y"], "when": "2032-05-01"}
    with pytest.raises(CatalogError, match="it looks scanned"):
        changing.add(case, "quotation", entry)


def test_a_scanned_page_among_others_is_told_apart(case: Case, tmp_path: Path) -> None:
    given = Given("Half a scan", "https://foia.example/1", "2032-03-04")
    mixed = papers.pdf(tmp_path / "mixed.pdf", papers.SCANNED + "\n#pagebreak()\nWords of ours.")
    document, _ = keeping.attach(case, mixed, given, TODAY)
    assert (document.can_be_quoted, document.without_text) == (True, (1,))
    entry = {
        "document": document.document_id,
        "page": 1,
        "words": "Words of ours.",
        "about": ["y"],
        "when": "2032-05-01",
    }
    with pytest.raises(CatalogError, match="page 1 of «Half a scan» has no words"):
        changing.add(case, "quotation", entry)
    changing.add(case, "quotation", entry | {"page": 2})


def test_a_document_that_was_changed_proves_nothing(case: Case, hearing: Document, quote: Write) -> None:
    quote(papers.SENTENCE)
    with keeping.original(case, hearing).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(CaseError, match="was changed after it was attached"):
        evidence.load(case)


def test_nothing_is_taken_out_while_something_rests_on_it(case: Case, hearing: Document, quote: Write) -> None:
    quote(papers.SENTENCE)
    quote("4.5 million dollars", kind="award")
    with pytest.raises(CaseError, match=r"On «A hearing» rests what quotations.toml says: 1 quotation and 1 award\."):
        changing.detach(case, hearing, force=False)
    assert keeping.documents(case) == [hearing]
    assert changing.detach(case, hearing, force=True) == (1, 1)
    assert keeping.documents(case) == []
    assert not (case.folder / "documents").exists()
    assert evidence.load(case).quoted.entries() == ()


def test_what_nothing_rests_on_goes_at_once(case: Case, hearing: Document) -> None:
    assert changing.detach(case, hearing, force=False) == (0, 0)
    assert keeping.documents(case) == []
