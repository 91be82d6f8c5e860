"""Somebody signs with another woman's address; she says "It wasn't me", and hears no more."""

import pytest

from tests.browsing import Visit
from tests.journeys.hosted import Hosted, sign, someone


@pytest.mark.parametrize("width", [390, 1280])
def test_what_was_typed_is_erased_and_the_address_blocked(visit: Visit, hosted: Hosted, width: int) -> None:
    address = someone()
    page = visit(hosted.page_of(), width=width)
    sign(page, address, "Not Her Name")
    page.goto(hosted.link(address))
    assert "Not Her Name" in page.locator("main").inner_text()
    page.locator("form[action$='/not-me'] button").click()
    page.wait_for_load_state()
    assert "Not Her Name" not in page.content()
    assert address not in page.content()

    page.goto(hosted.page_of())
    sign(page, address, "Not Her Name")
    other = someone()
    page.goto(hosted.page_of())
    sign(page, other)
    assert hosted.link(other)  # mail goes out, and yet
    assert len(hosted.links(address)) == 1
