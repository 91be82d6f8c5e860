"""What stays when something is taken away: scripts, colours, the screen, the server."""

import re

import pytest
from playwright.sync_api import Page

from tests.browser.seeing import contrast
from tests.browsing import Faults, Visit
from tests.publishing import KINDS, Published

LINKS = "[...document.querySelectorAll('main a[href]')].map(link => link.getAttribute('href'))"


def content(page: Page) -> str:
    """The words of a page, folded parts among them."""
    return " ".join((page.locator("main").text_content() or "").split())


def test_without_scripts_every_word_and_link_is_there(visit: Visit, english: str) -> None:
    with_scripts, without = visit(english), visit(english, java_script_enabled=False)
    there = set(without.locator("main a[href]").evaluate_all("all => all.map(link => link.getAttribute('href'))"))
    assert set(with_scripts.evaluate(LINKS)) <= there
    assert len(content(without)) >= 0.95 * len(content(with_scripts)) > 100
    assert without.locator("h1").inner_text().strip()


def test_in_forced_colours_words_and_pictures_can_be_seen(visit: Visit, english: str) -> None:
    page = visit(english, forced_colors="active", color_scheme="dark")
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert contrast(page.locator("h1").first.screenshot()) >= 4.5
    page.add_style_tag(content="svg text { visibility: hidden }")  # the marks themselves
    for picture in page.locator("svg").all():
        if picture.is_visible():
            assert contrast(picture.screenshot()) >= 3


def test_on_paper_nothing_is_cut_off(visit: Visit, english: str) -> None:
    page = visit(english, width=680, height=900, media="print")
    hidden = """[...document.querySelectorAll('main .scroll')].filter(
        frame => frame.checkVisibility() && getComputedStyle(frame).overflowX !== 'visible')
        .map(frame => frame.textContent.slice(0, 60))"""
    assert page.evaluate(hidden) == []
    assert not page.locator("nav").first.is_visible()
    assert page.locator("h1").first.is_visible()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "search"])
def test_from_a_folder_a_page_is_whole(visit: Visit, published: Published, kind: str) -> None:
    page = visit((published.folder / published.page(kind)).as_uri())
    assert contrast(page.locator("h1").first.screenshot()) >= 4.5
    assert page.evaluate("document.styleSheets.length") > 0
    assert page.evaluate("getComputedStyle(document.body).marginTop") != "8px", "the style sheet was not read"
    link = page.locator("nav a[href]").last
    link.click()
    assert page.locator("h1").first.is_visible()


def test_from_a_folder_the_search_says_what_to_do(visit: Visit, published: Published, faults: Faults) -> None:
    page = visit((published.folder / "search.html").as_uri())
    assert page.locator("main a[href]").count() > 3
    assert re.search(r"folder|web server", content(page))
    faults.found.clear()
