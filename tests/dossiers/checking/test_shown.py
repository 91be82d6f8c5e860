"""A shown number is a rounding of the exact figure, or it is not."""

import pytest

from undersigned.dossiers.checking.shown import is_rounding
from undersigned.terms.money import exact, plain


@pytest.mark.parametrize(
    ("text", "figure", "unit", "language"),
    [
        ("$356.9 million", 356_881_264_93, "cents", "en"),
        ("$356.9 millones", 356_881_264_93, "cents", "es"),
        ("$1.25 billion", 1_250_000_000_00, "cents", "en"),
        ("$1.25 mil millones", 1_250_000_000_00, "cents", "es"),
        ("$8,885", 8_885_49, "cents", "en"),
        ("$8,885.17", 8_885_17, "cents", "en"),
        ("-$204", -204_00, "cents", "en"),
        ("\u2212$204", -204_00, "cents", "en"),
        ("12.3 %", 123, "percent", "en"),
        ("12 %", 123, "percent", "en"),
        ("1,369", 1369, "awards", "en"),
        ("eight", 8, "awards", "en"),
        ("ocho", 8, "awards", "es"),
        ("8.885,17 $", 8_885_17, "cents", "de"),
        ("356,9 Millionen $", 356_881_264_93, "cents", "de"),
        ("\u0668\u066c\u0668\u0668\u0665 US$", 8_885_00, "cents", "ar"),
        ("$0", -40, "cents", "en"),
    ],
)
def test_roundings(text: str, figure: int, unit: str, language: str) -> None:
    assert is_rounding(text, figure, unit, language)


@pytest.mark.parametrize(
    ("text", "figure", "unit", "language"),
    [
        ("$356.8 million", 356_881_264_93, "cents", "en"),
        ("$357.0 million", 356_881_264_93, "cents", "en"),
        ("$356.9 billion", 356_881_264_93, "cents", "en"),
        ("$8,884", 8_885_49, "cents", "en"),
        ("$8.885", 8_885_00, "cents", "en"),
        ("$8,885.18", 8_885_17, "cents", "en"),
        ("$204", -204_00, "cents", "en"),
        ("-$204", 204_00, "cents", "en"),
        ("12.4 %", 123, "percent", "en"),
        ("$12.3", 123, "percent", "en"),
        ("8 %", 8_00, "cents", "en"),
        ("nine", 8, "awards", "en"),
        ("many", 8, "awards", "en"),
        ("1 of 8", 8, "awards", "en"),
        ("355,9 Millionen $", 356_881_264_93, "cents", "de"),
    ],
)
def test_what_is_no_rounding(text: str, figure: int, unit: str, language: str) -> None:
    assert not is_rounding(text, figure, unit, language)


@pytest.mark.parametrize(
    "figure", [0, 1, 49, 50, 99_999_949, 99_999_950, 123_456_789_01, 1_049_999_50, 2_345_000_000_00, 99_999_999_949]
)
def test_amounts_as_our_own_sentences_write_them_are_roundings(figure: int) -> None:
    for cents in (figure, -figure):
        assert is_rounding(exact(cents), cents, "cents", "en")
        assert is_rounding(plain(cents), cents, "cents", "en")
