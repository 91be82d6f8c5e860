"""The signer's own pages: everything she gave, a button for everything she may do, and nothing once it is erased."""

from dataclasses import replace

import pytest

from tests.campaigns.pages.reading import Page
from tests.campaigns.sample import BASE, PETITION, TYPED
from undersigned.campaigns.pages import link
from undersigned.campaigns.pages.form import Form
from undersigned.terms.signature import Appearance, Typed

PATH = "/s/secret"
GIVEN = ("María Sánchez", "maria@example.org", "United States", "62704", "Springfield", "Please do.", "Lincoln High")


def actions(page: Page) -> list[str]:
    return [
        form.attributes["action"].removeprefix(PATH) for form in page.all("form") if form.attributes["method"] == "post"
    ]


def test_before_confirming_she_sees_what_it_is_about() -> None:
    told = Page(link.pending_page(PETITION, TYPED, PATH))
    assert actions(told) == ["/confirm", "/not-me", "/no-reminder"]
    for given in (*GIVEN, "Show us what our agencies buy", "In a personal capacity"):
        assert given in told.said


def test_who_wants_no_reminder_is_asked_no_more() -> None:
    told = Page(link.pending_page(PETITION, TYPED, PATH, "no_reminder"))
    assert actions(told) == ["/confirm", "/not-me"]
    assert told.one("p", class_="told").said == "You will get no reminder."


def test_a_confirmed_signature_can_be_seen_shared_corrected_and_taken_back() -> None:
    told = Page(link.confirmed_page(PETITION, TYPED, PATH, said="confirmed", base_url=BASE))
    assert actions(told) == ["/correct", "/withdraw", "/erase"]
    assert list(told.all("a", href=f"{PATH}/download"))
    assert list(told.all("a", href="https://example.org/meeting"))
    for given in GIVEN:
        assert given in told.said
    assert f"{BASE}/c/show-us/" in told.said


def test_the_form_to_correct_holds_what_she_gave_but_not_the_address() -> None:
    told = Page(link.confirmed_page(PETITION, TYPED, PATH, base_url=BASE))
    assert told.one("input", id="name").attributes["value"] == TYPED.name
    assert "checked" in told.one("input", value="personal_capacity").attributes
    assert "selected" in told.one("option", value="US").attributes
    assert not list(told.all("input", name="email"))
    assert "open" not in told.one("details", id="correct").attributes


def test_a_wrong_correction_comes_back_open_with_its_error() -> None:
    told = Page(link.confirmed_page(PETITION, TYPED, PATH, form=Form({"name": ""}, {"name": "name_missing"})))
    assert "open" in told.one("details", id="correct").attributes
    assert list(told.all("p", id="name-wrong"))


def test_no_page_tells_the_secret_to_anybody() -> None:
    told = Page(link.confirmed_page(PETITION, TYPED, PATH, base_url=BASE))
    outside = [element.attributes["href"] for element in told.all("a") if "://" in element.attributes["href"]]
    assert outside
    assert not [address for address in outside if "secret" in address]
    assert told.one("meta", name="referrer").attributes["content"] == "no-referrer"
    assert told.one("meta", name="robots").attributes["content"] == "noindex"


def test_what_was_withdrawn_can_still_be_erased() -> None:
    assert actions(Page(link.withdrawn_page(PETITION, TYPED, PATH))) == ["/erase"]


@pytest.mark.parametrize(("invalidated", "why"), [(True, "took it out of the count"), (False, "campaign ended")])
def test_what_counts_no_more_is_explained_and_can_be_erased(invalidated: bool, why: str) -> None:
    told = Page(link.uncounted_page(PETITION, TYPED, PATH, invalidated=invalidated))
    assert actions(told) == ["/erase"]
    assert why in told.said


@pytest.mark.parametrize("page", [link.erased_page, link.not_me_page])
def test_what_is_erased_is_not_shown_again(page: type) -> None:
    told = Page(page(PETITION, "en"))
    assert not list(told.all("form"))
    assert "destroyed" in told.said


def test_a_signer_may_type_what_she_likes() -> None:
    hostile = "<script>alert(1)</script>"
    typed = Typed(hostile, "a@example.org", "??", hostile, hostile, hostile, Appearance.NAME, hostile, language="tlh")
    for page in (link.pending_page, link.confirmed_page, link.withdrawn_page):
        assert not [script for script in Page(page(PETITION, typed, PATH)).all("script") if script.said]


def test_her_language_is_the_page_s() -> None:
    told = Page(link.pending_page(PETITION, replace(TYPED, language="ar"), PATH))
    assert told.one("html").attributes["dir"] == "rtl"
