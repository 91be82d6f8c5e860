"""The form as it was sent."""

import pytest

from tests.intake.forms import body
from undersigned.campaigns import fields
from undersigned.campaigns.fields import Malformed, checked, read
from undersigned.campaigns.pages.form import MESSAGES
from undersigned.terms.signature import Appearance


def errors(**changes: str) -> dict[str, str]:
    sent = read(body(**changes))
    assert checked(sent, "en") is None
    return sent.errors


def test_name_and_address_are_all_that_is_needed() -> None:
    typed = checked(read(body()), "es")
    assert typed is not None
    assert (typed.name, typed.email, typed.language) == ("Ana Martínez", "ana@gmail.com", "es")
    assert (typed.appearance, typed.updates, typed.comment) == (Appearance.ANONYMOUS, False, "")


def test_everything_else_is_taken_when_it_is_given() -> None:
    typed = checked(
        read(
            body(
                country="US",
                postcode=" 80202 ",
                city="Denver",
                comment="One.\r\nTwo + three & 100 %",
                appearance="personal_capacity",
                affiliation="Mile High School",
                updates="on",
            )
        ),
        "en",
    )
    assert typed is not None
    assert typed.comment == "One.\nTwo + three & 100 %"
    assert (typed.postcode, typed.updates) == ("80202", True)
    assert (typed.appearance, typed.affiliation) == (Appearance.PERSONAL_CAPACITY, "Mile High School")


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        ({"name": "  "}, "name", "name_missing"),
        ({"name": "x" * 121}, "name", "name_long"),
        ({"name": "see www.example.org"}, "name", "name_wrong"),
        ({"name": "Ana\u202eztraM"}, "name", "name_wrong"),
        ({"name": "A\x00na"}, "name", "name_wrong"),
        ({"email": ""}, "email", "email_missing"),
        ({"email": "ana at gmail"}, "email", "email_wrong"),
        ({"country": "XX"}, "country", "country_wrong"),
        ({"country": "USA"}, "country", "country_wrong"),
        ({"comment": "c" * 1001}, "comment", "comment_long"),
        ({"comment": "\x1b[31m"}, "comment", "text_wrong"),
        ({"appearance": "famous"}, "appearance", "appearance_wrong"),
        ({"appearance": "personal_capacity"}, "affiliation", "affiliation_missing"),
    ],
)
def test_a_mistake_is_named_beside_its_field(sent: dict[str, str], field: str, message: str) -> None:
    assert errors(**sent) == {field: message}


def test_every_mistake_has_words() -> None:
    sent = read(
        body(name="", email="x", country="XX", postcode="9" * 17, city="c" * 81, comment="\x07", affiliation="a" * 161)
    )
    assert checked(sent, "en") is None
    assert set(sent.errors) == {"name", "email", "country", "postcode", "city", "comment", "affiliation"}
    assert set(sent.errors.values()) <= set(MESSAGES)


def test_names_of_many_scripts_are_names() -> None:
    for name in ("Ḥasan ʿAlī", "नेहा", "می‌خواهم", "O’Brien", "Nguyễn Thị Ánh", "李小龍", "Jean-Luc d'Âme"):  # noqa: RUF001
        typed = checked(read(body(name=name)), "en")
        assert typed is not None, name


def test_a_letter_and_its_mark_are_one_letter() -> None:
    typed = checked(read(body(name="Martinez\u0301")), "en")
    assert typed is not None
    assert typed.name == "Martineź"


def test_what_is_not_utf_8_is_told_beside_its_field() -> None:
    sent = read(b"name=%ff%fe&email=ana%40gmail.com")
    assert checked(sent, "en") is None
    assert sent.errors == {"name": "name_wrong"}


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"&".join(b"a=1" for _ in range(41))])
def test_what_no_browser_sends_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        read(raw)


def test_broken_escapes_stay_what_they_are() -> None:
    assert read(b"name=100%+%zz%4")["name"] == "100% %zz%4"
    assert fields.read(b"=&&a&name=")["name"] == ""
