"""Numbers, money and days: the quick formats say what CLDR says."""

import random
from datetime import date, timedelta

import pytest
from babel import dates, numbers

from undersigned.dossiers.words.formats import formats
from undersigned.terms.money import dollars

UNITED_STATES = ("en_US", "es_US")
DICE = random.Random(3)
AMOUNTS = [
    0,
    1,
    -1,
    99_99,
    -8_885_17,
    999_999_49,
    -999_999_99,
    *(DICE.choice((1, -1)) * int(10 ** DICE.uniform(0, 13.9)) for _ in range(500)),
]


@pytest.mark.parametrize("place", UNITED_STATES)
def test_counts_and_cents_are_as_cldr_writes_them(place: str) -> None:
    ours = formats(place)
    for cents in AMOUNTS:
        assert ours.count(cents) == numbers.format_decimal(cents, locale=place)
        assert ours.money(cents) == numbers.format_currency(dollars(cents), "USD", locale=place)


@pytest.mark.parametrize("place", UNITED_STATES)
def test_plain_money_has_the_words_of_cldr(place: str) -> None:
    """CLDR drops a zero behind the point (`1 million`), we keep it; and it counts what is 1.04 as more than one."""
    ours = formats(place)
    for cents in AMOUNTS:
        whole = (abs(cents) + 50) // 100
        sign = "-" if cents < 0 else ""
        if whole < 1_000_000:
            expected = f"${numbers.format_decimal(whole, locale=place)}"
            assert ours.plain(cents) == f"{sign}{expected}"
            continue
        digits = 2 if whole >= 1_000_000_000 else 1
        theirs = numbers.format_compact_decimal(whole, format_type="long", locale=place, fraction_digits=digits)
        theirs = theirs.replace("1 millones", "1 millón") if theirs.startswith("1 ") else theirs
        number, words = ours.plain(cents).removeprefix(sign).removeprefix("$").split(" ", 1)
        assert (float(number.replace(",", "")), words) == (
            float(theirs.split()[0].replace(",", "")),
            theirs.split(maxsplit=1)[1],
        )


def test_plain_money_in_spanish() -> None:
    spanish = formats("es_US")
    assert spanish.plain(430_900_000_00) == "$430.9 millones"
    assert spanish.plain(1_000_000_00) == "$1.0 millón"
    assert spanish.plain(-1_250_000_000_00) == "-$1.25 mil millones"
    assert spanish.plain(8_885_17) == "$8,885"


def test_days_are_as_cldr_writes_them() -> None:
    day = date(2031, 1, 1)
    for more in range(365):
        one = day + timedelta(days=more)
        assert formats("es_US").day(one) == dates.format_date(one, "long", locale="es_US")
        assert formats("en_US").day(one) == dates.format_date(one, "long", locale="en_GB")
    assert formats("es_US").day(date(2025, 9, 30)) == "30 de septiembre de 2025"


def test_percents_keep_one_decimal() -> None:
    assert [formats("es_US").percent(tenths) for tenths in (0, 123, -5, 1000)] == [
        "0.0 %",
        "12.3 %",
        "-0.5 %",
        "100.0 %",
    ]


def test_any_other_place_is_asked_of_cldr() -> None:
    german, arabic = formats("de_DE"), formats("ar_EG")
    assert (german.count(1369), german.plain(430_900_000_00)) == ("1.369", "430,9 Millionen $")
    assert german.plain(8_885_17) == "8.885\xa0$"
    assert german.money(8_885_17) == "8.885,17\xa0$"
    assert german.percent(123) == "12,3\xa0%"
    assert german.day(date(2025, 9, 30)) == "30. September 2025"
    assert (german.direction, arabic.direction) == ("ltr", "rtl")
    assert "سبتمبر" in arabic.day(date(2025, 9, 30))
