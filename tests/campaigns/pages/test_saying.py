"""What is said after a signature and when none can be taken: the same to everybody, and no thank-you for nothing."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.campaigns.pages.reading import Page
from tests.campaigns.sample import PETITION, STANDING, TYPED
from undersigned.campaigns.pages.link import pending_page
from undersigned.campaigns.pages.rendering import busy_page, campaign_page, notice_page, thanks_page


def test_the_thank_you_tells_nothing_of_who_signed_and_how_long_mail_takes() -> None:
    told = Page(thanks_page(PETITION, "en", 4))
    assert "Mail takes about 4 minutes now." in told.said
    assert "does not count yet" in told.said
    assert not list(told.all("input"))


@pytest.mark.parametrize(
    ("minutes", "said"), [(119, "about 119 minutes"), (120, "about 2 hours"), (7_000, "about 117 hours")]
)
def test_a_long_wait_is_told_in_hours(minutes: int, said: str) -> None:
    assert said in Page(thanks_page(PETITION, "en", minutes)).said


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


@pytest.mark.parametrize(("days", "told"), [(4, False), (3, True), (0, True)])
def test_in_the_last_days_it_is_said_until_when_to_confirm(days: int, told: bool) -> None:
    now = datetime(2027, 2, 20, 23, 59, tzinfo=UTC)
    ending = replace(PETITION, closes=now.date() + timedelta(days=days))
    sentence = f"Confirm it until the end of {20 + days} February 2027 (UTC)"
    assert (sentence in Page(thanks_page(ending, "en", 4, now.date())).said) is told
    assert (sentence in Page(campaign_page(ending, STANDING, "en", now=now)).said) is told
    assert sentence in Page(pending_page(ending, TYPED, "/s/secret")).said
    for page in (thanks_page(replace(PETITION, closes=None), "en", 4, now.date()), thanks_page(ending, "en", 4)):
        assert "Confirm it until" not in Page(page).said
