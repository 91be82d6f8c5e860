"""Whoever has no mouse reaches everything, and always sees where they are."""

from typing import Any

from playwright.sync_api import Page

from tests.browsing import Visit
from tests.publishing import Published

MOST_STOPS = 400

REACHABLE = """() => [...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
    .filter(element => element.checkVisibility({visibilityProperty: true})).length"""
"""How many things a keyboard should reach now: what can be used and can be seen."""

HERE = """() => {  // a mark of a picture may show it by the line of its shape
    const element = document.activeElement;
    if (element === document.body || element === null) return null;
    element.dataset.stop ??= String(window.stops = (window.stops ?? 0) + 1);
    const box = element.getBoundingClientRect();
    const ring = (style, kind) => style[kind] !== 'none' && parseFloat(style[kind.replace('Style', '') + 'Width']) >= 2;
    const mark = element.querySelector('svg .hit');
    return {
        stop: element.dataset.stop,
        what: `${element.tagName} ${element.textContent.trim().slice(0, 40)} ${element.getAttribute('href')}`,
        outlined: ring(getComputedStyle(element), 'outlineStyle') || (mark && ring(getComputedStyle(mark), 'stroke')),
        seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
}"""
"""Where the keyboard is, and whether one can see it."""


def stops(page: Page) -> list[dict[str, Any]]:
    """Where the Tab key stops, from the top of the page until it comes round or `MOST_STOPS`."""
    found: dict[str, dict[str, Any]] = {}
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or here["stop"] in found:
            break
        found[here["stop"]] = here
    return list(found.values())


def test_tab_reaches_everything_and_shows_where_it_is(visit: Visit, english: str) -> None:
    page = visit(english)
    expected = page.evaluate(REACHABLE)
    reached = stops(page)
    assert len(reached) == min(expected, MOST_STOPS)
    assert [stop["what"] for stop in reached if not stop["outlined"]] == []
    assert [stop["what"] for stop in reached if not stop["seen"]] == []


def test_the_first_stop_skips_to_the_content(visit: Visit, english: str) -> None:
    page = visit(english)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert skip.get_attribute("href") == "#main"
    box = skip.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_stop_without_an_outline_is_found(visit: Visit, published: Published) -> None:
    page = visit(published.address)
    page.add_style_tag(content="a { outline: none !important; }")
    assert not all(stop["outlined"] for stop in stops(page))
