"""A publisher's file lacks rows that its own count has: the case does not change, and the missing are named."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetching.service import Service, serving, with_sample
from tests.journeys.conftest import Tell
from undersigned.case.folder import Case
from undersigned.errors import FetchError

WORDS = ("fetch", "usaspending", "--agency", "IBS", "--fiscal-year", "2023", "--pause", "0.01")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with serving(with_sample()) as running:
        monkeypatch.setenv("UNDERSIGNED_USASPENDING", running.address)
        yield running


def test_a_smaller_case_is_never_made(tell: Tell, service: Service, tmp_path: Path) -> None:
    taken_back = next(
        row
        for row in service.rows["transactions"]
        if row["awarding_sub_agency_name"] == "INVENTED BORDER SERVICE"
        and "2022-10-01" <= row["action_date"] <= "2023-09-30"
        and row["federal_action_obligation"].startswith("-")
    )
    service.lost = lambda level, row: level == "transactions" and row is taken_back
    said = tell(*WORDS, fails=FetchError.exit_code)
    assert "1 are missing" in said
    assert f"{taken_back['contract_award_unique_key']} modification {taken_back['modification_number']}" in said
    assert not (tmp_path / "case.json").exists()

    service.lost = lambda *_: False
    tell(*WORDS)
    (book,) = Case(tmp_path).reconciliations()
    days = {"start_date": "2022-10-01", "end_date": "2023-09-30", "date_type": "action_date"}
    filters = {"agencies": [{"name": "INVENTED BORDER SERVICE"}], "time_period": [days]}
    assert book.rows_read == len(service.select("transactions", filters))
