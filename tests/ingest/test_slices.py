"""A fetch that stopped early is seen through a stray row, and a file's year is its rows' as well as its name's."""

from pathlib import Path

import pytest

from tests.ingest.cases import added, line, table
from undersigned.terms.reconciliation import Reconciliation


def stopped(books: Reconciliation) -> list[tuple[str | None, int | None, int]]:
    return [
        (each.agency, each.fiscal_year, each.rows) for each in books.suspicions if each.kind == "fetch stopped early"
    ]


def outside(books: Reconciliation) -> list[str]:
    return [each.sentence for each in books.suspicions if each.kind == "dates outside the fiscal year"]


@pytest.mark.parametrize(
    ("stray", "seen"),
    [
        (line(99, action_date="2031-12-01"), True),
        (line(99, action_date="never"), True),
        (line(99, action_date=""), True),
        (line(99, award_key=""), True),
        (line(3), True),
        (line(99, action_date="2031-12-01", obligation="-1"), False),
        (line(99, action_date="never", obligation="-1"), False),
        (line(99, action_date="2031-12-01") + line(100), False),
    ],
    ids=["another year", "no such date", "no date", "no key", "a repeat", "negative", "negative reject", "a row more"],
)
def test_one_stray_row_hides_no_stopped_fetch(tmp_path: Path, stray: str, seen: bool) -> None:
    _, books = added(tmp_path, table(*map(line, range(99)), stray))
    assert stopped(books) == ([("IBS", 2031, 100)] if seen else [])


def test_in_a_file_of_several_years_each_year_is_a_slice(tmp_path: Path) -> None:
    later = [line(serial, action_date="2031-12-01") for serial in range(500, 537)]
    _, books = added(tmp_path, table(*map(line, range(100)), *later))
    assert stopped(books) == [("IBS", 2031, 100)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("of_fy2032.csv", "1 row is of fiscal year 2032 in a file of fiscal year 2031; it counts in 2032."),
        ("fy2032_of_2033.csv", "1 row is of fiscal year 2032 in a file of fiscal year 2031; it counts in 2032."),
        ("fy2031_2040.csv", "1 row is of fiscal year 2032 in a file of fiscal year 2031; it counts in 2032."),
    ],
)
def test_a_name_that_the_rows_deny_is_not_believed(tmp_path: Path, name: str, said: str) -> None:
    _, books = added(tmp_path, table(*map(line, range(20)), line(50, action_date="2031-12-01")), name)
    assert outside(books) == [said]


def test_a_name_with_two_years_does_not_make_one_of_them_wrong(tmp_path: Path) -> None:
    rows = [line(1), line(2), line(3, action_date="2031-12-01")]
    for name, said in (
        ("fy2031_to_2032.csv", []),
        ("fy2031.csv", ["1 row is of fiscal year 2032 in a file of fiscal year 2031; it counts in 2032."]),
    ):
        (tmp_path / name[:-4]).mkdir()
        _, books = added(tmp_path / name[:-4], table(*rows), name)
        assert outside(books) == said


def test_one_is_said_as_one(tmp_path: Path) -> None:
    _, books = added(tmp_path, table(line(1), line(2, obligation="$2.00"), line(3, obligation="0.005")))
    said = " ".join(each.sentence for each in books.suspicions)
    assert "1 amount is text with signs" in said
    assert "1 amount with fractions of a cent was rounded to the cent." in said
