"""An editor points at a band of the money flow, and adds up the rows behind it with nothing but the page."""

import csv
import io
import re
from decimal import Decimal

from playwright.sync_api import Page

from tests.browsing import Visit
from tests.journeys.looking import amount, amounts_of_rows
from tests.publishing import Published

POINT = """band => {
    const box = band.getBoundingClientRect();
    for (let x = 1; x < 20; x++) for (let y = 1; y < 40; y++) {
        const point = [box.left + box.width * x / 20, box.top + box.height * y / 40];
        if (band.contains(document.elementFromPoint(...point))) return point;
    }
    return null;
}"""
"""A point of the window at which a pointer is on a band."""


def open_band(page: Page) -> str:
    """Click on the largest band that a pointer can hit; the words that the picture has for it."""
    page.locator("figure svg:visible").first.scroll_into_view_if_needed()
    for band in page.locator("svg:visible a.strand[href*='claim/']").all():
        point = band.evaluate(POINT)
        if point:
            said = str(band.locator("title").text_content())
            page.mouse.click(*point)
            page.wait_for_url(re.compile("/claim/"))
            return said
    raise AssertionError("no band that a pointer can hit")


def test_on_a_wide_screen(visit: Visit, published: Published) -> None:
    page = visit(published.address)
    said = open_band(page)
    assert "→" in said
    total = amount(page.locator("main p.figure data").first)
    download = page.locator("main a[download]")
    text = page.request.get(page.url.rpartition("/")[0] + "/" + (download.get_attribute("href") or "")).text()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert sum(Decimal(row["obligation"]) for row in rows) * 100 == total
    assert sum(amounts_of_rows(page)) == total


def test_on_a_telephone(visit: Visit, published: Published) -> None:
    page = visit(published.address, width=320, height=640)
    assert "→" in open_band(page)
    assert sum(amounts_of_rows(page)) == amount(page.locator("main p.figure data").first)
