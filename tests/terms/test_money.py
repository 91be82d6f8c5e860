from decimal import Decimal

import pytest

from undersigned.terms.money import dollars, exact, plain


@pytest.mark.parametrize(
    ("cents", "said"),
    [(0, "$0.00"), (5, "$0.05"), (-800, "-$8.00"), (123450, "$1,234.50"), (-1, "-$0.01")],
)
def test_every_cent_is_shown_where_figures_are_rechecked(cents: int, said: str) -> None:
    assert exact(cents) == said


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (888500, "$8,885"),
        (49, "$0"),
        (50, "$1"),
        (43090000000, "$430.9 million"),
        (125000000000, "$1.25 billion"),
        (-125000000000, "-$1.25 billion"),
        (99999999, "$1.0 million"),
        (99999900, "$999,999"),
    ],
)
def test_sentences_say_a_figure_plainly(cents: int, said: str) -> None:
    assert plain(cents) == said


def test_dollars_have_two_decimals_and_lose_no_cent() -> None:
    assert str(dollars(10)) == "0.10"
    assert dollars(-12345678901234567) * 100 == Decimal(-12345678901234567)
