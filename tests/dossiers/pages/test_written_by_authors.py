"""What authors write beside a case, on its pages: the report with its pictures, replies, cards."""

import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from tests.dossiers.conftest import folders
from tests.dossiers.county import claim
from tests.dossiers.shown import page
from undersigned.case.folder import Case
from undersigned.claims.reading import Trace
from undersigned.dossiers.authored.settings import Settings
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.edition import edition
from undersigned.dossiers.pages import cards, company, report
from undersigned.dossiers.pages import claim as claims
from undersigned.dossiers.parts import Part
from undersigned.dossiers.published import Published, with_trace

REPORT = """# Two makers

They hold {{claim:{claim}}}.

{{picture:flow:Avocet}}

## The other

{{picture:flow:Heronsoft}}

{{picture:years:Heronsoft}}
"""
REPLY = """[[reply]]
about = "{claim}"
from = "Avocet, Inc."
date = "2032-02-14"
text = "We <i>only</i> sell maps."
"""


@pytest.fixture
def authored(desk: Desk, nowhere: Case, county_trace: Trace, tmp_path: Path) -> Desk:
    """The desk of authors who wrote a report with pictures of two makers and printed a reply."""
    case = Case(Path(shutil.copytree(nowhere.folder, tmp_path / "authored")))
    cited = claim(county_trace, "maker", "Avocet", channel="resold").claim_id
    for name, text in (("report.md", REPORT), ("replies.toml", REPLY)):
        (case.folder / name).write_text(text.format(claim=cited), encoding="utf-8")
    trace = Trace(county_trace.connection, case)
    told = edition(trace, Settings(), desk.edition.languages[:1], with_trace(Published(), trace, {}))
    contents = Contents(trace)
    return Desk(told, contents, desk.language, desk.words, folders(tmp_path / "site"))


def test_a_report_has_a_page_for_each_chapter(authored: Desk) -> None:
    report.write(authored, Part())
    assert sorted(path.name for path in (authored.top / "report").glob("*.html")) == ["index.html", "the-other.html"]
    assert page(authored.top, "report/index.html").title == "Two makers"
    assert "the-other.html" in page(authored.top, "report/index.html").links


def test_the_figures_of_a_report_lead_to_their_claims(authored: Desk, county_trace: Trace) -> None:
    report.write(authored, Part())
    cited = claim(county_trace, "maker", "Avocet", channel="resold")
    shown = page(authored.top, "report/index.html")
    assert shown.figures[cited.claim_id] == cited.figure == 60
    assert f"../claim/{cited.claim_id}.html" in shown.links


def test_pictures_of_two_subjects_share_no_identifier(authored: Desk) -> None:
    report.write(authored, Part())
    markup = "".join(page(authored.top, f"report/{name}.html").main for name in ("index", "the-other"))
    found = re.findall(r'\bid="(picture-[^"]+)"', markup)
    assert markup.count("<figure") == 3
    assert len(found) == len(set(found)) > 6


def test_a_case_without_a_report_has_no_page_of_it(desk: Desk) -> None:
    report.write(desk, Part())
    assert list((desk.top / "report").iterdir()) == []


def test_a_reply_stands_beside_its_claim_as_it_was_written(authored: Desk, county_trace: Trace) -> None:
    claims.write(authored, Part())
    cited = claim(county_trace, "maker", "Avocet", channel="resold").claim_id
    shown = page(authored.top, f"claim/{cited}.html")
    assert "Avocet, Inc. replied on 14 February 2032" in shown.words
    assert "We &lt;i&gt;only&lt;/i&gt; sell maps." in shown.main


def test_makers_agencies_cited_claims_and_the_site_have_cards(authored: Desk, county_trace: Trace) -> None:
    for index in range(cards.PARTS):
        cards.write(authored, Part(index, cards.PARTS))
    cited = claim(county_trace, "maker", "Avocet", channel="resold").claim_id
    names = {path.stem for path in (authored.top / "cards").iterdir()}
    assert names == {
        *("site", cited, "company-avocet", "company-heronsoft", "company-wader"),
        *("agency-nowhere-county", "agency-elsewhere-county"),
    }
    with Image.open(authored.top / "cards" / f"{cited}.png") as drawn:
        assert drawn.size == (1200, 630)


def test_every_card_that_a_page_names_is_drawn(authored: Desk) -> None:
    for index in range(cards.PARTS):
        cards.write(authored, Part(index, cards.PARTS))
    company.write(authored, Part())
    for path in (authored.top / "company").glob("*.html"):
        (named,) = re.findall(r'og:image" content="\.\./([^"]+)"', path.read_text(encoding="utf-8"))
        assert (authored.top / named).is_file()


def test_cards_are_drawn_in_one_language(spanish_desk: Desk) -> None:
    cards.write(spanish_desk, Part())
    assert list((spanish_desk.top / "cards").iterdir()) == []
