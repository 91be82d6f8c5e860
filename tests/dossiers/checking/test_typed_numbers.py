"""A number typed in the report is named; years, days, award numbers, quotations and claims are none."""

import pytest

from tests.dossiers.checking.conftest import Broken, GoodSite
from undersigned.claims.reading import Trace


@pytest.mark.parametrize(
    "typed", ["1,369 awards", "$5", "12.3 %", "40 percent", "3 million", "12345", "1.5 billion", "$ 8"]
)
def test_a_typed_number_is_named(broken: Broken, typed: str) -> None:
    found = broken("report/index.html", "In 2024", f"Some\n{typed} in 2024")
    ((check, line, sentence),) = [one for one in found if one[0] == "typed_numbers"]
    assert (check, line) == ("typed_numbers", 1)
    assert sentence.split(" is typed")[0] in typed


def test_small_numbers_years_days_and_award_numbers_may_be_typed(good: GoodSite, trace: Trace) -> None:
    text = "Fiscal year 2024, 2021\u20132024, 2025-09-30, 999 awards, HSHQDC-13-D-00022, GS35F0511T, CISA 2"
    good.break_in("report/index.html", "In 2024", text)
    assert good.check(trace) == []


def test_other_pages_may_count(good: GoodSite, trace: Trace) -> None:
    good.break_in("company/acme.html", "</h1>", '</h1><div class="prose">5,000 rows</div>')
    assert good.check(trace) == []


def test_the_notes_of_a_placed_picture_are_not_typed(good: GoodSite, trace: Trace) -> None:
    note = '<figure class="picture"><figcaption>exactly 1,200 rows</figcaption></figure>'
    good.break_in("report/index.html", "In 2024", f"{note} In 2024")
    assert good.check(trace) == []
