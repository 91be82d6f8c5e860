"""What looks wrong in a file is found, said, and tied to the slice that it touches."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.ingest.cases import add, added, line, table
from undersigned.case.folder import Case
from undersigned.sample.agencies import STOPPED
from undersigned.sample.traps import money, pages
from undersigned.sample.write import write_sample
from undersigned.terms.reconciliation import Reconciliation, Suspicion


def found(books: Reconciliation, kind: str) -> list[Suspicion]:
    return [suspicion for suspicion in books.suspicions if suspicion.kind == kind]


def lines(serials: Iterable[int], **changed: str) -> list[str]:
    return [line(serial, **changed) for serial in serials]


def test_repeats_at_a_pages_edge_are_told_from_others(tmp_path: Path) -> None:
    rows = [*lines(range(100)), line(99), *lines(range(100, 150)), line(120)]
    _, books = added(tmp_path, table(*rows))
    (repeats,) = found(books, "exact repeats")
    assert (repeats.rows, repeats.agency, repeats.fiscal_year) == (2, "IBS", 2031)
    assert "2 rows repeat an earlier row exactly (1 across a multiple of 100, a page's edge)" in repeats.sentence
    assert books.repeated == 2


@pytest.mark.parametrize("spoilt", [False, True], ids=["whole", "with a reject"])
def test_pages_begin_anew_with_each_agency(tmp_path: Path, spoilt: bool) -> None:
    second = lines(range(500, 600), agency="IHA")
    if spoilt:
        second[10] = line(510, agency="IHA", obligation="x")
    rows = [*lines(range(37)), *second, line(599, agency="IHA"), line(601, agency="IHA", obligation="-1")]
    _, books = added(tmp_path, table(*rows))
    (repeats,) = found(books, "exact repeats")
    assert (repeats.agency, repeats.rows) == ("IHA", 1)
    assert "(1 across a multiple of 100" in repeats.sentence


def test_whole_pages_without_a_negative_amount_stopped_early(tmp_path: Path) -> None:
    rows = [
        *lines(range(200)),
        *lines(range(300, 351), agency="IHA"),
        *lines(range(400, 500), action_date="2031-12-01"),
    ]
    _, books = added(tmp_path, table(*rows))
    assert [(each.agency, each.fiscal_year, each.rows) for each in found(books, "fetch stopped early")] == [
        ("IBS", 2031, 200),
        ("IBS", 2032, 100),
    ]


@pytest.mark.parametrize(
    ("last", "stopped"),
    [
        (line(99), True),
        (line(99, obligation="0"), True),
        (line(99, obligation="-0.01"), False),
        (line(3), True),
        (line(99, obligation="x"), True),
        (line(99) + line(100), False),
    ],
    ids=["positive", "zero", "negative", "a repeat", "a reject", "a row more"],
)
def test_what_a_stopped_fetch_looks_like(tmp_path: Path, last: str, stopped: bool) -> None:
    _, books = added(tmp_path, table(*lines(range(99)), last))
    assert bool(found(books, "fetch stopped early")) is stopped


def test_days_of_another_year_are_said_where_the_file_is_of_one(tmp_path: Path) -> None:
    inside, outside = line(1), line(2, action_date="2031-10-01")
    for name, content, said in (
        ("records_fy2031.csv", [inside, outside], [(2032, 1)]),
        ("records_FY_2032.csv", [inside, outside], [(2031, 1)]),
        ("records.csv", [inside, outside], []),
        ("most.csv", [*lines(range(10, 30)), outside], [(2032, 1)]),
    ):
        folder = tmp_path / name.split(".")[0]
        folder.mkdir()
        _, books = added(folder, table(*content), name)
        assert [(each.fiscal_year, each.rows) for each in found(books, "dates outside the fiscal year")] == said
        assert books.kept == len(content)


def test_amounts_as_text_and_parts_of_a_cent_are_said(tmp_path: Path) -> None:
    amounts = ("1.5", "$2.00", "(3.00)", "1,234.50", "0.005", "n/a", "see page 4")
    _, books = added(tmp_path, table(*(line(serial, obligation=each) for serial, each in enumerate(amounts))))
    assert [each.rows for each in found(books, "numbers as text")] == [4]
    assert [each.rows for each in found(books, "fractions of a cent")] == [1]


def test_an_ordinary_file_has_none(tmp_path: Path) -> None:
    _, books = added(tmp_path, table(*lines(range(130)), line(200, obligation="-4")))
    assert books.suspicions == ()


def test_the_sample_shows_each_of_its_traps(tmp_path: Path) -> None:
    path = tmp_path / "invented_api_fy2031.csv"
    write_sample("api", 3000, path)
    (books,) = add(Case(tmp_path / "case"), path).new
    repeats = found(books, "exact repeats")
    assert [(each.agency, each.rows) for each in repeats] == [
        (short, len(pages.PAGE_EDGES)) for short in ("IBS", "IHA")
    ]
    assert all("(4 across a multiple of 100" in each.sentence for each in repeats)
    assert [(each.agency, each.fiscal_year) for each in found(books, "fetch stopped early")] == [STOPPED]
    outside = int(money.OUTSIDE_DAY[:4]) + 1
    assert [(each.fiscal_year, each.rows) for each in found(books, "dates outside the fiscal year")] == [(outside, 1)]
