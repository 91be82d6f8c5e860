"""What is read of millions of awards, and that it changes nothing of what is found."""

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pytest

from tests.makers.invented import ALONE, ROW, award, by_way_of_the_engine, catalogue, judged, line
from undersigned.case.folder import Case
from undersigned.engine.base import Engine, Place, rows
from undersigned.engine.duckdb import opened
from undersigned.ingest import adding, counted
from undersigned.makers import catalogue as packaged
from undersigned.makers import tracing
from undersigned.makers.attribute import Attributor
from undersigned.makers.award import Award
from undersigned.makers.decision import Decision
from undersigned.makers.tracing import Room
from undersigned.settings import Settings
from undersigned.terms.judgement import Judgements
from undersigned.terms.progress import Silent

PUBLISHES = "SOFTWARE PUBLISHERS"
MAKES = "ALL OTHER ELECTRONIC EQUIPMENT MANUFACTURING"
TEXTS = [
    line("KESTRELCLOUD HOSTING", "FOUR MEADOWS LLC"),
    line("kestrel-cloud höstïng für 12 users", "FOUR MEADOWS LLC"),
    line("RACKS COMPATIBLE WITH STILT", "FOUR MEADOWS LLC"),
    line("TEN UNITS", "STILT NETWORKS"),
    line("FUNDING ONLY", "STILT NETWORKS"),
    line("GODWIT SCANNER UNITS", "GODWIT INSTRUMENTS, LLC", industry=MAKES),
    line("GÖDWIT SCANNER UNITS", "GÖDWIT INSTRUMENTS, LLC", industry=MAKES),
    line("HERON SCANNER UNITS", "HERON INSTRUMENTS, LLC", industry=MAKES),
    line("UNITS LIKE HERON", "OTHER MEADOWS LLC"),
    line("ANALYSIS", "WADER INC", "IT - SOFTWARE", PUBLISHES),
    line("ANALYSIS SOFTWARE", "WADER INC", "", PUBLISHES),
    line("JANITORIAL SERVICES", "FOUR MEADOWS LLC", "S201- HOUSEKEEPING"),
    line("", "FOUR MEADOWS LLC"),
]


def awards(copies: int = 1) -> list[Award]:
    """Awards of all kinds, some of them orders under agreements."""
    found = []
    for copy in range(copies):
        for number, one in enumerate(TEXTS):
            other = TEXTS[(number * 5 + copy) % len(TEXTS)]
            agreement = f"PARENT{number % 3}_7012" if copy % 2 else ALONE
            lines = (one, other) if copy % 3 and one != other else (one,)
            found.append(award(*lines, number=f"{copy:03}{number:02}", agreement=agreement))
    return found


def attributor(of: Sequence[Award], *, reading_all: bool) -> Attributor:
    """The rules; reading all awards because each has documents, which say nothing."""
    named = {one.recipient: "" for each in of for one in each.lines}
    asked = {each.key: () for each in of} if reading_all else {}
    return Attributor(catalogue(), Judgements(), named, asked)


def told(decisions: Sequence[Decision]) -> list[tuple[object, ...]]:
    return [(*decision.attributions, *decision.steps) for decision in decisions]


def test_what_the_sieve_holds_back_says_nothing() -> None:
    some = awards(6)
    all_read = told(by_way_of_the_engine(some, attributor(some, reading_all=True)))
    assert told(by_way_of_the_engine(some, attributor(some, reading_all=False))) == all_read
    assert len({rule for each in all_read for rule in {getattr(step, "rule", "") for step in each}}) >= 5


def steps_of(case: Case, folder: Path, *, reading_all: bool) -> list[dict[str, object]]:
    """Every step of a trace of a case's awards."""
    folder.mkdir()
    with opened(Settings(), Place(case.folder, folder)) as engine:
        every = counted.prepare(case, engine).every
        names = {row["recipient_name"]: "" for row in rows(engine, every.select("recipient_name").distinct())}
        asked = (
            {row["award_key"]: () for row in rows(engine, every.select("award_key").distinct())} if reading_all else {}
        )
        of = Attributor(packaged.load(case.folder), Judgements(), names, asked)
        found = tracing.attribute(engine, every, of, Room(folder, 2))
        return list(rows(engine, found.steps.order_by("award_key", "number")))


def test_what_the_sieve_holds_back_of_the_sample_says_nothing(traced: Case, tmp_path: Path) -> None:
    all_read = steps_of(traced, tmp_path / "all", reading_all=True)
    assert steps_of(traced, tmp_path / "sifted", reading_all=False) == all_read


def test_what_the_sieve_holds_back_of_the_real_records_says_nothing(real_data: Path, tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    adding.add(case, sorted(real_data.glob("usaspending_*.csv.gz")), Settings(), Silent())
    all_read = steps_of(case, tmp_path / "all", reading_all=True)
    assert len(all_read) > 20_000
    assert steps_of(case, tmp_path / "sifted", reading_all=False) == all_read


def test_processes_and_batches_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    some = awards(40)
    alone = told(by_way_of_the_engine(some, attributor(some, reading_all=False)))
    monkeypatch.setattr("undersigned.engine.duckdb.ROWS_OF_A_BATCH", 97)
    assert told(by_way_of_the_engine(some, attributor(some, reading_all=False), processes=2)) == alone


def test_an_award_that_a_person_judged_is_read_though_it_says_nothing() -> None:
    silent = award(line("OPTION YEAR"))
    judgements = Judgements(makers=(judged(silent, "Godwit"),))
    (decision,) = by_way_of_the_engine([silent], Attributor(catalogue(), judgements, {"FOUR MEADOWS LLC": ""}))
    assert [found.maker for found in decision.attributions] == ["Godwit"]


def test_who_is_named_and_which_awards_are_there(engine: Engine, tmp_path: Path) -> None:
    some = awards()
    said = pa.Table.from_pylist(
        [
            {"award_key": each.key, "transaction_key": "T", "description": one.text, "recipient_name": one.recipient}
            for each in some
            for one in each.lines
        ],
        ROW,
    )
    every = engine.load("every_row", said)
    traced = tracing.attribute(engine, every, attributor(some, reading_all=False), Room(tmp_path, 1))
    assert set(traced.makers()) == {"Kestrelcloud", "Stilt"}
    assert traced.awards_there({some[0].key, "nowhere"}) == {some[0].key}
