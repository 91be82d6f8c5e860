"""Days in every form that publishers and spreadsheets write; the file's own habit decides between two readings."""

from datetime import date
from functools import cache
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.cases import added, kept, line, rejects, table
from undersigned.ingest.amounts_and_dates import day

DAY = date(2031, 5, 4)
MONTH_FIRST = (
    *("2031-05-04", "2031-5-4", "2031-05-04 00:00:00", "2031-05-04T23:59:59Z", "5/4/31", "5/4/31 0:00", "05/04/2031"),
    *("5/4/2031 12:30 PM", "05-04-2031", "4-May-31", "4-May-2031", "May 4, 2031", "2031/05/04"),
)
DAY_FIRST = (
    *("2031-05-04", "4/5/31", "04/05/2031", "4.5.2031", "04.05.31", "04-05-2031", "4-May-31", "4 May 2031"),
    *("04/05/2031 00:00", "2031/05/04"),
)
NO_DAY = ("", "soon", "2031-02-30", "13/13/2031", "20310504", "2031-05", "44197", "99999-01-01", "0/0/2031")


@cache
def engine() -> duckdb.DuckDBPyConnection:
    """One engine for every example; they are many and ask for little."""
    return duckdb.connect()


def read(texts: list[str], *, day_first: bool = False) -> list[date | None]:
    query = f"SELECT {day('text', day_first)} FROM (SELECT nullif(unnest(?::VARCHAR[]), '') AS text)"
    return [found for (found,) in engine().execute(query, [texts]).fetchall()]


def test_the_forms_of_a_day() -> None:
    assert dict.fromkeys(MONTH_FIRST, DAY) == dict(zip(MONTH_FIRST, read(list(MONTH_FIRST)), strict=True))
    assert dict.fromkeys(DAY_FIRST, DAY) == dict(zip(DAY_FIRST, read(list(DAY_FIRST), day_first=True), strict=True))


def test_what_is_no_day_is_none() -> None:
    assert read(list(NO_DAY)) == [None] * len(NO_DAY)
    assert read(list(NO_DAY), day_first=True) == [None] * len(NO_DAY)


def test_two_digits_of_a_year_are_of_this_time() -> None:
    assert read(["1/2/21", "1/2/68", "1/2/69", "1/2/99"]) == [date(year, 1, 2) for year in (2021, 2068, 1969, 1999)]


@given(st.lists(st.dates(date(1969, 1, 1), date(2068, 12, 31)), min_size=1, max_size=40))
def test_every_day_comes_back(days: list[date]) -> None:
    for form, day_first in (("%m/%d/%Y", False), ("%m/%d/%y", False), ("%d/%m/%y", True), ("%d.%m.%Y", True)):
        assert read([each.strftime(form) for each in days], day_first=day_first) == days
    assert read([each.isoformat() for each in days]) == days


@pytest.mark.parametrize(
    ("written", "year"), [("2030-09-30", 2030), ("2030-10-01", 2031), ("9/30/31 0:00", 2031), ("10/1/31", 2032)]
)
def test_the_fiscal_year_begins_in_october(tmp_path: Path, written: str, year: int) -> None:
    case, _ = added(tmp_path, table(line(1, action_date=written)))
    assert kept(case, "fiscal_year") == [(year,)]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "there is no date"),
        ("soon", "the date cannot be read"),
        ("2031-02-30", "the date cannot be read"),
        ("0203-01-15", "the date is beyond belief"),
        ("9999-12-31", "the date is beyond belief"),
    ],
)
def test_a_row_without_a_day_is_rejected_with_its_cents(tmp_path: Path, written: str, reason: str) -> None:
    case, books = added(tmp_path, table(line(1), line(2, action_date=written)))
    assert [(found.reason, found.cents) for found in rejects(case)] == [(reason, 225)]
    assert (books.net_read, books.net_kept, books.net_rejected) == (350, 125, 225)


def test_a_file_that_writes_days_first_is_read_so(tmp_path: Path) -> None:
    case, books = added(tmp_path, table(line(1, action_date="13/02/2031"), line(2, action_date="03/02/2031")))
    assert kept(case, "action_date") == [(date(2031, 2, 13),), (date(2031, 2, 3),)]
    assert [found.kind for found in books.suspicions] == ["day-first dates"]


def test_where_days_and_months_change_places_the_misfits_are_rejected(tmp_path: Path) -> None:
    lines = (line(serial, action_date=written) for serial, written in enumerate(("13/02/2031", "02/14/2031", "1/2/31")))
    case, books = added(tmp_path, table(*lines))
    assert kept(case, "action_date") == [(date(2031, 2, 14),), (date(2031, 1, 2),)]
    assert [(found.row, found.reason) for found in rejects(case)] == [(1, "the date cannot be read")]
    (found,) = books.suspicions
    assert (found.kind, found.rows) == ("mixed date orders", 1)
