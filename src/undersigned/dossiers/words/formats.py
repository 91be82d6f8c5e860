"""Numbers, money and days as people of a place write them.

Pages ask hundreds of thousands of times: English and Spanish as in the United States write money as we store it in
sentences, so they need no look-up; every other place is asked of Babel (CLDR).
"""

from datetime import date
from decimal import Decimal

from babel import Locale, dates, numbers

from undersigned.terms import money

MILLION = 1_000_000
BILLION = 1_000_000_000
CURRENCY = "USD"


class Formats:
    """How one place writes; `place` is a CLDR identifier such as `ar_EG`."""

    day_pattern = "long"

    def __init__(self, place: str) -> None:
        self._locale = Locale.parse(place, sep="_")
        self.direction: str = self._locale.text_direction

    def count(self, number: int) -> str:
        """A whole number with its groups."""
        return numbers.format_decimal(number, locale=self._locale)

    def money(self, cents: int) -> str:
        """Every cent."""
        return numbers.format_currency(money.dollars(cents), CURRENCY, locale=self._locale)

    def plain(self, cents: int) -> str:
        """Rounded as in sentences: whole dollars, tenths of a million, hundredths of a billion."""
        whole = (abs(cents) + 50) // 100
        number, digits = whole * (-1 if cents < 0 else 1), 2 if whole >= BILLION else 1
        if whole < MILLION:
            return numbers.format_currency(
                number, CURRENCY, _without_cents(self._locale), locale=self._locale, currency_digits=False
            )
        symbol = numbers.get_currency_symbol(CURRENCY, locale=self._locale)
        words = numbers.format_compact_decimal(number, format_type="long", locale=self._locale, fraction_digits=digits)
        return f"{words} {symbol}"

    def percent(self, tenths: int) -> str:
        """Tenths of a percent, one decimal."""
        pattern = self._locale.percent_formats[None].pattern.replace("#,##0", "#,##0.0")
        return numbers.format_percent(Decimal(tenths) / 1000, pattern, locale=self._locale)

    def day(self, day: date) -> str:
        """A day in words."""
        return dates.format_date(day, self.day_pattern, locale=self._locale)


class UnitedStates(Formats):
    """English and Spanish of the United States: `$1,369`, `12.3 %`, `30 September 2025`."""

    day_pattern = "d MMMM y"

    def count(self, number: int) -> str:
        """`1,369`."""
        return f"{number:,}"

    def money(self, cents: int) -> str:
        """`-$8,885.17`."""
        return money.exact(cents)

    def plain(self, cents: int) -> str:
        """`$430.9 million`."""
        return money.plain(cents)

    def percent(self, tenths: int) -> str:
        """`12.3 %`."""
        return f"{tenths / 10:.1f} %"


class SpanishOfTheUnitedStates(UnitedStates):
    """`$430.9 millones`, `$1.25 mil millones`, `30 de septiembre de 2025`."""

    day_pattern = "long"

    def plain(self, cents: int) -> str:
        """`$430.9 millones`."""
        said = money.plain(cents)
        if said.endswith("n"):
            number, _, unit = said.partition(" ")
            one = number in ("$1.0", "-$1.0")
            return f"{number} {'mil millones' if unit == 'billion' else 'millón' if one else 'millones'}"
        return said


def formats(place: str) -> Formats:
    """The formats of a place: the quick ones where there are any."""
    return {"en_US": UnitedStates, "es_US": SpanishOfTheUnitedStates}.get(place, Formats)(place)


def _without_cents(locale: Locale) -> str:
    return str(locale.currency_formats["standard"].pattern).replace("0.00", "0")
