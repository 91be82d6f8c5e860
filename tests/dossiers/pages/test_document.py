"""Documents and quotations on pages: what it is, the words letter by letter, whom they are about, what rests on it."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from tests.documented import MAKER, TITLE, WORDS, Documented
from tests.documents import papers
from tests.dossiers.conftest import ENGLISH, SPANISH, folders
from undersigned.claims.reading import Trace, reading
from undersigned.dossiers import addresses, originals
from undersigned.dossiers.authored.corrections import Corrections, Withdrawn
from undersigned.dossiers.authored.settings import Settings
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.edition import Edition, Language
from undersigned.dossiers.pages import award, claim, company, document, plain
from undersigned.dossiers.parts import Part
from undersigned.dossiers.words.language import words


@pytest.fixture(scope="module")
def told(documented: Documented) -> Iterator[Trace]:
    """The trace of the documented sample."""
    with reading(documented.case) as found:
        yield found


@pytest.fixture(scope="module")
def contents(told: Trace) -> Contents:
    """What its pages tell."""
    return Contents(told)


def desk_of(contents: Contents, folder: Path, language: Language = ENGLISH, edition: Edition | None = None) -> Desk:
    given = edition or Edition((ENGLISH, SPANISH))
    return Desk(given, contents, language, words(language.tag), folders(folder))


@pytest.fixture
def desk(contents: Contents, tmp_path: Path) -> Desk:
    """A desk for its English pages, in an empty site."""
    return desk_of(contents, tmp_path)


def text(desk: Desk, address: str) -> str:
    page = (desk.folder / address).read_text(encoding="utf-8")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def quoted_in(desk: Desk, address: str) -> list[tuple[str, str]]:
    page = (desk.folder / address).read_text(encoding="utf-8")
    return [(key, unescape(said)) for key, said in re.findall(r'data-quotation="([^"]*)">([^<]*)<', page)]


def test_the_page_says_what_it_is_and_what_is_quoted(desk: Desk, documented: Documented) -> None:
    document.write(desk, Part())
    address = addresses.document(documented.hearing)
    said = text(desk, address)
    for part in (TITLE, "4 March 2032", "https://committee.example/12", "none is named", "is not published here"):
        assert part in said
    assert quoted_in(desk, address) == [(documented.quotation, papers.SENTENCE)]
    assert f"Claim {documented.quotation}" in said


def test_the_page_says_which_awards_rest_on_it(desk: Desk, documented: Documented) -> None:
    document.write(desk, Part())
    said = text(desk, addresses.document(documented.answer))
    assert f"Its words say whose product it is, {MAKER}: {WORDS}" in said
    assert "Archived copy https://archive.example/7" in said


def test_the_list_counts_what_rests_on_each(desk: Desk) -> None:
    document.write(desk, Part())
    said = text(desk, "documents.html")
    assert re.search(r"Answer 7 records request 3 February 2031 0 1 https://foia.example/7", said)
    assert re.search(rf"{TITLE} hearing 4 March 2032 1 0 https://committee.example/12", said)


def test_a_case_without_documents_has_no_list_and_no_link_to_it(trace: Trace, tmp_path: Path) -> None:
    plain_desk = desk_of(Contents(trace), tmp_path)
    document.write(plain_desk, Part())
    plain.write(plain_desk, Part())
    assert not (plain_desk.folder / "documents.html").exists()
    assert "documents.html" not in (plain_desk.folder / "records.html").read_text(encoding="utf-8")


def test_an_address_without_tls_is_told_and_not_linked(desk: Desk) -> None:
    macros = desk._template("macros.html", deep=True).module  # the macro alone
    assert macros.source_link("http://old.example/a") == "http://old.example/a"  # type: ignore[attr-defined]
    assert 'href="https://new.example/"' in macros.source_link("https://new.example/")  # type: ignore[attr-defined]


def test_a_claim_that_is_a_quotation_shows_it_with_its_source(desk: Desk, documented: Documented) -> None:
    claim.write(desk, Part())
    address = addresses.claim(documented.quotation)
    said = text(desk, address)
    assert quoted_in(desk, address) == [(documented.quotation, papers.SENTENCE)]
    assert f"Said in «{TITLE}»" in said
    assert f"About: {MAKER} (maker)" in said
    assert "0 rows" not in said
    assert "What a document says is the word of its author" in said
    page = (desk.folder / address).read_text(encoding="utf-8")
    assert '"appearance":{"@type":"DigitalDocument"' in page
    assert f"<pre>undersigned cite {documented.quotation}</pre>" in page


def test_pages_of_whom_it_is_about_and_of_the_award_have_it(desk: Desk, documented: Documented) -> None:
    company.write(desk, Part())
    maker = desk.contents.profiles.address("maker", MAKER)
    assert (documented.quotation, papers.SENTENCE) in quoted_in(desk, maker)
    award.write(desk, Part())
    said = text(desk, addresses.award(documented.award))
    assert "Documents of this award Answer 7 , 3 February 2031" in said
    assert "Rule: document. Confidence: medium." in said


def test_in_spanish_the_frame_is_translated_and_the_words_are_not(
    contents: Contents, tmp_path: Path, documented: Documented
) -> None:
    desk = desk_of(contents, tmp_path, SPANISH)
    document.write(desk, Part())
    address = addresses.document(documented.hearing)
    assert "Documento · audiencia" in text(desk, address)
    assert quoted_in(desk, address) == [(documented.quotation, papers.SENTENCE)]
    said = desk.said(contents.claims[documented.quotation])
    assert said.startswith(f"En «{TITLE}» (4 de marzo de 2032), página 2, Chief Information Officer: “We buy")
    caveats = {caveat for one in contents.claims.values() for caveat in desk.caveats(one)}
    assert any("lo atribuye un documento y no sus filas: «Answer 7» (3 de febrero de 2031)" in one for one in caveats)


def test_a_quotation_that_was_withdrawn_is_nowhere_quoted(
    contents: Contents, tmp_path: Path, documented: Documented
) -> None:
    taken = Withdrawn(documented.quotation, "2032-06-01", "The transcript was corrected.", "")
    edition = Edition((ENGLISH,), corrections=Corrections((), {documented.quotation: taken}))
    desk = desk_of(contents, tmp_path, edition=edition)
    for kind in (document, company, claim):
        kind.write(desk, Part())
    for path in desk.folder.rglob("*.html"):
        assert papers.SENTENCE not in unescape(path.read_text(encoding="utf-8")), path


@pytest.mark.parametrize("publishes", [True, False])
def test_the_document_itself_is_published_where_the_authors_say_so(
    contents: Contents, tmp_path: Path, documented: Documented, publishes: bool
) -> None:
    settings = Settings(publishes_documents=publishes)
    desk = desk_of(contents, tmp_path, edition=Edition((ENGLISH,), settings))
    document.write(desk, Part())
    originals.copy(documented.case, settings, list(contents.documents.values()), desk.top)
    page = (desk.folder / addresses.document(documented.hearing)).read_text(encoding="utf-8")
    assert (f"../documents/{documented.hearing}.pdf" in page) is publishes
    copied = sorted(path.name for path in (desk.top / "documents").glob("*"))
    assert copied == (sorted([f"{documented.hearing}.pdf", f"{documented.answer}.txt"]) if publishes else [])
