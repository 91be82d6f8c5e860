"""Countries and territories by their names in a reader's language, from CLDR."""

import re
import unicodedata
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError
from markupsafe import Markup

NOT_PLACES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes of CLDR that are no country or territory with a code of its own (ISO 3166-1)."""


_CODE = re.compile(r"[A-Z]{2}")


@cache
def countries(tag: str) -> tuple[tuple[str, str], ...]:
    """Code and name, sorted as a reader of the language looks for them."""
    names = {
        code: name
        for code, name in _locale(tag).territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_PLACES
    }
    return tuple(sorted(names.items(), key=lambda entry: _folded(entry[1])))


def options(tag: str, chosen: str = "") -> Markup:
    """The countries as options of a list, one of them chosen; made once, for in a flood forms go back by thousands."""
    made = _options(tag)
    if not _CODE.fullmatch(chosen):
        return made
    return Markup(str(made).replace(f'value="{chosen}"', f'value="{chosen}" selected'))  # noqa: S704  # two plain letters


def country(code: str, tag: str) -> str:
    """The name of a country by its code; what is no code stays as it is."""
    return dict(countries(tag)).get(code, code)


@cache
def _options(tag: str) -> Markup:
    option = Markup('<option value="{}">{}\n')
    return Markup("").join(option.format(code, name) for code, name in countries(tag))


def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _folded(name: str) -> str:
    """Letters without their marks: Åland stands with the A."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
