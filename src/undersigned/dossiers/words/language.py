"""A reader's language: messages translated, amounts, counts and days as people there write them.

English is the language of the messages themselves; every other one is a catalogue `messages/<tag>.po`.
"""

import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from gettext import NullTranslations
from typing import Any

from babel.messages.catalog import Catalog
from markupsafe import escape

from undersigned.dossiers.words import catalogues
from undersigned.dossiers.words.formats import formats
from undersigned.errors import CatalogError
from undersigned.terms.sentence import Kind, Value, possessive, read, say, wording_of

ENGLISH = "en"
MOST_SAID = 1 << 12
"""Stored sentences that are remembered in a language; caveats come again at every claim."""


class Words:
    """The words of one language; `tag` is its BCP 47 tag, `direction` is `ltr` or `rtl`.

    `words(tag)` gives the same ones each time. A catalogue that is not in the package can be given.

    Raises:
        CatalogError: there is no such language; the sentence names those that there are.
    """

    def __init__(self, tag: str = ENGLISH, catalogue: Catalog | None = None) -> None:
        if catalogue is None and tag != ENGLISH:
            catalogue = _catalogue(tag, catalogues.DOSSIERS)
        self.tag = tag
        self._formats = formats("en_US" if catalogue is None else catalogues.place(catalogue))
        self.direction = self._formats.direction
        self._catalogue = NullTranslations() if catalogue is None else catalogues.translations(catalogue)
        self._texts: dict[str, str] = {}
        self._days: dict[str, str] = {}
        self._said = lru_cache(MOST_SAID)(lambda wording: say(read(wording), self))
        self._values: dict[Kind, Callable[[Any], str]] = {
            "plain": self.plain,
            "exact": self.money,
            "percent": self.percent,
            "day": self.day,
            "year": str,
            "owner": possessive if tag == ENGLISH else str,
            "category": self.category,
        }

    def text(self, message: str, /, **values: object) -> str:
        """A message in this language, with its values filled in: `text("{n} awards", n="3")`.

        Where a value is markup so is the text, and the other values are escaped.
        """
        found = self._texts.get(message)
        if found is None:
            found = self._texts[message] = self._catalogue.gettext(message) if message else ""
        return _filled(found, values) if values else found

    def texts(self, one: str, many: str, number: int, /, **values: object) -> str:
        """The form of a message that fits a number; `{n}` is the number as people write it."""
        found = self._catalogue.ngettext(one, many, number)
        return _filled(found, {"n": self.count(number), **values})

    def count(self, number: int) -> str:
        """`1,369`."""
        return self._formats.count(number)

    def money(self, cents: int) -> str:
        """Every cent: `$8,885.17`."""
        return self._formats.money(cents)

    def plain(self, cents: int) -> str:
        """For sentences: `$430.9 million`."""
        return self._formats.plain(cents)

    def percent(self, tenths: int) -> str:
        """Tenths of a percent: `12.3 %`."""
        return self._formats.percent(tenths)

    def day(self, day: date | str | None) -> str:
        """`30 September 2025`, `30 de septiembre de 2025`."""
        if not day:
            return ""
        iso = day if isinstance(day, str) else day.isoformat()
        found = self._days.get(iso)
        if found is None:
            found = self._days[iso] = self._formats.day(date.fromisoformat(iso[:10]))
        return found

    def category(self, category: str) -> str:
        """What is bought, by its name in the records: `cloud_hosting` is `cloud hosting`."""
        return self.text(category.replace("_", " "))

    def value(self, value: Value) -> str:
        """A value of a stored sentence, by its kind."""
        return self._values[value.kind](value.value)

    def say(self, sentence: str, wording: str = "") -> str:
        """A stored English sentence in this language; in English where nothing here says it otherwise.

        What a trace and a reconciliation are read from knows its wording (`Worded`); it can be given, too.
        """
        if self.tag == ENGLISH:
            return sentence
        known = wording or wording_of(sentence)
        return self._said(known) if known else self.text(sentence)

    def reason(self, reason: str) -> str:
        """Why a row was rejected."""
        if misfit := _MISFIT.fullmatch(reason):
            number, width = int(misfit[1]), misfit[2]
            return self.texts(
                "{n} cell where the heading has {width}",
                "{n} cells where the heading has {width}",
                number,
                width=width,
            )
        if reason.startswith(_APART):
            return self.text(_APART)
        return self.text(reason)


def words(tag: str = ENGLISH, package: str = catalogues.DOSSIERS) -> Words:
    """The words of a language, made once; a package with other catalogues than dossiers' can be named.

    Raises:
        CatalogError: there is no such language; the sentence names those that there are.
    """
    return _made(tag, package)


def message(text: str) -> str:
    """The text itself: marks one that is asked for elsewhere through a variable, so that it is collected."""
    return text


def languages(package: str = catalogues.DOSSIERS) -> tuple[str, ...]:
    """The tags of every language, English first."""
    return (ENGLISH, *catalogues.tags(package))


_MISFIT = re.compile(r"(\d+) cells? where the heading has (\d+)")
_APART = message("the row cannot be taken apart")


@cache
def _made(tag: str, package: str) -> Words:
    return Words(tag, None if tag == ENGLISH else _catalogue(tag, package))


def _catalogue(tag: str, package: str) -> Catalog:
    if tag not in catalogues.tags(package):
        known = " and ".join(repr(known) for known in languages(package))
        raise CatalogError(f"There is no catalogue of messages for the language {tag!r}, only for {known}.")
    return catalogues.read(tag, package)


def _filled(message: str, values: dict[str, object]) -> str:
    for value in values.values():
        if hasattr(value, "__html__"):
            return escape(message).format_map(values)
    return message.format_map(values)
