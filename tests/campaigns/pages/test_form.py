"""A form that could not be taken comes back whole: every value kept, every error beside its field and at the top."""

import pytest

from tests.campaigns.pages.reading import Page
from tests.campaigns.sample import BASE, NOW, PETITION, STANDING
from undersigned.campaigns.pages import form as forms
from undersigned.campaigns.pages.form import Form
from undersigned.campaigns.pages.rendering import campaign_page
from undersigned.campaigns.words.speaking import words

VALUES = {
    "name": 'Maria "M" <b>',
    "email": "maria@city.example.gov",
    "country": "MX",
    "postcode": "06000",
    "city": "México",
    "comment": "\nTwo\nlines",
    "appearance": "initials",
    "affiliation": "School",
    "updates": "1",
}


def page(form: Form) -> Page:
    return Page(campaign_page(PETITION, STANDING, "en", form, now=NOW, base_url=BASE))


def test_nothing_typed_is_lost() -> None:
    told = page(Form(VALUES, {"name": "name_wrong"}))
    for name in ("name", "email", "postcode", "city", "affiliation"):
        assert told.one("input", id=name).attributes["value"] == VALUES[name]
    assert "selected" in told.one("option", value="MX").attributes
    assert "".join(told.one("textarea").text) == "\n" + VALUES["comment"]  # a browser drops the first line break
    assert "checked" in told.one("input", value="initials").attributes
    assert "checked" in told.one("input", name="updates").attributes
    assert "open" in next(told.all("details")).attributes


@pytest.mark.parametrize("name", [*forms.FIELDS, ""])
def test_each_error_leads_to_its_field(name: str) -> None:
    told = page(Form({}, {name: "text_wrong"}))
    ids = {element.attributes["id"] for element in told.elements if "id" in element.attributes}
    links = [link.attributes["href"] for link in told.all("a") if "signs that cannot be seen" in link.said]
    assert [link.removeprefix("#") in ids for link in links] == [True]
    assert told.one("title").said.startswith("Error: ")


def test_an_error_is_told_beside_its_field_and_to_who_cannot_see() -> None:
    told = page(Form({"email": "x"}, {"email": "email_wrong"}))
    box = told.one("input", id="email")
    assert box.attributes["aria-invalid"] == "true"
    described = [told.one(id=name).said for name in box.attributes["aria-describedby"].split()]
    assert any("name@example.org" in said for said in described)


def test_a_work_address_is_a_warning_that_pressing_again_passes() -> None:
    told = page(Form({"email": "a@work.example"}, {"email": "work_address"}))
    assert told.one("input", name="work_ok").attributes["value"] == "1"
    assert "aria-invalid" not in told.one("input", id="email").attributes
    assert not list(page(Form({}, {"name": "name_missing"})).all("input", name="work_ok"))


def test_the_stamp_comes_back_and_a_note_is_no_error() -> None:
    told = page(Form(VALUES, {}, "STAMP", "one_more_step"))
    assert told.one("input", name="stamp").attributes["value"] == "STAMP"
    assert "One more step" in told.one("p", class_="told").said
    assert not list(told.all("div", class_="problems"))


@pytest.mark.parametrize("identity", list(forms.MESSAGES))
def test_every_message_is_a_whole_sentence(identity: str) -> None:
    said = forms.told(words(), identity, identity.rpartition("_")[0])
    assert said.endswith(".")
    assert "{" not in said
    assert " 0 " not in said


def test_a_form_in_a_log_tells_nothing() -> None:
    assert "Maria" not in repr(Form(VALUES, {"name": "name_wrong"}))
