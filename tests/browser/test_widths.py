"""Every page fits a small telephone and a large zoom; what is wide scrolls in a frame of its own."""

import pytest
from playwright.sync_api import Page

from tests.browsing import Visit
from tests.publishing import Published

OVERFLOWING = """() => {
    const outside = element => !element.closest('[tabindex="0"]') || element.matches('[tabindex="0"]');
    const wide = [...document.body.querySelectorAll('*')].filter(element => {
        const box = element.getBoundingClientRect();
        return box.width && outside(element) && !element.closest('svg') && !element.closest('.unseen, .skip')
            && (box.right > innerWidth + 1 || box.left < -1);
    });
    return wide.map(element => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 60)}`);
}"""
"""Elements that reach over the edge, tables in their focusable frames left out."""


def assert_fits(page: Page) -> None:
    assert page.evaluate(OVERFLOWING) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]  # type: ignore[index]


def test_at_320_pixels_nothing_scrolls_sideways(visit: Visit, address: str) -> None:
    assert_fits(visit(address, width=320, height=640))


def test_at_a_zoom_of_400_percent_nothing_scrolls_sideways(visit: Visit, address: str) -> None:
    page = visit(address, width=1280 // 4, height=1024 // 4, device_scale_factor=4)
    assert_fits(page)
    stuck = "[...document.querySelectorAll('body *')].filter(e => /fixed|sticky/.test(getComputedStyle(e).position))"
    assert page.evaluate(f"{stuck}.filter(e => !e.closest('.scroll')).length") == 0


def test_letters_of_twice_the_size_fit(visit: Visit, address: str) -> None:
    page = visit(address, width=640)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert_fits(page)


@pytest.mark.parametrize("width", [320, 1280])
def test_a_language_from_right_to_left_fits(visit: Visit, english: str, width: int) -> None:
    page = visit(english, width=width)
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert_fits(page)


def test_what_reaches_over_the_edge_is_found(visit: Visit, published: Published) -> None:
    page = visit(published.address, width=320)
    page.evaluate(
        "document.querySelector('main').insertAdjacentHTML('beforeend', '<p style=\"width: 400px\">wide</p>')"
    )
    with pytest.raises(AssertionError, match="wide"):
        assert_fits(page)
