"""A reader doubts the first sentence of the site, and is on the publisher's own page of an award four clicks later."""

import re

from playwright.sync_api import Page, Route

from tests.browsing import Faults, Visit
from tests.journeys.looking import amount, amounts_of_rows
from tests.publishing import Published

OFFICIAL = re.compile(r"https://www\.usaspending\.gov/award/")


def read_official_pages_here(page: Page) -> None:
    """The publisher's pages are not of this test: an empty one stands for each."""

    def answer(route: Route) -> None:
        route.fulfill(body="<!doctype html><link rel=icon href=data:,><h1>Official</h1>", content_type="text/html")

    page.route(OFFICIAL, answer)


def test_by_the_claim_and_its_rows(visit: Visit, faults: Faults, published: Published) -> None:
    page = visit(published.address)
    read_official_pages_here(page)
    clicks = 0
    for link in ("main a[data-claim]", "main table[data-rows] tbody a[href*='award/']:visible", "main a.official"):
        page.locator(link).first.click()
        clicks += 1
    assert clicks <= 4
    page.wait_for_url(OFFICIAL)
    assert page.locator("h1").inner_text() == "Official"
    assert [fault for fault in faults.found if not OFFICIAL.search(fault)] == []
    faults.found.clear()


def test_by_the_company_and_its_awards(visit: Visit, faults: Faults, published: Published) -> None:
    page = visit(published.address)
    read_official_pages_here(page)
    page.locator("main a[href^='company/']").first.click()
    page.locator("main table tbody a[href*='award/']:visible").first.click()
    key = page.url.rpartition("/")[2].removesuffix(".html")
    assert amount(page.locator("main p.figure data").first) == sum(amounts_of_rows(page))
    page.locator("main a.official").click()
    page.wait_for_url(OFFICIAL)
    assert f"/award/{key}/" in page.url
    faults.found.clear()
