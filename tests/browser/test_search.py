"""The search finds a maker by its name, in the reader's language, without a server that thinks."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import Visit
from tests.publishing import MAKER, Published


def search(page: Page, words: str) -> None:
    field = page.locator("main input[type=search], main input[type=text]").first
    field.fill(words)
    field.press("Enter")


@pytest.mark.parametrize("language", ["", "es/"])
def test_a_maker_is_found_and_its_page_opens(visit: Visit, published: Published, language: str) -> None:
    page = visit(f"{published.address}{language}search.html")
    search(page, MAKER)
    found = page.locator("main a", has_text=re.compile(MAKER)).first
    expect(found).to_be_visible()
    found.click()
    page.wait_for_url(re.compile(rf"/site/{language}(company|claim)/"))
    expect(page.locator("main")).to_contain_text(MAKER)


def test_words_that_nothing_holds_find_nothing_and_say_so(visit: Visit, published: Published) -> None:
    page = visit(f"{published.address}search.html")
    search(page, "xyzzyplugh")
    expect(page.locator("main [role=status], main [aria-live]").first).to_contain_text(
        re.compile("nothing|no ", re.IGNORECASE)
    )
