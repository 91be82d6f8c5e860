"""The form that a signer fills in: its fields, what goes back when it could not be taken, and the sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from undersigned.dossiers.words.language import Words, message

HONEYPOT = "topic"
"""A field that no person sees; whoever fills it in is no person."""
WORK_OK, STAMP, PROOF = "work_ok", "stamp", "altcha"
"""Fields that nobody types: a work address is meant, the signed stamp of this form, the proof of work."""
FIELDS = ("name", "email", "appearance", "affiliation", "country", "postcode", "city", "comment", "updates")
"""In the order of the page; what a person can type or choose."""
FOLDED = ("country", "postcode", "city", "comment")
WORK_ADDRESS = "work_address"
LONGEST: Mapping[str, int] = {
    "name": 120,
    "email": 254,
    "affiliation": 160,
    "postcode": 16,
    "city": 80,
    "comment": 1000,
}
"""Letters that a field takes; longer ones are told, never cut."""

MESSAGES: Mapping[str, str] = {
    "name_missing": message("Write your name."),
    "name_long": message("Write your name in at most {most} characters."),
    "name_wrong": message("Write your name without web addresses and without signs that cannot be seen."),
    "email_missing": message("Write your e-mail address. The mail that confirms your signature goes there."),
    "email_long": message(
        "An e-mail address has at most {most} characters. See whether it is complete and spelt right."
    ),
    "email_wrong": message("Write an e-mail address such as name@example.org."),
    "work_address": message(
        "This looks like an address at work. An employer may read the mail that goes there. Write another address, or "
        "press the button again to sign with this one."
    ),
    "country_wrong": message("Choose a country from the list, or none."),
    "postcode_long": message("Write a postcode of at most {most} characters, or none."),
    "postcode_wrong": message("Write a postcode of letters and digits, or none."),
    "city_long": message("Write a city in at most {most} characters, or none."),
    "comment_long": message("Write a comment of at most {most} characters."),
    "appearance_wrong": message("Choose one of the ways to appear, or none."),
    "affiliation_missing": message("Write your affiliation, or choose another way to appear."),
    "affiliation_long": message("Write your affiliation in at most {most} characters."),
    "text_wrong": message("Write this without signs that cannot be seen."),
    "one_more_step": message(
        "One more step: this browser runs no scripts, so please look over what you typed and press the button again."
    ),
    "too_fast": message("That was very quick. Please look over what you typed and press the button again."),
    "stamp_old": message("This form was open for a long time. Nothing you typed is lost; press the button again."),
    "stamp_wrong": message("This form could not be checked. Nothing you typed is lost; press the button again."),
    "unsure": message(
        "We cannot say whether your signature was taken. Nothing you typed is lost; press the button again. It counts "
        "once in any case."
    ),
    "proof_easy": message(
        "So many people are signing now that the check that no robot is signing takes more work than before. Nothing "
        "you typed is lost; press the button again."
    ),
    "proof_wrong": message(
        "The check that no robot is signing did not succeed. Nothing you typed is lost; press the button again."
    ),
}
"""What can be said of a field or of the form, by its id."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form on its way back to who filled it in: what was typed, what is wrong with which field, the stamp given.

    An error of the whole form stands under the field `""`. `note` is the id of something that is no error.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    stamp: str | None = None
    note: str = ""

    def __repr__(self) -> str:
        """Nothing that a signer typed."""
        return f"Form(errors={dict(self.errors)!r})"


EMPTY = Form()


def told(words: Words, identity: str, name: str = "") -> str:
    """The sentence of a message; `name` is the field that it is about."""
    return words.text(MESSAGES[identity], most=words.count(LONGEST.get(name, 0)))


def problems(words: Words, form: Form) -> list[tuple[str, str]]:
    """Each field with an error and its sentence, in the order of the page; those of the whole form come first."""
    order = ("", *FIELDS)
    return [(name, told(words, form.errors[name], name)) for name in order if name in form.errors]


class Filled:
    """A form as a template shows it: values, and what is wrong beside them."""

    def __init__(self, words: Words, form: Form) -> None:
        self._form = form
        self._wrong = dict(problems(words, form))

    def value(self, name: str) -> str:
        """What was typed."""
        return self._form.values.get(name, "")

    def wrong(self, name: str) -> str:
        """The sentence of a field's error; empty where there is none."""
        return self._wrong.get(name, "")

    def described(self, name: str, hint: str) -> Markup:
        """The attributes that tie a field to its hint and its error."""
        wrong = name in self._wrong
        ids = " ".join(f"{name}-{what}" for what, there in (("hint", hint), ("wrong", wrong)) if there)
        described = Markup(' aria-describedby="{}"').format(ids) if ids else Markup("")
        invalid = wrong and self._form.errors[name] != WORK_ADDRESS
        return described + (Markup(' aria-invalid="true"') if invalid else Markup(""))

    @property
    def has_more(self) -> bool:
        """True where something stands in, or is wrong with, the fields that are folded away."""
        return any(self.value(name) or self.wrong(name) for name in FOLDED)

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """The fields that nobody types: the stamp, and that a work address was told and is meant."""
        stamp = [(STAMP, self._form.stamp)] if self._form.stamp else []
        known = WORK_ADDRESS in self._form.errors.values() or bool(self.value(WORK_OK))
        return [*stamp, *([(WORK_OK, "1")] if known else [])]
