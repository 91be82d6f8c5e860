"""Caveats: a suspicion stands beside every figure whose rows it touches, and beside no other."""

from collections import defaultdict

import pytest

from undersigned.case.folder import Case
from undersigned.claims import derived
from undersigned.claims.building import Builder
from undersigned.claims.caveats import Caveats, Slice, end_dates
from undersigned.claims.derived import Running
from undersigned.claims.reading import Trace
from undersigned.terms.reconciliation import Reconciliation, Suspicion

BOOK = Reconciliation(
    file_id="f1",
    name="a.csv",
    sha256="",
    shape="usaspending_api",
    title="",
    rows_read=0,
    kept=0,
    rejected=0,
    repeated=0,
    net_read=0,
    net_kept=0,
    net_rejected=0,
    net_repeated=0,
    first_day=None,
    last_day=None,
    suspicions=(
        Suspicion("a", "one agency, one year", 1, "IBS (long name)", 2031),
        Suspicion("b", "whole file", 1),
        Suspicion("c", "one year", 1, None, 2032),
    ),
)


def caveats(last_day: str = "2031-09-30", **starts: int) -> Caveats:
    return Caveats([BOOK], {"IBS (long name)": "IBS"}, starts, last_day)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (Slice("f1", "IBS", 2031), ["one agency, one year", "whole file"]),
        (Slice("f1", "IBS", 2032), ["whole file", "one year"]),
        (Slice("f1", "IHA", 2031), ["whole file"]),
        (Slice("f1", "IBS", None), ["whole file"]),
        (Slice("f2", "IBS", 2031), []),
    ],
)
def test_a_suspicion_touches_its_slice_alone(part: Slice, expected: list[str]) -> None:
    assert caveats().touching([part]) == expected


def test_a_suspicion_is_said_once() -> None:
    assert caveats().touching([Slice("f1", "IHA", 2030), Slice("f1", "IHA", 2031)]) == ["whole file"]


@pytest.mark.parametrize(
    ("last_day", "start", "incomplete"),
    [
        ("2031-09-30", 10, False),
        ("2031-09-15", 10, False),
        ("2031-09-14", 10, True),
        ("2031-09-30", 1, True),
        ("2031-12-28", 1, False),
        ("2031-06-30", 7, False),
        ("2032-01-01", 10, False),
    ],
)
def test_a_year_is_incomplete_where_the_rows_end_before_it(last_day: str, start: int, incomplete: bool) -> None:
    said = caveats(last_day, f1=start).incomplete(2031, [Slice("f1", "IBS", 2031)])
    expected = [f"Fiscal year 2031 is incomplete: the rows that count end on {last_day}."]
    assert said == (expected if incomplete else [])
    assert caveats(last_day).incomplete(None, [Slice("f1", "IBS", 2031)]) == []


def test_end_dates_are_said_in_words() -> None:
    assert end_dates(1, 1) == "The award has an end date in the records."
    assert end_dates(3, 3) == "All 3 awards have an end date in the records."
    assert end_dates(0, 1) == "The award has no end date: it is not in these records."
    assert end_dates(0, 2) == "The 2 awards have no end date: it is not in these records."
    assert end_dates(1, 2) == "1 of 2 awards has an end date; for the others it is not in these records."


def test_what_is_running_says_the_suspicions_of_the_awards_that_run() -> None:
    running = Running("Plovra", awards=1, dated=1, named=2, slices=(Slice("f1", "IHA", 2031),))
    (claim,) = derived.running(Builder([], {}, caveats(), "2031-09-30"), [running])
    assert claim.caveats == (end_dates(1, 2), "whole file")


def test_in_the_sample_each_claim_says_exactly_the_suspicions_of_its_rows(traced: Case, trace: Trace) -> None:
    books = {book.file_id: book.suspicions for book in traced.reconciliations()}
    every = {suspicion.sentence for suspicions in books.values() for suspicion in suspicions}
    assert len(every) > 5
    slices: dict[str, set[tuple[str, str, int | None]]] = defaultdict(set)
    for claim_id, *part in trace.rows(
        """SELECT DISTINCT claim_id, file_id, agency, fiscal_year
           FROM citations JOIN transactions USING (transaction_key)"""
    ):
        slices[claim_id].add((part[0], part[1], part[2]))
    for claim_id, notes in trace.rows("SELECT claim_id, caveats FROM claims"):
        expected = {
            suspicion.sentence
            for file_id, agency, year in slices[claim_id]
            for suspicion in books[file_id]
            if suspicion.agency in (None, agency) and suspicion.fiscal_year in (None, year)
        }
        assert set(notes) & every == expected, claim_id
