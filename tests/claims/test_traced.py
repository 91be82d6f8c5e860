"""Agencies under one name; awards as the latest row that tells something tells it."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import duckdb
import ibis.expr.types as ir
import pyarrow as pa
import pytest

from undersigned.claims import traced
from undersigned.engine.base import rows
from undersigned.engine.duckdb import DuckDB
from undersigned.terms.column import TRANSACTION

_KINDS = {"text": pa.string(), "cents": pa.int64(), "date": pa.date32(), "year": pa.int32()}
_SCHEMA = pa.schema(
    [(column.name, _KINDS[column.kind]) for column in TRANSACTION]
    + [("file_id", pa.string()), ("file_number", pa.int32()), ("is_summary", pa.bool_())]
    + [(name, pa.string()) for name in ("company_id", "company_name", "family_name")]
)


@pytest.fixture
def engine() -> Iterator[DuckDB]:
    with duckdb.connect() as connection:
        yield DuckDB(connection)


def loaded(engine: DuckDB, *told: dict[str, Any]) -> ir.Table:
    plain = {"file_id": "f", "file_number": 0, "is_summary": False, "award_key": "A1", "obligation": 1}
    return engine.load("told", pa.Table.from_pylist([plain | row for row in told], schema=_SCHEMA))


def names(engine: DuckDB, *told: dict[str, Any]) -> dict[str, str]:
    return {row["published"]: row["agency"] for row in rows(engine, traced.agencies(loaded(engine, *told)))}


def test_an_agency_of_one_code_has_its_shortest_name(engine: DuckDB) -> None:
    told = [{"agency": name, "agency_code": "7012"} for name in ("Border Office", "BORDER OFFICE OF ALL", "BO")]
    assert names(engine, *told[:1]) == {"Border Office": "Border Office"}
    found = names(engine, *(row | {"file_id": str(number)} for number, row in enumerate(told)))
    assert found == dict.fromkeys(("Border Office", "BORDER OFFICE OF ALL", "BO"), "BO")


def test_a_code_that_one_file_uses_for_several_agencies_unites_nothing(engine: DuckDB) -> None:
    told = [{"agency": name, "agency_code": "9700"} for name in ("Army", "Navy", "NAVY")]
    assert names(engine, *told) == {"Army": "Army", "Navy": "Navy", "NAVY": "NAVY"}


def award(engine: DuckDB, *told: dict[str, Any]) -> dict[str, Any]:
    table = loaded(engine, *told)
    (found,) = rows(engine, traced.awards(table, table))
    return found


def test_an_award_ends_when_the_latest_row_that_tells_an_end_says(engine: DuckDB) -> None:
    day = [date(2031, 1, each) for each in (1, 2, 3)]
    found = award(
        engine,
        {"transaction_key": "T3", "action_date": day[2], "end_date": None, "agency": "C"},
        {"transaction_key": "T2", "action_date": day[1], "end_date": date(2035, 1, 1), "agency": "B"},
        {"transaction_key": "T1", "action_date": day[0], "end_date": date(2040, 1, 1), "description": "FIRST"},
    )
    assert (found["end_date"], found["agency"], found["opening_words"]) == (date(2035, 1, 1), "C", "FIRST")
    assert (found["obligation"], found["transactions"]) == (3, 3)


def test_of_one_row_in_several_files_the_file_added_last_tells(engine: DuckDB) -> None:
    row = {"transaction_key": "T1", "action_date": date(2031, 1, 1)}
    told = [row | {"file_number": number, "end_date": date(2030 + number, 1, 1)} for number in (9, 10, 2)]
    assert award(engine, *told)["end_date"] == date(2040, 1, 1)


def test_only_federal_awards_have_a_page(engine: DuckDB) -> None:
    row = {"transaction_key": "T1"}
    assert award(engine, row | {"award_key": "county|1"})["link"] is None
    link = "https://www.usaspending.gov/award/CONT_AWD_1/"
    assert award(engine, row | {"award_key": "CONT_AWD_1"})["link"] == link
