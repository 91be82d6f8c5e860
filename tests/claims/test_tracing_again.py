"""Tracing again: newer records, another day, the same bytes."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from undersigned.case.folder import Case
from undersigned.claims import trace as tracing
from undersigned.claims.reading import reading
from undersigned.errors import CaseError
from undersigned.ingest import adding
from undersigned.settings import Settings
from undersigned.terms.progress import Silent

MAPPING = """name = "nowhere"
[columns]
who_is_paid = "Payee"
what = "What"
how_much = "Amount"
when = "Day"
document = "No."
[constants]
who_buys = "Invented County of Nowhere"
"""
HEADING = "No.,Payee,What,Amount,Day\n"
OLD = "1,SHOP LLC,Oracle Database licenses,100.00,2031-11-02\n2,FARM INC,hay,7.50,2031-03-04\n"
NEW = "3,SHOP LLC,Oracle Database licenses,50.25,2032-05-06\n4,FARM INC,Cisco router,-0.25,2032-07-08\n"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return add(Case(tmp_path / "case"), tmp_path / "old.csv", OLD)


def add(case: Case, path: Path, rows: str) -> Case:
    path.write_text(HEADING + rows, encoding="utf-8")
    path.with_suffix(".toml").write_text(MAPPING, encoding="utf-8")
    adding.add(case, [path], Settings(), Silent())
    return case


def figures(case: Case, as_of: str | None = None) -> dict[str, tuple[str, int | None]]:
    """Claim → (as-of day, figure)."""
    tracing.trace(case, Settings(), Silent(), as_of)
    with reading(case) as found:
        return {row[0]: (row[1], row[2]) for row in found.rows("SELECT claim_id, as_of, figure FROM claims")}


def test_identifiers_stay_when_newer_records_come(case: Case, tmp_path: Path) -> None:
    before = figures(case)
    after = figures(add(case, tmp_path / "new.csv", NEW))
    assert len(before) > 5
    assert set(before) < set(after)
    assert {day for day, _ in before.values()} == {"2031-11-02"}
    assert {day for day, _ in after.values()} == {"2032-07-08"}


def test_an_earlier_day_leaves_later_rows_out(case: Case, tmp_path: Path) -> None:
    before = figures(case, "2031-12-31")
    assert figures(add(case, tmp_path / "new.csv", NEW), "2031-12-31") == before
    with reading(case) as found:
        assert found.rows("SELECT max(action_date) FROM transactions") == [(date(2031, 11, 2),)]
        assert found.rows("FROM attributions ANTI JOIN awards USING (award_key)") == []


def test_a_day_before_every_row_is_an_error_and_the_case_as_it_was(case: Case) -> None:
    tracing.trace(case, Settings(), Silent())
    manifest = case.manifest()
    with pytest.raises(CaseError, match=r"No row of this case is of 1999-01-01 or before\."):
        tracing.trace(case, Settings(), Silent(), "1999-01-01")
    assert case.manifest() == manifest


def test_a_calendar_year_is_not_taken_for_a_federal_one(case: Case) -> None:
    tracing.trace(case, Settings(), Silent())
    with reading(case) as found:
        years = found.rows("SELECT DISTINCT fiscal_year FROM claims WHERE fiscal_year IS NOT NULL")
        agency = "FROM claims WHERE subject_kind = 'agency' AND channel = 'all' AND measure = 'obligations'"
        total = found.rows(f"SELECT statement {agency} AND fiscal_year IS NULL")
        caveats = found.rows(f"SELECT caveats {agency} AND fiscal_year = 2031")
    assert years == [(2031,)]
    assert "in fiscal year 2031 on 2 awards" in total[0][0]
    assert "Fiscal year 2031 is incomplete: the rows that count end on 2031-11-02." in caveats[0][0]


def test_the_same_case_gives_the_same_bytes(case: Case, tmp_path: Path) -> None:
    shutil.copytree(case.folder, tmp_path / "copy")
    first, second = (tracing.trace(each, Settings(), Silent()) for each in (case, Case(tmp_path / "copy")))
    names = sorted(path.name for path in first.iterdir())
    assert "claims.parquet" in names
    assert [name for name in names if (first / name).read_bytes() != (second / name).read_bytes()] == []
