"""The lists, the start page, the pages of prose, and the index of all claims."""

from pathlib import Path

import pytest

from tests.dossiers.county import claim
from tests.dossiers.shown import page
from undersigned.claims.reading import Trace
from undersigned.dossiers import addresses
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.pages import claims, lists, start
from undersigned.dossiers.parts import Part


@pytest.mark.parametrize("language", ["", "es/"])
def test_every_page_about_a_name_is_in_a_list(county_site: Path, contents: Contents, language: str) -> None:
    names = ("agencies", "categories", "companies", "resellers")
    pages = [*(f"{name}.html" for name in names), *(path.name for path in county_site.glob("companies-*.html"))]
    links = {link for name in pages for link in page(county_site, f"{language}{name}").links}
    assert [profile.address for profile in contents.profiles.all if profile.address not in links] == []


def test_the_largest_sum_stands_first(county_site: Path) -> None:
    links = [link for link in page(county_site, "companies.html").links if link.startswith("company/")]
    assert links == ["company/heronsoft.html", "company/wader.html", "company/avocet.html"]


def test_a_letter_leads_to_its_companies(county_site: Path) -> None:
    assert "companies-w.html" in page(county_site, "companies.html").links
    links = [link for link in page(county_site, "companies-w.html").links if link.startswith("company/")]
    assert links == ["company/wader.html", "company/wader-federal-llc.html", "company/wader-inc.html"]


def test_names_that_begin_with_no_letter_have_a_list(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "slug", lambda name: "3m" if name == "FARM INC" else "x")
    lists.write(desk, Part())
    assert "company/farm-inc.html" in page(desk.top, "companies-0.html").links


def test_long_lists_of_names_are_paged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "NAMES_A_PAGE", 2)
    lists.write(desk, Part())
    assert "companies-w-2.html" in page(desk.top, "companies-w.html").links
    assert "company/wader-inc.html" in page(desk.top, "companies-w-2.html").links


@pytest.mark.parametrize("language", ["", "es/"])
def test_every_claim_is_found_by_its_first_letters(county_site: Path, contents: Contents, language: str) -> None:
    beginnings = page(county_site, f"{language}claims/index.html").links
    for claim_id in contents.claims:
        assert f"{claim_id[:3]}.html" in beginnings
        assert f"../claim/{claim_id}.html" in page(county_site, f"{language}claims/{claim_id[:3]}.html").links


def test_claims_that_begin_alike_are_paged(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "CLAIMS_A_PAGE", 1)
    claims.write(desk, Part())
    beginnings = [claim_id[:3] for claim_id in desk.contents.claims]
    often = max(beginnings, key=beginnings.count)
    assert len(list((desk.top / "claims").glob(f"{often}*.html"))) == beginnings.count(often) > 1


def test_the_start_page_says_what_resellers_hold_first(county_site: Path, county_trace: Trace) -> None:
    shown = page(county_site, "index.html")
    assert claim(county_trace, "maker", "Heronsoft", channel="resold").statement in shown.words
    assert shown.words.index("resellers") < shown.words.index("Avocet")


def test_the_start_page_says_of_which_days_the_records_are(county_site: Path) -> None:
    shown = page(county_site, "index.html")
    assert "3 January 2030" in shown.words
    assert "3 December 2031" in shown.words


def test_the_start_page_leaves_a_withdrawn_claim_out(withdrawing: Desk, county_trace: Trace) -> None:
    start.write(withdrawing, Part())
    shown = page(withdrawing.top, "index.html").words
    assert claim(county_trace, "maker", "Heronsoft", channel="resold").statement not in shown
    assert "A claim that was withdrawn" not in shown


def test_the_records_page_tells_what_became_of_every_row(county_site: Path, county_trace: Trace) -> None:
    (books,) = county_trace.case.reconciliations()
    shown = page(county_site, "records.html")
    assert "county.csv" in shown.words
    assert books.sha256 in shown.words.replace(" ", "")
    assert f"{books.rows_read:,}" in shown.words


@pytest.mark.parametrize("name", ["method", "records", "contest", "corrections", "search"])
def test_the_pages_of_prose_are_in_both_languages(county_site: Path, name: str) -> None:
    english, spanish = (page(county_site, f"{language}{name}.html").title for language in ("", "es/"))
    assert english != spanish
