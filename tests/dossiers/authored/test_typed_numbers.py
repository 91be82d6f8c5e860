import pytest

from undersigned.dossiers.authored.typed_numbers import advice, typed_numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("$5 and $5 million, US$5, USD 5000, 5 dollars", ["$5", "$5 million", "US$5", "USD 5000", "5 dollars"]),
        ("43.9 % of it, 5 percent, 5%, 12 per cent", ["43.9 %", "5 percent", "5%", "12 per cent"]),
        ("1,234 awards and 1234 awards", ["1,234", "1234"]),
        ("two million dollars, ten percent, one of them", ["two million", "ten percent"]),
        ("5M and 10k and $1.5M, a 3M product", ["5M", "10k", "$1.5M"]),
        ("5 millones, 12 345 contratos, 1.234, 43,9 %", ["5 millones", "12 345", "1.234", "43,9 %"]),
        ("3 mil millones de dólares", ["3 mil millones de dólares"]),
        ("**1**,234 and \\$5 and &#36;6", ["1,234", "$5", "$6"]),
        ("the 1000th, `$6`", ["1000", "$6"]),
        ("{source: 6,000 | https://example.org/} and 5,000", ["5,000"]),
    ],
)
def test_amounts_percentages_and_large_numbers_are_typed_numbers(text: str, numbers: list[str]) -> None:
    assert typed_numbers(text) == [(1, number) for number in numbers]


@pytest.mark.parametrize(
    "text",
    [
        "fiscal years 2021 to 2025, 2021-2025, FY2024, since 1798",
        "2025-09-30, 30 September 2025, September 30, 2025, 9/30/2025",
        "99BTRP31P00000001, HSHQDC-13-D-00022, CONT_AWD_70B01C18C00000016_7014_-NONE-_-NONE-",
        "999 awards, 24/7, covid-19, version 1.2, 3 of 10",
        "{claim:C008e484cc3a7} and {award:99BTRP31P00000001}",
        "```\nundersigned cite C008e484cc3a7 --rows 5000\n```",
        "[page](https://example.org/5000)",
        "> We sold 5,000 of them.\n>\n> [Their letter](https://example.org/letter)",
    ],
)
def test_years_days_awards_and_what_has_a_source_are_none(text: str) -> None:
    assert typed_numbers(text) == []


def test_a_quotation_without_a_source_is_typed() -> None:
    assert typed_numbers("> We sold 5,000 of them.") == [(1, "5,000")]


def test_each_is_named_with_its_line() -> None:
    text = "# A\n\nline\nline $4\n\n| a | b |\n|---|---|\n| x | y |\n| z | $3 |\n\n- one\n- 4,000\n  5,000\n"
    assert typed_numbers(text) == [(4, "$4"), (9, "$3"), (12, "4,000"), (13, "5,000")]


def test_the_advice_says_what_can_be_done() -> None:
    assert advice("$4") == (
        "$4 is typed. Cite a claim with {claim:ID}, or give its source with {source: $4 | https://…}."
    )
