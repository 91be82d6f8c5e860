"""Shapes never add: one award and modification counts once, and sums are those of a plain count with `Decimal`."""

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from tests.ingest.cases import add, line, table
from undersigned.case.folder import Case
from undersigned.engine.duckdb import DuckDB
from undersigned.errors import CaseError
from undersigned.ingest import counted
from undersigned.ingest.counted import Superseded
from undersigned.sample.write import write_all
from undersigned.terms.fiscal import fiscal_year

Sums = dict[tuple[str, int | None], Decimal]
Rows = list[dict[str, str]]


def counting(case: Case) -> tuple[Sums, list[Superseded]]:
    """Net obligations by agency code and fiscal year of the rows that count, and which file won."""
    with duckdb.connect() as connection:
        engine = DuckDB(connection)
        rows = counted.prepare(case, engine)
        sums = connection.execute(
            "SELECT agency_code, fiscal_year, sum(obligation) FROM counting WHERE obligation != 0 GROUP BY ALL"
        ).fetchall()
        won = counted.superseded(case, engine, rows)
        return {(agency, year): Decimal(int(cents)) / 100 for agency, year, cents in sums}, won


def file(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text(table(*lines), encoding="utf-8")
    return path


def total(case: Case) -> Decimal:
    return sum(counting(case)[0].values(), Decimal(0))


def test_one_file_counts_as_it_is(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    add(case, file(tmp_path, "one.csv", line(1), line(2), line(2)))
    assert counting(case) == ({("9901", 2031): Decimal("3.50")}, [])


def test_a_later_file_of_the_same_shape_wins(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    older = file(tmp_path, "older.csv", line(1), line(2), line(3))
    newer = file(tmp_path, "newer.csv", line(2, obligation="20.00"), line(3), line(4))
    add(case, older)
    add(case, newer)
    sums, superseded = counting(case)
    assert sums == {("9901", 2031): Decimal("1.25") + Decimal("20.00") + Decimal("3.25") + Decimal("4.25")}
    assert superseded == [Superseded("older.csv", "newer.csv", rows=2, different=1)]


def test_the_order_on_the_command_line_is_the_order(tmp_path: Path) -> None:
    first = file(tmp_path, "first.csv", line(1, obligation="1.00"))
    second = file(tmp_path, "second.csv", line(1, obligation="2.00"))
    for name, paths, wins in (("a", (first, second), "2.00"), ("b", (second, first), "1.00")):
        case = Case(tmp_path / name)
        add(case, *paths)
        assert total(case) == Decimal(wins)


def test_a_modification_is_its_own_row(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    add(case, file(tmp_path, "one.csv", line(1), line(1, modification="P00001", obligation="-0.25")))
    add(case, file(tmp_path, "two.csv", line(1, modification="P00001", obligation="-0.50")))
    assert total(case) == Decimal("0.75")


def test_a_case_without_files_says_what_to_run(tmp_path: Path) -> None:
    with duckdb.connect() as connection, pytest.raises(CaseError, match=r"has no files yet. Run: undersigned add"):
        counted.prepare(Case(tmp_path), DuckDB(connection))


@pytest.mark.parametrize("damage", [b"", b"PAR1 no more", None])
def test_damaged_rows_are_said_with_their_file(tmp_path: Path, damage: bytes | None) -> None:
    case = Case(tmp_path / "case")
    (books,) = add(case, file(tmp_path, "one.csv", line(1))).new
    path = case.file_folder(books.file_id) / "rows.parquet"
    if damage is None:
        path.unlink()
    else:
        path.write_bytes(damage)
    with duckdb.connect() as connection, pytest.raises(CaseError, match=r"rows\.parquet is missing or damaged"):
        counted.prepare(case, DuckDB(connection))


def test_rows_after_the_day_are_as_if_they_were_not_there(tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    add(case, file(tmp_path, "one.csv", *(line(each, action_date=f"2031-04-0{each}") for each in (1, 2, 3))))
    with duckdb.connect() as connection:
        engine = DuckDB(connection)
        rows = counted.prepare(case, engine, "2031-04-02")
        assert (counted.count_later(engine, rows, "2031-04-02"), counted.last_day(engine, rows)) == (1, "2031-04-02")
        none = counted.prepare(case, engine, "2031-03-31")
        with pytest.raises(CaseError, match="No row of this case is of 2031-03-31 or before"):
            counted.count_later(engine, none, "2031-03-31")


# Below: the plain count. Each shape is read with the csv module and summed with Decimal; nothing of ours takes part.


def rows_of(path: Path) -> Rows:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def as_api(path: Path) -> Iterator[tuple[tuple[str, str], str, str, str]]:
    """Award and modification, agency code, day, amount."""
    for row in rows_of(path):
        key = row["Generated Award ID"]
        yield (key, row["Modification"]), key.split("_")[3], row["Action Date"], row["Federal Action Obligation"]


def as_transactions(path: Path) -> Iterator[tuple[tuple[str, str], str, str, str]]:
    for row in rows_of(path):
        key = (row["contract_award_unique_key"], row["modification_number"])
        yield key, row["awarding_sub_agency_code"], row["action_date"], row["federal_action_obligation"]


def plain_count(apis: list[Path], transactions: Path | None = None, summaries: Path | None = None) -> Sums:
    """Transactions before API rows, summaries only of awards that nothing else tells of; each key once."""
    chosen: dict[tuple[str, str], tuple[str, int | None, Decimal]] = {}
    for path, reader in [
        *((path, as_api) for path in apis),
        *([(transactions, as_transactions)] if transactions else []),
    ]:
        found: dict[tuple[str, str], tuple[str, int | None, Decimal]] = {}
        for key, agency, day, amount in reader(path):
            year, month = int(day[:4]), int(day[5:7])
            found.setdefault(key, (agency, year + (month >= 10), Decimal(amount)))
        chosen |= found
    told = {award for award, _ in chosen}
    for row in rows_of(summaries) if summaries else []:
        award = row["contract_award_unique_key"]
        if award not in told:
            money = Decimal(row["total_obligated_amount"])
            chosen[award, "summary"] = (row["awarding_sub_agency_code"], None, money)
    sums: dict[tuple[str, int | None], Decimal] = defaultdict(Decimal)
    for agency, fiscal, money in chosen.values():
        sums[agency, fiscal] += money
    return {key: money for key, money in sums.items() if money}


@pytest.fixture(scope="session")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sample")
    write_all(folder, rows=800)
    return folder


@pytest.mark.parametrize("order", [1, -1], ids=["as listed", "the other way round"])
def test_sums_of_the_sample_are_those_of_a_plain_count(records: Path, tmp_path: Path, order: int) -> None:
    apis = [records / f"invented_api_fy{year}.csv.gz" for year in (2031, 2032)]
    transactions = records / "invented_Contracts_PrimeTransactions.csv"
    summaries = records / "invented_Contracts_PrimeAwardSummaries.csv"
    case = Case(tmp_path / "case")
    files = [*apis, transactions, summaries, records / "invented_Contracts_Subawards.csv"]
    add(case, *files[::order])
    sums, superseded = counting(case)
    assert sums == plain_count(apis, transactions, summaries)
    assert {transactions.name} < {each.winner for each in superseded} <= {path.name for path in (*apis, transactions)}
    assert all(each.different == 0 for each in superseded if each.file.startswith("invented_api"))
    alone = Case(tmp_path / "alone")
    add(alone, *apis)
    assert counting(alone)[0] == plain_count(apis)


def test_subawards_are_never_added(records: Path, tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    add(case, records / "invented_Contracts_Subawards.csv")
    with duckdb.connect() as connection:
        counted.prepare(case, DuckDB(connection))
        assert connection.execute("SELECT count(*) FROM counting").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM subaward_rows").fetchone() == (800,)


def test_the_real_years_are_those_of_a_plain_count(real_data: Path, tmp_path: Path) -> None:
    paths = sorted(real_data.glob("usaspending_api_*.csv.gz"))
    case = Case(tmp_path / "case")
    add(case, *paths)
    sums, _ = counting(case)
    assert sums == plain_count(paths)
    assert len(sums) >= 10


def test_the_real_summaries_enrich_and_do_not_add(real_data: Path, tmp_path: Path) -> None:
    apis = sorted(real_data.glob("usaspending_api_*.csv.gz"))
    summaries = real_data / "usaspending_bulk_award_summaries_mn.csv.gz"
    case = Case(tmp_path / "case")
    books = add(case, *apis, summaries, real_data / "usaspending_bulk_subawards_ice_mn.csv.gz").new
    assert {each.rejected for each in books} == {0}
    with duckdb.connect() as connection:
        counted.prepare(case, DuckDB(connection))
        days = connection.execute("SELECT min(start_date), max(end_date) FROM every_row").fetchall()
    sums, superseded = counting(case)
    assert sums == plain_count(apis, None, summaries)
    assert any(each.file == summaries.name for each in superseded)
    assert 1990 < days[0][0].year <= fiscal_year(days[0][0]) < days[0][1].year < 2100
