"""The printed dossier: every figure is a claim's or an award's, every link official, the same bytes each time."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest

from undersigned.claims.reading import Trace
from undersigned.dossiers.authored.settings import Organisation, Settings
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.paper import printing, typesetting
from undersigned.dossiers.paper.typesetting import PaperError
from undersigned.dossiers.words.language import words
from undersigned.errors import CaseError

Printed = Callable[[str], Path]
Read = Callable[[Path | bytes], list[str]]
EXACT = re.compile(r"-?\$[\d,]+\.\d\d(?!\d)(?! (?:million|billion))")
CLAIM = re.compile(r"C[0-9a-f]{12}")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


@pytest.fixture(params=["maker", "agency", "reseller", "category", "company"])
def name(request: pytest.FixtureRequest, trace: Trace) -> str:
    """A subject of each kind, the one with the most awards."""
    rows = trace.rows(
        """SELECT subject FROM claims WHERE subject_kind = ? AND measure = 'obligations' AND fiscal_year IS NULL
           ORDER BY awards DESC, subject LIMIT 1""",
        request.param,
    )
    return str(rows[0][0])


def test_every_figure_printed_is_a_claims_an_awards_or_the_books(
    name: str, printed: Printed, read: Read, contents: Contents
) -> None:
    text = " ".join(read(printed(name)))
    cited = [contents.claims[found] for found in set(CLAIM.findall(text))]
    money = {claim.figure for claim in cited if claim.unit == "cents"}
    money |= {award.obligation for award in contents.awards.values()}
    money |= {award.ceiling for award in contents.awards.values() if award.ceiling is not None}
    money |= {book.net_kept for book in contents.books}
    known = {words().money(cents) for cents in money if cents is not None}
    found = EXACT.findall(text)
    assert len(found) > 10
    assert not [figure for figure in found if figure not in known]


def test_the_list_of_sources_has_each_claim_with_its_exact_figure(
    maker: str, printed: Printed, read: Read, contents: Contents
) -> None:
    text = " ".join(read(printed(maker)))
    sources = text[text.rindex("Every claim used here") : text.rindex("Rows in.")]
    parts = re.split(f"({CLAIM.pattern})", sources)
    listed = dict(zip(parts[1::2], parts[2::2], strict=True))
    assert set(listed) == set(CLAIM.findall(text))
    for claim_id, said in listed.items():
        figure = contents.claims[claim_id].figure
        if contents.claims[claim_id].unit == "cents" and figure is not None:
            assert said.strip().startswith(words().money(figure))
        assert " ".join(contents.claims[claim_id].statement.split()) in said


def test_the_cover_has_the_strongest_claim_with_its_day(
    maker: str, printed: Printed, read: Read, contents: Contents
) -> None:
    cover = read(printed(maker))[0]
    strongest = contents.claim("maker", maker, "obligations", "resold", "", None)
    assert strongest is not None
    assert strongest.statement in cover
    assert words().day(contents.as_of) in cover
    assert strongest.claim_id in cover


def test_every_award_leads_to_its_official_page(maker: str, printed: Printed, contents: Contents) -> None:
    followed = set()
    for page in pypdf.PdfReader(printed(maker)).pages:
        for annotation in page.get("/Annots", []):
            action = annotation.get_object().get("/A", {})
            followed |= {str(action["/URI"])} if "/URI" in action else set()
    subject = next(found for found in contents.trace.find(maker) if found.kind == "maker")
    links = {contents.awards[key].link for key in contents.awards_of(subject)} - {""}
    assert links
    assert links <= followed
    assert followed <= {award.link for award in contents.awards.values()}


def test_pages_are_numbered_and_have_the_claims_day(
    maker: str, printed: Printed, read: Read, contents: Contents
) -> None:
    pages = read(printed(maker))
    day = words().day(contents.as_of)
    for number, page in enumerate(pages, start=1):
        assert f"{number} of {len(pages)}" in page
        assert day in page


def test_long_tables_repeat_their_headings(agency: str, printed: Printed, read: Read) -> None:
    pages = read(printed(agency))
    first = next(number for number, page in enumerate(pages) if "Awards, largest first" in page)
    last = next(number for number, page in enumerate(pages) if "Every claim used here" in page)
    assert last - first > 3
    for page in pages[first:last]:
        assert "Quoted from the records" in page


def test_the_same_case_gives_the_same_bytes(maker: str, printed: Printed, trace: Trace, tmp_path: Path) -> None:
    again = tmp_path / "again.pdf"
    printing.write(trace, maker, again, words())
    assert again.read_bytes() == printed(maker).read_bytes()


def test_it_is_written_in_the_readers_language(maker: str, trace: Trace, read: Read, tmp_path: Path) -> None:
    printing.write(trace, maker, tmp_path / "dossier.pdf", words("es"))
    pages = read(tmp_path / "dossier.pdf")
    assert str(pypdf.PdfReader(tmp_path / "dossier.pdf").trailer["/Root"]["/Lang"]) == "es"  # type: ignore[index]
    assert words("es").text("Summary") in pages[1]
    assert "Summary" not in " ".join(pages)
    assert f"1 de {len(pages)}" in pages[0]


def test_who_publishes_stands_on_the_cover(maker: str, trace: Trace, read: Read, tmp_path: Path) -> None:
    logo = tmp_path / "logo.svg"
    logo.write_text(SVG, encoding="utf-8")
    authored = Settings(organisations=(Organisation("Hollow & Reed", "https://example.org/", logo),))
    printing.write(trace, maker, tmp_path / "dossier.pdf", words(), authored)
    assert "Hollow & Reed" in read(tmp_path / "dossier.pdf")[0]
    metadata = pypdf.PdfReader(tmp_path / "dossier.pdf").metadata
    assert metadata is not None
    assert str(metadata["/Author"]) == "Hollow & Reed"


def test_a_name_that_is_not_there_is_refused(trace: Trace, tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="Nothing in this case"):
        printing.write(trace, "Nobody At All Ltd", tmp_path / "dossier.pdf", words())
    assert not list(tmp_path.iterdir())


def test_a_paper_that_cannot_be_set_leaves_the_one_before(
    maker: str, trace: Trace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, broken = tmp_path / "dossier.pdf", tmp_path / "broken"
    target.write_text("the one before", encoding="utf-8")
    broken.mkdir()
    (broken / "dossier.typ").write_text('#panic("no")', encoding="utf-8")
    monkeypatch.setattr(typesetting, "TEMPLATES", broken)
    with pytest.raises(PaperError, match="could not be set"):
        printing.write(trace, maker, target, words())
    assert target.read_text(encoding="utf-8") == "the one before"
    assert {path.name for path in tmp_path.iterdir()} == {"dossier.pdf", "broken"}
