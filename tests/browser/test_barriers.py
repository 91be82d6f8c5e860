"""Nothing stands in the way of anybody: axe-core finds nothing on any kind of page, light or dark."""

import re

from tests.browser.axe import barriers
from tests.browser.seeing import luminance
from tests.browsing import Visit
from tests.publishing import Published


def test_axe_finds_nothing(visit: Visit, address: str) -> None:
    page = visit(address)
    assert barriers(page) == []


def test_in_the_dark_there_is_contrast_too(visit: Visit, english: str) -> None:
    page = visit(english, color_scheme="dark")
    paper = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    red, green, blue = (int(part) for part in re.findall(r"\d+", paper))
    assert luminance((red, green, blue)) < 0.1
    assert barriers(page, "color-contrast", "link-in-text-block") == []


def test_axe_finds_what_is_planted(visit: Visit, published: Published) -> None:
    page = visit(published.address)
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\"><h6></h6>')")
    assert {line.split(":")[0] for line in barriers(page)} >= {"image-alt", "empty-heading"}
