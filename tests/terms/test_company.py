import pytest

from undersigned.terms.company import Ownership


def holds(day: str, since: str | None = None, until: str | None = None) -> bool:
    return Ownership("HERON", "Avocet", "a report", since=since, until=until).holds_on(day)


def test_without_days_an_owner_is_always_the_owner() -> None:
    assert holds("1950-01-01")
    assert holds("2050-01-01")


@pytest.mark.parametrize(("since", "before"), [("2016", "2015-12-31"), ("2016-04", "2016-03-31")])
def test_a_beginning_cut_short_is_the_first_day_of_its_year_or_month(since: str, before: str) -> None:
    assert not holds(before, since=since)
    assert holds(f"{since}-01-01"[:10] if len(since) == 4 else f"{since}-01", since=since)


@pytest.mark.parametrize(
    ("until", "last", "after"),
    [
        ("2016", "2016-12-31", "2017-01-01"),
        ("2016-04", "2016-04-30", "2016-05-01"),
        ("2016-04-15", "2016-04-15", "2016-04-16"),
    ],
)
def test_an_end_cut_short_is_the_last_day_of_its_year_or_month(until: str, last: str, after: str) -> None:
    assert holds(last, until=until)
    assert not holds(after, until=until)
