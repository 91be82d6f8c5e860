from datetime import date

from undersigned.terms.fiscal import fiscal_year


def test_the_federal_year_begins_on_the_first_of_october() -> None:
    assert [fiscal_year(date(2030, month, day)) for month, day in ((9, 30), (10, 1), (12, 31))] == [2030, 2031, 2031]


def test_a_year_that_begins_in_january_is_the_calendars() -> None:
    assert [fiscal_year(date(2030, month, 1), 1) for month in (1, 6, 12)] == [2030, 2030, 2030]


def test_a_year_that_begins_in_july_is_named_after_the_year_in_which_it_ends() -> None:
    assert [fiscal_year(date(2030, month, 1), 7) for month in (6, 7)] == [2030, 2031]
