"""Somebody who wants to know whether a neighbour has signed learns nothing; only the address's owner gets a mail."""

import pytest

from tests.browsing import Visit
from tests.journeys.hosted import PETITION, Hosted, command, confirm, sign, someone


@pytest.mark.parametrize("width", [390, 1280])
def test_the_same_page_twice_and_one_signature(visit: Visit, hosted: Hosted, width: int) -> None:
    address = someone()
    page = visit(hosted.page_of(), width=width)
    sign(page, address)
    first = page.content()
    confirm(page, hosted.link(address))

    page.goto(hosted.page_of())
    sign(page, address.replace("@", "+again@"), "A curious neighbour")
    assert page.content() == first

    before = command("campaign", "tally", PETITION, "--json", "--site", hosted.site)
    confirm(page, hosted.link(address.replace("@", "+again@")))
    assert "already" in page.locator("main").inner_text()
    assert command("campaign", "tally", PETITION, "--json", "--site", hosted.site) == before
