"""Countries and territories by their names in a reader's language, from CLDR."""

import unicodedata
from functools import cache

from babel import Locale
from babel.core import UnknownLocaleError

NOT_PLACES = frozenset({"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})
"""Two-letter codes of CLDR that are no country or territory with a code of its own (ISO 3166-1)."""


@cache
def countries(tag: str) -> tuple[tuple[str, str], ...]:
    """Code and name, sorted as a reader of the language looks for them."""
    names = {
        code: name
        for code, name in _locale(tag).territories.items()
        if len(code) == 2 and code.isalpha() and code not in NOT_PLACES
    }
    return tuple(sorted(names.items(), key=lambda entry: _folded(entry[1])))


def country(code: str, tag: str) -> str:
    """The name of a country by its code; what is no code stays as it is."""
    return dict(countries(tag)).get(code, code)


def _locale(tag: str) -> Locale:
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _folded(name: str) -> str:
    """Letters without their marks: Åland stands with the A."""
    return "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
