"""A file with fewer rows than the publisher counts is an error that names what is missing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from tests.fetching.conftest import QUICK, YEAR, Fetch
from tests.fetching.service import Row, Service
from undersigned.errors import FetchError
from undersigned.fetching.base import Span, Wanted

IBS = "INVENTED BORDER SERVICE"
ONE_DAY = date(2023, 3, 1)


def some(service: Service, rows: int) -> list[Row]:
    """Transactions of the agency and year, chosen so that a test can lose them."""
    return [
        row
        for row in service.rows["transactions"]
        if row["awarding_sub_agency_name"] == IBS and str(YEAR.first) <= row["action_date"] <= str(YEAR.last)
    ][:rows]


def losing(rows: list[Row]) -> Callable[[str, Row], bool]:
    keys = {row["contract_transaction_unique_key"] for row in rows}
    return lambda level, row: level == "transactions" and row["contract_transaction_unique_key"] in keys


def test_the_missing_days_awards_and_modifications_are_named(service: Service, fetch: Fetch) -> None:
    lost = some(service, 2)
    service.lost = losing(lost)
    with pytest.raises(FetchError) as caught:
        fetch()
    said = str(caught.value)
    assert "2 are missing" in said
    for row in lost:
        assert row["action_date"] in said
        assert f"{row['contract_award_unique_key']} modification {row['modification_number']}" in said


def test_the_next_run_asks_anew_and_completes(service: Service, fetch: Fetch) -> None:
    service.lost = losing(some(service, 3))
    with pytest.raises(FetchError, match="3 are missing"):
        fetch()
    service.lost = lambda *_: False
    assert fetch().anew
    assert len(service.paths("/api/v2/bulk_download/awards/")) == 2


def test_a_total_that_was_only_counted_too_early_is_counted_again(service: Service, fetch: Fetch) -> None:
    service.pending = 10**6
    service.counted_more = 4
    with pytest.raises(FetchError, match="has not made the file"):
        fetch(manners=replace(QUICK, patience=0.0001))
    service.counted_more = 0
    service.jobs["Made_1.zip"].pending = 0
    assert fetch().remarks == ()


def test_totals_that_no_search_confirms_are_still_an_error(service: Service, fetch: Fetch) -> None:
    service.counted_more = 1
    with pytest.raises(FetchError, match="1 are missing"):
        fetch()


def test_missing_rows_are_named_while_the_pages_shift(service: Service, fetch: Fetch) -> None:
    for number, row in enumerate(service.rows["transactions"]):
        row["action_date"] = str(ONE_DAY)
        row["contract_award_unique_key"] = f"CONT_AWD_{number}"
    lost = some(service, 1)
    service.lost = losing(lost)
    service.shuffled = True
    with pytest.raises(FetchError) as caught:
        fetch(Wanted("ibs", ("IDE",), (Span(ONE_DAY, ONE_DAY),)))
    said = str(caught.value)
    assert "1 of 300 on 2023-03-01" in said
    assert lost[0]["contract_award_unique_key"] + " " in said
    assert said.count(" modification ") == 1
    assert len(service.paths("/api/v2/search/")) > 3


def test_missing_subawards_are_named_by_day(service: Service, fetch: Fetch) -> None:
    row = next(row for row in service.rows["subawards"] if row["prime_award_awarding_sub_agency_name"] == IBS)
    service.lost = lambda level, other: level == "subawards" and other is row
    day = date.fromisoformat(row["subaward_action_date"])
    with pytest.raises(FetchError, match=f"on {day}"):
        fetch(Wanted("ibs", ("IBS",), (Span(day, day),), subawards=True))


def test_a_search_that_fails_leaves_the_plain_sentence(service: Service, fetch: Fetch) -> None:
    service.lost = losing(some(service, 1))
    service.faults["/api/v2/search/"] = [(400, {}, b"{}")]
    with pytest.raises(FetchError, match=r"1 are missing. Nothing was added"):
        fetch()
