"""Sentences as data: a template and its values, said in English here and stored so that any language can say them."""

import json
from collections.abc import Callable, Mapping
from json.encoder import encode_basestring
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, Protocol

from undersigned.terms.money import exact, plain

Kind = Literal["plain", "exact", "percent", "day", "year", "owner", "category"]


class Value(NamedTuple):
    """A value that languages write differently.

    `plain` and `exact` are cents, `percent` tenths of a percent, `day` ISO, `owner` a name whose own something is
    (`Amazon's` in English), `category` one of the catalogue's. A whole number without a kind is a count, a text a name.
    """

    kind: Kind
    value: int | str


class Sentence(NamedTuple):
    """A template, or its two forms for one and for many (`plural`), and the values of its placeholders.

    `number` chooses the form and stands at `{n}`.
    """

    message: str
    values: Mapping[str, "Part"] = MappingProxyType({})
    plural: str = ""
    number: int = 0

    def said(self) -> "Worded":
        """In English, with how it is worded."""
        return Worded(say(self, ENGLISH), self.wording())

    def wording(self) -> str:
        """Compact JSON; empty where the English text is the template itself."""
        return _stored(self) if self.values or self.plural else ""


Part = str | int | Value | Sentence


class Template(NamedTuple):
    """The English text of a sentence, or its forms for one and for many; collected for translation where it stands."""

    one: str
    many: str = ""

    def of(self, **values: Part) -> Sentence:
        """With values."""
        return Sentence(self.one, values)

    def counting(self, number: int, **values: Part) -> Sentence:
        """With values and the number at `{n}`."""
        return Sentence(self.one, values, self.many, number)


class Worded(str):
    """A sentence in English that knows how it is worded (`Sentence.wording`)."""

    __slots__ = ("wording",)
    wording: str

    def __new__(cls, text: str, wording: str = "") -> "Worded":
        """The text and its wording."""
        made = super().__new__(cls, text)
        made.wording = wording
        return made


def fixed(text: str) -> Worded:
    """A sentence without values; collected for translation where it stands."""
    return Worded(text)


class Language(Protocol):
    """What says sentences: templates filled in, counts, and every kind of value."""

    def text(self, message: str, /, **values: object) -> str:
        """A template with its values."""

    def texts(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form of a template for a number."""

    def count(self, number: int) -> str:
        """A count."""

    def value(self, value: Value) -> str:
        """A value, by its kind."""


def say(sentence: Sentence, language: Language) -> str:
    """A sentence in a language."""
    values = {name: _part(part, language) for name, part in sentence.values.items()}
    if sentence.plural:
        return language.texts(sentence.message, sentence.plural, sentence.number, **values)
    return language.text(sentence.message, **values)


def wording_of(sentence: str) -> str:
    """How a sentence is worded; empty where it does not say."""
    return sentence.wording if isinstance(sentence, Worded) else ""


def read(wording: str) -> Sentence:
    """A sentence from its stored wording."""
    found: Sentence = _read(json.loads(wording))
    return found


def possessive(name: str) -> str:
    """`Amazon's`, `Thomson Reuters'`."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


class English:
    """English as claims are stored: days in ISO, years without a separator."""

    def text(self, message: str, /, **values: object) -> str:
        """A template with its values."""
        return message.format_map(values) if values else message

    def texts(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form of a template for a number."""
        return (one if number == 1 else many).format(n=f"{number:,}", **values)

    def count(self, number: int) -> str:
        """`1,369`."""
        return f"{number:,}"

    def value(self, value: Value) -> str:
        """A value, by its kind."""
        return _IN_ENGLISH[value.kind](value.value)


ENGLISH = English()
_IN_ENGLISH: dict[Kind, Callable[[Any], str]] = {
    "plain": plain,
    "exact": exact,
    "percent": lambda tenths: f"{tenths / 10:.1f} %",
    "day": str,
    "year": str,
    "owner": possessive,
    "category": lambda category: str(category).replace("_", " "),
}


def _part(part: Part, language: Language) -> str:
    if isinstance(part, Value):
        return language.value(part)
    if isinstance(part, str):
        return part
    return say(part, language) if isinstance(part, Sentence) else language.count(part)


def _stored(part: Part) -> str:
    """As JSON: a sentence is an object, a value a list, a name a text, a count a number.

    Written here and not by `json`, which takes three times as long; a trace stores tens of thousands.
    """
    if isinstance(part, Value):
        return f'["{part.kind}",{_stored(part.value)}]'
    if isinstance(part, str):
        return encode_basestring(part)
    if not isinstance(part, Sentence):
        return str(part)
    forms = f',"many":{encode_basestring(part.plural)},"n":{part.number}' if part.plural else ""
    values = ",".join([f'"{name}":{_stored(value)}' for name, value in part.values.items()])
    return f'{{"say":{encode_basestring(part.message)}{forms},"with":{{{values}}}}}'


def _read(stored: Any) -> Any:
    if isinstance(stored, list):
        return Value(*stored)
    if isinstance(stored, dict):
        values = {name: _read(value) for name, value in stored.get("with", {}).items()}
        return Sentence(stored["say"], values, stored.get("many", ""), stored.get("n", 0))
    return stored
