"""The pages about names: agency, category, company, reseller; what they say and where it leads."""

from html import unescape
from pathlib import Path

import pytest

from tests.dossiers.county import claim
from tests.dossiers.shown import Shown, page
from undersigned.claims.reading import Trace
from undersigned.dossiers import addresses
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.pages import company
from undersigned.dossiers.parts import Part
from undersigned.dossiers.words.language import words

AGENCY, MAKER, FAMILY = "agency/nowhere-county.html", "company/heronsoft.html", "company/wader.html"
RESELLER, CATEGORY, COMPANY = "reseller/shop-llc.html", "category/cloud-hosting.html", "company/farm-inc.html"


def cells(shown: Shown, heading: str) -> list[int]:
    """The figures of a table, row by row."""
    return [*Shown(f"<main>{shown.section(heading)}</main>").figures.values()]


@pytest.mark.parametrize("language", ["", "es/"])
@pytest.mark.parametrize("address", [AGENCY, MAKER, FAMILY, RESELLER, CATEGORY, COMPANY])
def test_every_kind_of_name_has_its_page_in_every_language(county_site: Path, language: str, address: str) -> None:
    shown = page(county_site, f"{language}{address}")
    assert f'<html lang="{"es" if language else "en"}"' in shown.markup
    assert shown.figures


def test_a_makers_first_sentence_is_what_resellers_hold(county_site: Path, county_trace: Trace) -> None:
    shown = page(county_site, MAKER)
    told = claim(county_trace, "maker", "Heronsoft", channel="resold")
    assert shown.main.index(told.claim_id) < shown.main.index(claim(county_trace, "company", "HERONSOFT INC").claim_id)
    assert told.statement in shown.words
    assert "reseller" in told.statement


def test_a_maker_tells_years_channels_agencies_and_products(county_site: Path) -> None:
    shown = page(county_site, MAKER)
    assert cells(shown, "years") == [275_25, 1_25, 130_00, 3_00, 1_25, 405_25, 3_00]
    assert cells(shown, "resellers") == [405_25]
    assert cells(shown, "agencies") == [1_25, 385_00, 20_25]
    assert cells(shown, "products") == [385_00, 1_25, 20_25]


def test_the_largest_awards_of_a_maker_lead_to_their_pages(county_site: Path) -> None:
    links = Shown(f"<main>{page(county_site, MAKER).section('awards')}</main>").links
    awards = [link for link in links if "/award/" in link]
    assert awards[:2] == [f"../{addresses.award(key)}" for key in ("table_nowhere:6", "table_nowhere:1")]


def test_a_family_tells_its_companies(county_site: Path) -> None:
    shown = page(county_site, FAMILY)
    assert cells(shown, "own-companies") == [50, 40]
    assert cells(shown, "own-years") == [90, 90]
    assert "../company/wader-federal-llc.html" in shown.links


def test_names_stand_with_the_reason_of_each_link(county_site: Path) -> None:
    assert "WADER FEDERAL LLC WADER FEDERAL LLC" in page(county_site, FAMILY).words
    assert "the makers' catalogue" in page(county_site, FAMILY).words
    assert "Owned by Marsh Holdings, as far as we know." in page(county_site, "company/avocet.html").words


def test_documents_on_a_maker_are_told_with_whether_anybody_opened_them(county_site: Path) -> None:
    shown = page(county_site, "company/avocet.html")
    assert "Ownership: owned by Marsh Holdings. Source: register of Marsh County." in shown.words
    assert '<a href="https://marsh.example/register">Opened on 1 June 2031</a>' in shown.markup
    assert "Source: annual report of Avocet. Cited from knowledge, not opened." in shown.words
    assert "Source:" not in page(county_site, MAKER).words


def test_an_agency_tells_whom_it_pays_and_whose_products_it_buys(county_site: Path) -> None:
    shown = page(county_site, AGENCY)
    assert cells(shown, "makers") == [1_25, 385_00, 90, 60]
    assert cells(shown, "companies") == [385_00, 7_50, 3_40, 1_25, 50, 40, 20]


def test_an_agencys_new_awards_are_those_of_its_latest_year(county_site: Path) -> None:
    links = Shown(f"<main>{page(county_site, AGENCY).section('new-awards')}</main>").links
    assert len([link for link in links if "/award/" in link]) == 8
    assert not [link for link in links if "table_nowhere-1-" in link]


def test_a_reseller_tells_what_passes_through_it(county_site: Path) -> None:
    shown = page(county_site, RESELLER)
    assert cells(shown, "makers") == [405_25]
    assert cells(shown, "years") == [275_25, 130_00, 405_25]


def test_a_category_tells_whose_products(county_site: Path) -> None:
    shown = page(county_site, CATEGORY)
    assert shown.title == "cloud hosting"
    assert cells(shown, "makers") == [1_25, 405_25, 90]
    assert page(county_site, f"es/{CATEGORY}").title == words("es").category("cloud_hosting") != "cloud hosting"


def test_a_page_warns_as_its_claims_do(county_site: Path, county_trace: Trace) -> None:
    caveats = claim(county_trace, "maker", "Heronsoft", channel="resold").caveats
    assert caveats
    assert all(caveat in page(county_site, MAKER).words for caveat in caveats)


def test_a_withdrawn_claim_is_said_on_no_page_of_a_name(withdrawing: Desk, county_trace: Trace) -> None:
    taken = claim(county_trace, "maker", "Heronsoft", channel="resold")
    company.write(withdrawing, Part())
    markup = page(withdrawing.top, MAKER).markup
    assert taken.statement not in unescape(markup)
    assert f'data-claim="{taken.claim_id}"' not in markup
    assert f'<a href="../claim/{taken.claim_id}.html">withdrawn</a>' in markup
