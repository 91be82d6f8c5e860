"""One promise over every engine: what goes in comes out, in order, under its name, and as the same file each time."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import ibis
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.engine.cluster import require_spark
from undersigned import registry
from undersigned.engine import choosing
from undersigned.engine.base import Engine, Place, rows
from undersigned.engine.portable import age, earliest, latest, total
from undersigned.errors import CaseError
from undersigned.settings import Settings

MEMBERS = sorted(registry.members("undersigned.engine", offering="opened"))
LARGE = 2**62
ROWS = pa.table(
    {
        "award": ["b", "a", "a", None],
        "cents": [LARGE, -1, 5, LARGE - 1],
        "day": [date(2031, 1, 2), None, date(2032, 1, 1), date(2031, 1, 1)],
        "words": [["x", "y"], [], None, ["z"]],
        "told": ["old", None, "new", "Zürich, 'quoted' \\ \n 東京"],
    }
)


@pytest.fixture(scope="module", params=MEMBERS)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    if request.param == "spark":
        require_spark()
    folder = tmp_path_factory.mktemp("a {case} [with] *signs*, and spaces")
    with choosing.chosen(Settings(engine=request.param), Place(folder, folder / "scratch")) as opened:
        yield opened


def test_there_are_two() -> None:
    assert MEMBERS == ["duckdb", "spark"]


def test_rows_of_ours_come_out_as_they_went_in(engine: Engine) -> None:
    loaded = engine.load("ours", ROWS)
    found = list(rows(engine, loaded.order_by(ibis.desc("cents"))))
    assert found == sorted(ROWS.to_pylist(), key=lambda row: -row["cents"])


def test_what_is_not_told_comes_last(engine: Engine) -> None:
    loaded = engine.load("ours", ROWS)
    assert [row["award"] for row in rows(engine, loaded.order_by("award", "cents"))] == ["a", "a", "b", None]


def test_a_file_is_read_whatever_its_path(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("it's {odd}, [a-z] ?") / "rows.parquet"
    pq.write_table(ROWS, path)
    assert list(rows(engine, engine.read(path).order_by("cents"))) == sorted(
        ROWS.to_pylist(), key=lambda row: row["cents"]
    )


@pytest.mark.parametrize("damage", [None, b"", b"PAR1 no more"])
def test_a_missing_or_damaged_file_is_said_with_its_path(engine: Engine, tmp_path: Path, damage: bytes | None) -> None:
    path = tmp_path / "rows.parquet"
    if damage is not None:
        path.write_bytes(damage)
    with pytest.raises(CaseError, match=r"rows\.parquet is missing or damaged"):
        engine.read(path)


def test_a_kept_table_stays_what_it_was(engine: Engine) -> None:
    kept = engine.keep("kept", engine.load("changing", ROWS).select("cents"))
    named = engine.name("named", kept.filter(kept.cents > 0))
    engine.load("changing", ROWS.slice(0, 1))
    assert (len(list(rows(engine, kept))), len(list(rows(engine, named)))) == (4, 3)


def test_other_tables_may_be_used_while_one_streams(engine: Engine) -> None:
    loaded = engine.load("ours", ROWS)
    streamed = rows(engine, loaded.order_by("cents"))
    first = next(streamed)
    assert len(list(rows(engine, engine.keep("meanwhile", loaded)))) == 4
    assert [first["cents"], *(row["cents"] for row in streamed)] == [-1, 5, LARGE - 1, LARGE]


def test_a_table_is_written_in_order_and_with_the_same_bytes_each_time(engine: Engine, tmp_path: Path) -> None:
    loaded = engine.load("ours", ROWS)
    for name in ("one", "two"):
        engine.write(loaded, tmp_path / name, ["award", "cents"])
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    with duckdb.connect() as connection:
        read = connection.sql(f"FROM read_parquet('{tmp_path / 'one'}')")
        assert [str(kind) for kind in read.types] == ["VARCHAR", "BIGINT", "DATE", "VARCHAR[]", "VARCHAR"]
        assert [row[1] for row in read.fetchall()] == [-1, 5, LARGE, LARGE - 1]


def test_the_latest_is_the_last_row_that_tells_it(engine: Engine) -> None:
    loaded = engine.load("ours", ROWS)
    told = loaded.mutate(award=ibis.literal("one"), on=age(loaded.day, ibis.coalesce(loaded.award, "")))
    summed = told.group_by("award").aggregate(
        latest=latest(told.told, told.on),
        earliest=earliest(told.told, told.on),
        day=latest(told.day, told.on),
        cents=total(told.cents - LARGE),
    )
    (row,) = rows(engine, summed)
    assert row["latest"] == "new"
    assert row["earliest"] == ROWS.column("told")[3].as_py()
    assert row["day"] == date(2032, 1, 1)
    assert type(row["cents"]) is int
    assert row["cents"] == sum(ROWS.column("cents").to_pylist()) - 4 * LARGE
