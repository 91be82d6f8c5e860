"""Is a number, as people write it, a rounding of an exact figure? In English, Spanish and others."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

_NUMBER = re.compile(r"\d(?:[\d.,'\u066b\u066c\u00a0\u202f]*\d)?")
_SCALES = {
    "thousand": 3,
    "mil": 3,
    "million": 6,
    "millón": 6,
    "millones": 6,
    "billion": 9,
    "mil millones": 9,
    "trillion": 12,
    "billón": 12,
    "billones": 12,
}
_SCALE = re.compile(rf"\b({'|'.join(sorted(_SCALES, key=len, reverse=True))})\b", re.IGNORECASE)
_UNITS_OF = {"cents": 100, "percent": 10}
"""How many of a claim's own units make one of what is shown."""
_WORDS = {
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    "es": ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez"),
}
_POINT = frozenset(("en", "es"))
"""Languages whose pages write `1,234.5`, as in the United States."""


def is_rounding(text: str, figure: int, unit: str, language: str) -> bool:
    """True where the text shows the figure (cents, tenths of a percent, a number), exact or rounded to its last digit.

    Amounts are rounded to whole dollars first and then to millions, so an amount with a scale may be half a dollar off.
    """
    told = "".join(str(unicodedata.decimal(sign, sign)) for sign in text)
    numbers = _NUMBER.findall(told)
    if ("%" in told and unit != "percent") or ("$" in told and unit != "cents"):
        return False
    if len(numbers) != 1:
        words = _WORDS.get(language, ())
        return not numbers and 0 <= figure < len(words) and told.strip().lower() == words[figure]
    if _negative(told) != (figure < 0) and numbers[0].strip("0.,"):
        return False
    shown_in = _UNITS_OF.get(unit, 1)
    for scale in _scales(told, language):
        slack = Decimal(shown_in) / 2 if scale else Decimal(0)
        for digits in _readings(numbers[0], language):
            step = Decimal(10) ** (scale + int(digits.as_tuple().exponent)) * shown_in
            if abs(digits * Decimal(10) ** scale * shown_in - abs(figure)) <= (step / 2 + slack if step > 1 else 0):
                return True
    return False


def _negative(text: str) -> bool:
    return any(sign in text for sign in ("-", "\u2212", "\u2010", "\u2011")) or text.strip().startswith("(")


def _scales(text: str, language: str) -> tuple[int, ...]:
    """The power of ten that a word says; any, where the language's words are not known here."""
    if found := _SCALE.search(text):
        return (_SCALES[found[1].lower()],)
    return (0,) if language in _POINT or not re.search(r"[^\W\d_]{2,}", text) else (0, 3, 6, 9)


def _readings(number: str, language: str) -> Iterator[Decimal]:
    """What the signs between the digits may mean: a point in English and Spanish, either in other languages."""
    for point, between in ((".", ","), (",", "."), ("\u066b", "\u066c")):
        if language in _POINT and point != ".":
            return
        grouped, found, decimals = re.sub(rf"['\u00a0\u202f{between}]", "", number), *number.partition(point)[1:]
        if found and re.search(r"\D", decimals):
            continue
        try:
            yield Decimal(grouped.replace(point, "."))
        except InvalidOperation:
            continue
