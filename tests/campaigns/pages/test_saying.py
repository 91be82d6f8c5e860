"""What is said after a signature and when none can be taken: the same to everybody, and no thank-you for nothing."""

import pytest

from tests.campaigns.pages.reading import Page
from tests.campaigns.sample import PETITION
from undersigned.campaigns.pages.rendering import busy_page, notice_page, thanks_page


def test_the_thank_you_tells_nothing_of_who_signed_and_how_long_mail_takes() -> None:
    told = Page(thanks_page(PETITION, "en", 4))
    assert "Mail takes about 4 minutes now." in told.said
    assert "does not count yet" in told.said
    assert not list(told.all("input"))


def test_mail_never_takes_no_time() -> None:
    assert "about 1 minute now" in Page(thanks_page(PETITION, "en", 0)).said


@pytest.mark.parametrize("campaign", [PETITION, None])
def test_past_capacity_nothing_is_thanked_and_a_time_is_named(campaign: None) -> None:
    told = Page(busy_page(campaign, "en", 61)).said
    assert "was not taken" in told
    assert "come back in 2 minutes" in told
    assert "hank" not in told


def test_a_notice_says_its_sentences_and_leads_back() -> None:
    told = Page(notice_page("Not <found>", ["One.", "Two & three."], "en", PETITION))
    assert told.one("h1").said == "Not <found>"
    assert "Two & three." in told.said
    assert list(told.all("a", href="/c/show-us/"))
    assert list(Page(notice_page("T", [], "ar")).all("html", dir="rtl"))
