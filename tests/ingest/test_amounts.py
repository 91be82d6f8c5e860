"""Amounts become whole cents, as `Decimal` would have them; what is no amount, or beyond belief, is rejected."""

from decimal import Decimal
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.cases import added, kept, line, rejects, table
from undersigned.ingest.amounts_and_dates import cents
from undersigned.terms.money import LARGEST_BELIEVABLE

WRITTEN = {
    "1234.5": 123450,
    "-0.01": -1,
    "1,234.50": 123450,
    "(8.00)": -800,
    "$ 5": 500,
    "1e3": 100000,
    "1E3": 100000,
    "0": 0,
    "-0.0": 0,
    ".5": 50,
    "5.": 500,
    "+5": 500,
    "$1234.50": 123450,
    "$1,234.50": 123450,
    "-$1,234.50": -123450,
    "$-5": -500,
    "($1,000.00)": -100000,
    "$(1,000.00)": -100000,
    "(1234.50)": -123450,
    "1234.50-": -123450,
    "€5": 500,
    "USD 5": 500,
    "5 USD": 500,
    "1 234.50": 123450,
    "1\u00a0234.50": 123450,
    "1\u202f234": 123400,
    "1'234.50": 123450,
    "999,999,999,999.99": 99999999999999,
    "0.005": 1,
    "-0.005": -1,
    "0.004999": 0,
    "123.45000000000001": 12345,
}
NO_AMOUNT = (
    *("", "NaN", "Infinity", "-inf", "1e400", "99999999999999999999", "92233720368547758.08", "n/a", "see memo", "$"),
    *("-", "--5", "(5", "5)", "(-5)", "-5-", "12,34", "1,234,5", "1,2345", "12.3.4", "1.234,50", "5%", "0x10", "5 6"),
    *("12 34", "\u22125", "'5"),
)
WITH_COMMA = {
    "1.234,50": 123450,
    "1 234,50": 123450,
    "1\u00a0234,50": 123450,
    "-12,5": -1250,
    "(1.000.000,00)": -100000000,
    "€ 5": 500,
    "7": 700,
    "1.234": 123400,
    "1234.5": 123450,
    "1234.50": 123450,
    "0,01": 1,
}
NO_AMOUNT_WITH_COMMA = ("1,234.50", "1,2,3", "1.23,4.5", "12.34.567", "1e3")


@cache
def engine() -> duckdb.DuckDBPyConnection:
    """One engine for every example; they are many and ask for little."""
    return duckdb.connect()


def read(texts: list[str], *, decimal_comma: bool = False) -> list[int | None]:
    """The cents of each text, in one question to the engine."""
    query = f"SELECT {cents('text', decimal_comma)} FROM (SELECT unnest(?::VARCHAR[]) AS text)"
    return [found for (found,) in engine().execute(query, [texts]).fetchall()]


def test_amounts_as_people_write_them() -> None:
    assert dict(zip(WRITTEN, read(list(WRITTEN)), strict=True)) == WRITTEN


def test_amounts_with_a_decimal_comma() -> None:
    assert dict(zip(WITH_COMMA, read(list(WITH_COMMA), decimal_comma=True), strict=True)) == WITH_COMMA


def test_what_is_no_amount_is_none() -> None:
    assert dict.fromkeys(NO_AMOUNT) == dict(zip(NO_AMOUNT, read(list(NO_AMOUNT)), strict=True))
    with_comma = read(list(NO_AMOUNT_WITH_COMMA), decimal_comma=True)
    assert dict.fromkeys(NO_AMOUNT_WITH_COMMA) == dict(zip(NO_AMOUNT_WITH_COMMA, with_comma, strict=True))


whole_cents = st.integers(-LARGEST_BELIEVABLE, LARGEST_BELIEVABLE)


def written(amount: Decimal, way: int) -> str:
    """An amount in one of the ways in which people write it."""
    grouped = f"{abs(amount):,.2f}"
    negative = amount < 0
    return (
        f"{amount}",
        f"{amount:,.2f}",
        f"({grouped})" if negative else grouped,
        f"-${grouped}" if negative else f"$ {grouped}",
        f"({abs(amount)})" if negative else f"${amount}",
        f"{amount:E}",
        f"{amount}0000",
        f" {amount:,.2f} USD ",
    )[way]


@given(st.lists(st.tuples(whole_cents, st.integers(0, 7)), min_size=1, max_size=40))
def test_every_way_to_write_an_amount_is_the_same_cents(amounts: list[tuple[int, int]]) -> None:
    texts = [written(Decimal(amount).scaleb(-2), way).strip() for amount, way in amounts]
    assert read(texts) == [amount for amount, _ in amounts]


@given(st.lists(whole_cents, min_size=1, max_size=40))
def test_the_decimal_comma_is_the_same_cents(amounts: list[int]) -> None:
    texts = [f"{Decimal(amount).scaleb(-2):,.2f}".translate(str.maketrans(",.", ".,")) for amount in amounts]
    assert read(texts, decimal_comma=True) == amounts


@given(st.lists(st.text(st.sampled_from("0123456789.,-+()$eE ' %x"), max_size=12), min_size=1, max_size=60))
def test_no_text_stops_the_engine_and_none_is_misread(texts: list[str]) -> None:
    """Whatever Python's Decimal reads as a plain number, we read as the same; the rest may be None."""
    for text, found in zip(texts, read([text.strip() for text in texts]), strict=True):
        if found is not None:
            assert any(digit in text for digit in "0123456789")
            assert abs(found) <= 2**63
        try:
            plain = Decimal(text.replace(" ", "x") or "x")
        except ArithmeticError:
            continue
        if abs(plain) < 10**12 and -plain.as_tuple().exponent <= 8:  # type: ignore[operator]  # finite by its letters
            assert found == int((plain * 100).quantize(Decimal(1), rounding="ROUND_HALF_UP"))


@pytest.mark.parametrize(
    ("amount", "reason"),
    [
        ("", "there is no amount"),
        ("   ", "there is no amount"),
        ("1e400", "the amount cannot be read"),
        ("99999999999999999999", "the amount cannot be read"),
        ("NaN", "the amount cannot be read"),
        ("Infinity", "the amount cannot be read"),
        ("1000000000000.01", "the amount is beyond belief (over $1 trillion)"),
        ("-92233720368547758.08", "the amount is beyond belief (over $1 trillion)"),
        ("9e16", "the amount is beyond belief (over $1 trillion)"),
    ],
)
def test_an_absurd_amount_is_rejected_and_the_others_stay(tmp_path: Path, amount: str, reason: str) -> None:
    case, books = added(tmp_path, table(line(1), line(2, obligation=amount), line(3)))
    assert [found.reason for found in rejects(case)] == [reason]
    assert kept(case, "obligation") == [(125,), (325,)]
    assert (books.rows_read, books.kept, books.rejected) == (3, 2, 1)


def test_the_largest_believable_amount_is_kept(tmp_path: Path) -> None:
    case, _ = added(tmp_path, table(line(1, obligation="1000000000000.00"), line(2, obligation="-1000000000000")))
    assert kept(case, "obligation") == [(LARGEST_BELIEVABLE,), (-LARGEST_BELIEVABLE,)]
