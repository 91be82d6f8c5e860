import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.fetching.conftest import QUICK, YEAR, Fetch
from tests.fetching.service import Service
from undersigned.case import checksums
from undersigned.errors import FetchError, InputError, RoomError
from undersigned.fetching import archives, downloading
from undersigned.fetching.base import Manners, Span, Wanted
from undersigned.fetching.federal.counting import CONTRACTS
from undersigned.fetching.usaspending import PUBLISHER
from undersigned.sources.base import personal

ASK = "/api/v2/bulk_download/awards/"
FILES = "/generated_downloads/"
COUNT = "/api/v2/download/count/"
STATUS = "/api/v2/download/status"
WHOLE = Wanted("ibs", ("IBS",), (YEAR,))


def in_year(service: Service) -> int:
    days = {"start_date": str(YEAR.first), "end_date": str(YEAR.last), "date_type": "action_date"}
    filters = {"agencies": [{"name": "INVENTED BORDER SERVICE"}], "time_period": [days]}
    return len(service.select("transactions", filters))


def test_a_year_of_an_agency_arrives_whole(service: Service, fetch: Fetch) -> None:
    fetched = fetch()
    (file,) = fetched.files
    assert file.rows == in_year(service) > 50
    assert file.sha256 == checksums.of_file(file.path)
    assert fetched.anew


def test_the_request_is_the_contracts(service: Service, fetch: Fetch) -> None:
    fetch()
    (asked,) = service.paths(ASK)
    agency = {
        "type": "awarding",
        "tier": "subtier",
        "name": "INVENTED BORDER SERVICE",
        "toptier_name": "INVENTED DEPARTMENT OF EDGES",
    }
    assert asked["filters"] == {
        "prime_award_types": list(CONTRACTS),
        "date_type": "action_date",
        "date_range": {"start_date": "2022-10-01", "end_date": "2023-09-30"},
        "agencies": [agency],
    }
    assert asked["file_format"] == "csv"


def test_nothing_about_persons_is_asked_for(service: Service, fetch: Fetch) -> None:
    fetched = fetch(Wanted("ibs", ("IBS",), (YEAR,), subawards=True))
    assert len(fetched.files) == 2
    for asked in service.paths(ASK):
        assert len(asked["columns"]) > 80
        assert personal(asked["columns"]) == []
    for file in fetched.files:
        assert personal(list(archives.tables(file.path)[0].columns)) == []


def test_days_are_halved_until_a_request_fits(service: Service, fetch: Fetch) -> None:
    service.most = 20
    fetched = fetch()
    assert sum(file.rows for file in fetched.files) == in_year(service)
    assert max(file.rows for file in fetched.files) <= 20
    days = sorted(
        (asked["filters"]["date_range"]["start_date"], asked["filters"]["date_range"]["end_date"])
        for asked in service.paths(ASK)
    )
    for (_, last), (first, _) in pairwise(days):
        assert last < first


def test_a_long_span_is_cut_at_366_days(service: Service, fetch: Fetch) -> None:
    fetch(Wanted("ibs", ("IBS",), (Span(date(2021, 1, 1), date(2025, 12, 31)),)))
    for asked in service.paths(ASK):
        span = asked["filters"]["date_range"]
        assert (date.fromisoformat(span["end_date"]) - date.fromisoformat(span["start_date"])).days <= 365


def test_one_day_with_too_many_rows_is_said(service: Service, fetch: Fetch) -> None:
    service.most = 1
    with pytest.raises(FetchError, match="one request brings 1 at most"):
        fetch()


def test_a_finished_fetch_asks_nothing_again(service: Service, fetch: Fetch) -> None:
    fetch()
    before = len(service.asked)
    assert not fetch().anew
    assert len(service.asked) == before


def test_a_file_that_was_taken_away_is_fetched_again(service: Service, fetch: Fetch) -> None:
    fetch().files[0].path.unlink()
    again = fetch()
    assert again.anew
    assert again.files[0].path.exists()
    assert len(service.paths(ASK)) == 2


def test_days_before_counting_began_are_fetched_and_said(service: Service, fetch: Fetch) -> None:
    for row in service.rows["transactions"]:
        row["action_date"] = "2005-03-04"
    fetched = fetch(Wanted("ibs", ("IBS",), (Span(date(2004, 10, 1), date(2005, 9, 30)),)))
    assert fetched.files[0].rows > 100
    assert "cannot be checked" in fetched.remarks[0]
    assert not fetched.counted
    assert not service.paths(COUNT)


@pytest.mark.parametrize("first", [date(1999, 1, 1), date(2999, 1, 1)])
def test_days_without_records_are_refused(fetch: Fetch, first: date) -> None:
    with pytest.raises(InputError):
        fetch(Wanted("ibs", ("IBS",), (Span(first, first + timedelta(days=3)),)))


def test_no_rows_are_said(service: Service, fetch: Fetch) -> None:
    fetched = fetch(Wanted("ibs", ("IBS",), (Span(date(2010, 10, 1), date(2011, 9, 30)),)))
    assert fetched.files == ()
    assert fetched.remarks == ("INVENTED BORDER SERVICE has no transactions from 2010-10-01 to 2011-09-30.",)
    assert not service.paths(ASK)


@pytest.mark.parametrize(
    "fault",
    [
        (503, {}, b"busy"),
        (429, {"Retry-After": "0"}, b""),
        (200, {}, b"<html>maintenance</html>"),
        (200, {"Content-Type": "application/json"}, b'["no object"]'),
        (200, {"Content-Type": "application/json"}, b"{}"),
    ],
)
@pytest.mark.parametrize("path", [ASK, COUNT, STATUS, "/api/v2/autocomplete/"])
def test_a_passing_fault_is_asked_again(
    service: Service, fetch: Fetch, path: str, fault: tuple[int, dict[str, str], bytes]
) -> None:
    service.faults[path] = [fault, fault]
    assert fetch().files[0].rows == in_year(service)


def test_a_lasting_fault_is_one_sentence_and_can_be_resumed(service: Service, fetch: Fetch) -> None:
    service.faults[COUNT] = [(503, {}, b"")] * 8
    with pytest.raises(FetchError, match="run the same command again later"):
        fetch()
    assert fetch().files[0].rows == in_year(service)


def test_a_refused_question_is_not_repeated(service: Service, fetch: Fetch) -> None:
    service.faults[ASK] = [(400, {}, b'{"detail": "Unknown agency"}')]
    with pytest.raises(FetchError, match="400: Unknown agency"):
        fetch()
    assert len(service.paths(ASK)) == 1


def test_endless_pending_ends_and_is_looked_for_again_not_asked_again(service: Service, fetch: Fetch) -> None:
    service.pending = 10**6
    with pytest.raises(FetchError, match="has not made the file"):
        fetch(manners=Manners(0.01, 0.0001))
    service.jobs["Made_1.zip"].pending = 0
    assert fetch().files[0].rows == in_year(service)
    assert len(service.paths(ASK)) == 1


def test_a_failed_file_is_asked_for_again(service: Service, fetch: Fetch) -> None:
    service.failing = 2
    assert fetch().files[0].rows == in_year(service)
    assert len(service.paths(ASK)) == 3


def test_a_file_that_fails_always_is_said_with_the_reason(service: Service, fetch: Fetch) -> None:
    service.failing = 3
    with pytest.raises(FetchError, match="An exception was raised"):
        fetch()
    assert fetch().files[0].rows == in_year(service)


def test_a_request_that_the_publisher_forgot_is_asked_again(service: Service, fetch: Fetch) -> None:
    service.pending = 10**6
    with pytest.raises(FetchError):
        fetch(manners=Manners(0.01, 0.0001))
    service.jobs.clear()
    service.pending = 0
    assert fetch().files[0].rows == in_year(service)
    assert len(service.paths(ASK)) == 2


def test_a_file_that_was_thrown_away_is_asked_for_again(service: Service, fetch: Fetch) -> None:
    service.faults[FILES] = [(403, {}, b"<Error>AccessDenied</Error>")]
    assert fetch().files[0].rows == in_year(service)


def test_a_cut_download_goes_on_where_it_broke_off(service: Service, fetch: Fetch) -> None:
    service.cut = [1000, 500]
    assert fetch().files[0].rows == in_year(service)
    assert [asked for _, asked in service.sent if asked] == ["bytes=1000-", "bytes=1500-"]


def test_without_ranges_a_cut_download_starts_again(service: Service, fetch: Fetch) -> None:
    service.ranges = False
    service.cut = [1000]
    assert fetch().files[0].rows == in_year(service)


def test_a_damaged_zip_is_fetched_again(service: Service, fetch: Fetch) -> None:
    fetch(Wanted("ibs", ("IBS",), (Span(YEAR.first, YEAR.first),)))
    service.faults[FILES] = [(200, {}, b"PK\x03\x04 and no more"), (200, {}, b"<html>no zip</html>")]
    assert fetch().files[0].rows == in_year(service)


def test_a_zip_that_is_always_damaged_is_said(service: Service, fetch: Fetch) -> None:
    service.faults[FILES] = [(200, {}, b"PK\x03\x04")] * 3
    with pytest.raises(FetchError, match="the file is damaged"):
        fetch()


def test_a_redirect_to_a_stranger_is_refused(service: Service, fetch: Fetch) -> None:
    service.faults[FILES] = [(302, {"Location": "https://files.example.org/x.zip"}, b"")]
    with pytest.raises(FetchError, match=r"leads to files\.example\.org"):
        fetch()


def test_a_file_address_of_a_stranger_is_refused(service: Service, fetch: Fetch) -> None:
    service.file_host = "http://files.usaspending.gov"  # no TLS
    with pytest.raises(FetchError, match=r"leads to files\.usaspending\.gov"):
        fetch()


def test_a_redirect_within_the_publisher_is_followed(service: Service, fetch: Fetch) -> None:
    service.faults[FILES] = [(302, {"Location": "/generated_downloads/Made_1.zip"}, b"")]
    assert fetch().files[0].rows == in_year(service)


def test_a_slow_server_is_waited_for(service: Service, fetch: Fetch) -> None:
    service.slow = 0.05
    assert fetch().files[0].rows == in_year(service)


def test_a_server_that_hangs_is_one_sentence(service: Service, fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.fetching.web._PATIENCE", 0.02)
    service.slow = 0.1
    with pytest.raises(FetchError, match="did not answer"):
        fetch()


def test_nobody_there_is_one_sentence(fetch: Fetch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PUBLISHER.variable, "http://127.0.0.1:9")
    with pytest.raises(FetchError, match="did not answer"):
        fetch()


def test_more_rows_than_counted_are_kept_and_said(service: Service, fetch: Fetch) -> None:
    service.counted_more = -2
    fetched = fetch()
    assert fetched.files[0].rows == in_year(service)
    assert "2 more than the publisher counts" in fetched.remarks[0]


def test_a_zip_with_other_columns_arrives_and_is_told_by_those_it_knows(service: Service, fetch: Fetch) -> None:
    service.renamed = {"federal_action_obligation": "obligation_of_the_action"}
    assert fetch().files[0].rows == in_year(service)


def test_a_zip_without_any_known_key_is_said(service: Service, fetch: Fetch) -> None:
    service.renamed = {
        "contract_transaction_unique_key": "transaction_key",
        "contract_award_unique_key": "award_key",
    }
    with pytest.raises(FetchError, match="may have renamed them"):
        fetch()


def test_a_full_disk_is_said_before_anything_is_written(
    service: Service, fetch: Fetch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(downloading, "SPARE", 10**18)
    with pytest.raises(RoomError, match="MB free"):
        fetch()
    assert not [path for path in tmp_path.rglob("*.part") if path.stat().st_size]
    monkeypatch.undo()
    monkeypatch.setenv(PUBLISHER.variable, service.address)
    assert fetch().files[0].rows == in_year(service)


def test_a_name_that_leaves_the_folder_is_refused(service: Service, fetch: Fetch) -> None:
    told = json.dumps({"file_name": "../../stolen.zip"}).encode()
    service.faults[ASK] = [(200, {}, told)]
    with pytest.raises(FetchError, match="no name of a zip"):
        fetch()


def test_the_state_tells_what_was_fetched(fetch: Fetch) -> None:
    fetched = fetch()
    stored = json.loads((fetched.folder / "fetch.json").read_text(encoding="utf-8"))
    assert stored["finished"]
    assert [part["sha256"] for part in stored["parts"]] == [fetched.files[0].sha256]


def test_a_damaged_state_is_said(fetch: Fetch) -> None:
    fetched = fetch()
    (fetched.folder / "fetch.json").write_text("{", encoding="utf-8")
    with pytest.raises(FetchError, match="damaged"):
        fetch()


def test_what_changed_is_asked_by_the_day_of_the_change(service: Service, fetch: Fetch, tmp_path: Path) -> None:
    changed = [row["last_modified_date"][:10] for row in service.rows["transactions"]]
    span = Span(date.fromisoformat(min(changed)), date.fromisoformat(max(changed)))
    wanted = replace(WHOLE, spans=(span,), by="last_modified_date")
    fetched = fetch(wanted)
    assert sum(file.rows for file in fetched.files) > in_year(service)
    assert {asked["filters"]["date_type"] for asked in service.paths(ASK)} == {"last_modified_date"}
    assert [past.finished for past in PUBLISHER.past(tmp_path)] == [True]


def test_at_most_two_requests_are_under_way(service: Service, fetch: Fetch) -> None:
    service.most = 20
    service.pending = 10**6
    with pytest.raises(FetchError):
        fetch(manners=replace(QUICK, patience=0.0001))
    assert len(service.paths(ASK)) == 2


def test_each_zip_can_be_opened(fetch: Fetch) -> None:
    with zipfile.ZipFile(fetch().files[0].path) as archive:
        assert archive.testzip() is None
