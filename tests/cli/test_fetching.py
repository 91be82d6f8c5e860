"""`undersigned fetch`, as typed: what is asked for, where it goes, what is said."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.fetching.service import Service, serving, with_sample
from undersigned.case.folder import Case
from undersigned.cli import fetching
from undersigned.cli.main import run_as_command
from undersigned.errors import CaseError, FetchError, InputError
from undersigned.fetching.base import Fetched, Past, Span, Wanted

ASK = "/api/v2/bulk_download/awards/"
QUICK = ("--pause", "0.01")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with serving(with_sample()) as running:
        monkeypatch.setenv("UNDERSIGNED_USASPENDING", running.address)
        yield running


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("service")
def test_a_fiscal_year_is_fetched_and_added(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["fetch", "usaspending", "--agency", "IBS", "--fiscal-year", "2023", "--case", "c", *QUICK]
    assert run_as_command(words) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "None that the publisher counts is missing." in said
    assert "Next: undersigned trace --case c" in said
    (book,) = Case(Path("c")).reconciliations()
    assert book.rows_read == book.kept > 50
    assert Path("c/downloads/.gitignore").read_text(encoding="utf-8") == "*\n"
    (zipped,) = Path("c/downloads/usaspending").rglob("*.zip")
    assert str(zipped.name) in said
    assert run_as_command(words) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Already fetched" in said
    assert "--since-last" in said
    assert "already in this case" in said


@pytest.mark.usefixtures("service")
def test_a_second_year_is_a_second_fetch() -> None:
    for year in ("2023", "2024"):
        assert run_as_command(["fetch", "usaspending", "--agency", "IBS", "--fiscal-year", year, *QUICK]) == 0
    assert len(Case(Path()).reconciliations()) == 2


def test_without_adding_the_case_stays_as_it_was(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    days = ("--from", "2023-01-01", "--until", "2023-06-30")
    assert run_as_command(["fetch", "usaspending", "--agency", "IBS", *days, "--no-add", "-o", "there", *QUICK]) == 0
    assert "Next" not in capsys.readouterr().out
    assert list(Path("there/usaspending").rglob("*.zip"))
    assert not Path("case.json").exists()
    assert service.paths(ASK)[0]["filters"]["date_range"] == {"start_date": "2023-01-01", "end_date": "2023-06-30"}


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nobody"], "the publishers are usaspending"),
        (["usaspending"], "Say what to fetch"),
        (["usaspending", "--fiscal-year", "2023"], "Name the agency"),
        (["usaspending", "--agency", "X", "--fiscal-year", "23"], "a fiscal year is written like 2025"),
        (["usaspending", "--agency", "X", "--fiscal-year", "2023", "--since-last"], "in one way"),
        (["usaspending", "--agency", "X", "--fiscal-year", "2023", "--from", "2023-01-01"], "not both"),
        (["usaspending", "--agency", "X", "--from", "1.2.2023"], "a day is written like"),
        (["usaspending", "--agency", "X", "--from", "2023-02-02", "--until", "2023-01-01"], "later than"),
        (["usaspending", "--since-last"], "Nothing was fetched yet"),
    ],
)
def test_a_question_that_cannot_be_asked_is_one_sentence(
    words: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_as_command(["fetch", *words]) == InputError.exit_code
    assert sentence in " ".join(capsys.readouterr().err.split())


def test_awards_of_a_company_need_a_trace(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_as_command(["fetch", "usaspending", "--awards-of", "Kestrelcloud"]) == CaseError.exit_code
    assert "not traced" in capsys.readouterr().err


def test_renamed_columns_are_named_and_the_download_stays(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    service.renamed = {"federal_action_obligation": "obligated"}
    words = ["fetch", "usaspending", "--agency", "IBS", "--fiscal-year", "2023", *QUICK]
    assert run_as_command(words) == InputError.exit_code
    said = capsys.readouterr()
    assert "federal_action_obligation" in " ".join(said.err.split())
    assert list(Path("downloads").rglob("*.zip"))
    assert not Path("case.json").exists()


def test_what_is_new_since_the_last_fetch_is_asked_by_change(
    service: Service, capsys: pytest.CaptureFixture[str]
) -> None:
    fetched = ["fetch", "usaspending", "--agency", "IBS", "--fiscal-year", "2023", *QUICK]
    assert run_as_command(fetched) == 0
    (state,) = Path("downloads").rglob("fetch.json")
    stored = json.loads(state.read_text(encoding="utf-8"))
    today = date.fromisoformat(stored["day"])
    state.write_text(json.dumps({**stored, "day": str(today - timedelta(days=30))}), encoding="utf-8")
    changed = next(
        row for row in service.rows["transactions"] if row["awarding_sub_agency_name"] == "INVENTED BORDER SERVICE"
    )
    changed["last_modified_date"] = f"{today - timedelta(days=35)} 00:00:00"
    capsys.readouterr()
    assert run_as_command(["fetch", "usaspending", "--since-last", *QUICK]) == 0
    filters = service.paths(ASK)[1]["filters"]
    assert filters["date_type"] == "last_modified_date"
    assert filters["date_range"] == {"start_date": str(today - timedelta(days=37)), "end_date": str(today)}
    assert "1 row" in capsys.readouterr().out
    assert len(Case(Path()).reconciliations()) == 2


def test_changes_are_looked_for_from_the_day_that_all_fetches_were_current() -> None:
    year = Span(date(2022, 10, 1), date(2023, 9, 30))
    first = Past(Wanted("a", ("IBS",), (year,)), date(2024, 1, 10), finished=True)
    changes = Span(date(2024, 1, 3), date(2024, 2, 10))
    later = Past(Wanted("b", ("IBS",), (changes,), "last_modified_date"), date(2024, 2, 10), finished=True)
    second = Past(Wanted("c", ("IBS",), (year,), subawards=True), date(2024, 2, 1), finished=True)
    asked = fetching.Question("usaspending", since_last=True)
    since = fetching._since_last(asked, [first, later])
    assert since.spans[0].first == date(2024, 2, 3)
    since = fetching._since_last(asked, [first, second])
    assert since.spans[0].first == date(2024, 1, 3)
    assert since.subawards


def test_an_unfinished_fetch_of_changes_is_taken_up_again() -> None:
    year = Span(date(2022, 10, 1), date(2023, 9, 30))
    first = Past(Wanted("a", ("IBS",), (year,)), date(2024, 1, 10), finished=True)
    changes = Wanted("b", ("IBS",), (Span(date(2024, 1, 3), date(2024, 2, 10)),), "last_modified_date")
    asked = fetching.Question("usaspending", since_last=True)
    assert fetching._since_last(asked, [first, Past(changes, date(2024, 2, 10), finished=False)]) == changes


def test_awards_that_are_here_are_asked_anew_by_moving_their_folder(capsys: pytest.CaptureFixture[str]) -> None:
    here = Fetched(Path("there"), (), (), counted=True, anew=False)
    fetching._tell(here, fetching.Question("usaspending", awards_of="Kestrelcloud"))
    said = capsys.readouterr().out
    assert "--since-last" not in said
    assert "move that folder away first" in " ".join(said.split())


def test_stopped_from_the_keyboard_it_says_that_it_can_go_on(service: Service) -> None:
    service.pending = 10**6
    words = ["fetch", "usaspending", "--agency", "IBS", "--fiscal-year", "2023", *QUICK]
    run = subprocess.Popen(
        [sys.executable, "-m", "undersigned", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ
    )
    deadline = time.monotonic() + 60
    while not service.paths("/api/v2/download/status"):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "Run the same command again" in " ".join(said.decode().split())
    service.jobs["Made_1.zip"].pending = 0
    assert run_as_command(words) == 0
    assert len(service.paths(ASK)) == 1


def test_asked_until_today_and_stopped_it_goes_on_after_midnight(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["fetch", "usaspending", "--agency", "IBS", "--from", "2023-01-01", *QUICK]
    monkeypatch.setattr("undersigned.cli.fetching._today", lambda: date(2023, 6, 30))
    service.pending = 10**6
    assert run_as_command([*words, "--patience", "0"]) == FetchError.exit_code
    monkeypatch.setattr("undersigned.cli.fetching._today", lambda: date(2023, 7, 1))
    service.jobs["Made_1.zip"].pending = 0
    assert run_as_command(words) == 0
    assert len(service.paths(ASK)) == 1
