"""The form as it was sent: taken apart, checked, and made a `Typed`; every mistake named beside its field."""

import re
import unicodedata
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from undersigned.campaigns.pages.countries import countries
from undersigned.campaigns.pages.form import LONGEST
from undersigned.terms import address
from undersigned.terms.signature import Appearance, Typed

MOST_FIELDS = 40
MOST_OF_A_CODE = 2
_TEXTS = ("name", "email", "country", "postcode", "city", "comment", "affiliation")
_COUNTRIES = frozenset(code for code, _ in countries("en"))
_OWN_WORDS = frozenset({"name", "email", "postcode", "country"})
_LINK = re.compile(r"://|www\.|@|[<>]")
_APPEARANCES = frozenset(Appearance)
_JOINERS = frozenset("\u200c\u200d\u00a0\u202f\u3000")
"""What is no sign by itself and yet belongs into names in many scripts; marks of direction do not."""


class Malformed(Exception):  # noqa: N818 (a state that the door answers)
    """What came is no form of ours: no browser sends that."""


@dataclass(slots=True)
class Sent:
    """A form's fields as text, and what is wrong with them: the name of a message by field."""

    values: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """A field, or nothing where it was not sent."""
        return self.values.get(name, "")


def read(body: bytes) -> Sent:
    """Take a urlencoded form apart (WHATWG URL, section 5.1).

    Raises:
        Malformed: not ASCII, or more fields than any form of ours has.
    """
    try:
        pairs = body.decode("ascii").split("&")
    except UnicodeDecodeError:
        raise Malformed from None
    if len(pairs) > MOST_FIELDS:
        raise Malformed
    values = {}
    for pair in pairs:
        name, _, value = pair.partition("=")
        if value:
            values[name] = value if value.isalnum() else _decoded(value)
    return Sent(values)


def _decoded(value: str) -> str:
    value = value.replace("+", " ")
    return unquote_to_bytes(value).decode("utf-8", "replace") if "%" in value else value


def checked(sent: Sent, language: str) -> Typed | None:
    """What the signer typed, or None when something must be mended first; `sent.errors` then says what."""
    cleaned = {name: _cleaned(sent, name) for name in _TEXTS}
    cleaned["email"] = _address(sent, cleaned["email"])
    if not cleaned["name"]:
        sent.errors.setdefault("name", "name_missing")
    elif _LINK.search(cleaned["name"]):
        sent.errors["name"] = "name_wrong"
    if cleaned["country"] and cleaned["country"] not in _COUNTRIES:
        sent.errors["country"] = "country_wrong"
    appearance = sent["appearance"] or Appearance.ANONYMOUS.value
    if appearance not in _APPEARANCES:
        sent.errors["appearance"] = "appearance_wrong"
    elif appearance == Appearance.PERSONAL_CAPACITY and not cleaned["affiliation"]:
        sent.errors.setdefault("affiliation", "affiliation_missing")
    if sent.errors:
        return None
    return Typed(**cleaned, appearance=Appearance(appearance), updates=bool(sent["updates"]), language=language)


def _cleaned(sent: Sent, name: str) -> str:
    """A field without the white space around it; a line break stays in comments alone."""
    value = sent.values.get(name)
    if value is None:
        return ""
    value = value.strip()
    if not value.isascii():
        value = unicodedata.normalize("NFC", value)
    if name == "comment":
        value = value.replace("\r\n", "\n")
    if _hides(value.replace("\n", " ") if name == "comment" else value):
        sent.errors[name] = f"{name}_wrong" if name in _OWN_WORDS else "text_wrong"
    elif len(value) > LONGEST.get(name, MOST_OF_A_CODE):
        sent.errors[name] = f"{name}_long" if name in LONGEST else f"{name}_wrong"
    return value


def _hides(value: str) -> bool:
    """True when there is a character that nobody types into a form: controls, halves of pairs, broken UTF-8."""
    if value.isprintable():
        return not value.isascii() and "\ufffd" in value
    return any(not character.isprintable() and character not in _JOINERS for character in value)


def _address(sent: Sent, text: str) -> str:
    if not text:
        sent.errors.setdefault("email", "email_missing")
        return ""
    try:
        return address.parse(text)
    except ValueError:
        sent.errors.setdefault("email", "email_wrong")
        return text
