"""The engine keeps within its settings, and its failures become one sentence."""

from pathlib import Path

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from undersigned.engine import tables
from undersigned.engine.duck import connect, literal, quoted
from undersigned.engine.tables import Spool
from undersigned.errors import RoomError, UndersignedError
from undersigned.settings import Settings


def test_the_settings_hold(tmp_path: Path) -> None:
    with connect(Settings(threads=1, memory="300MB"), tmp_path) as connection:
        assert connection.execute("SELECT current_setting('threads')").fetchone() == (1,)
        memory = connection.execute("SELECT current_setting('memory_limit')").fetchall()[0][0]
        assert memory.startswith("286")
        loading = connection.execute("SELECT current_setting('autoinstall_known_extensions')").fetchone()
        assert loading == (False,)


def test_too_little_memory_is_said_with_the_way_out(tmp_path: Path) -> None:
    with (
        pytest.raises(RoomError, match="UNDERSIGNED_MEMORY"),
        connect(Settings(threads=1, memory="20MB"), tmp_path) as connection,
    ):
        connection.execute("SET temp_directory = ''; SELECT list(x) FROM range(50000000) t(x)")


def test_a_file_that_vanished_is_about_the_disk(tmp_path: Path) -> None:
    with pytest.raises(RoomError, match=r"the case is as it was"), connect(Settings(), tmp_path) as connection:
        connection.execute(f"FROM read_parquet({literal(str(tmp_path / 'gone.parquet'))})")


@pytest.mark.parametrize("words", ["No space left on device", "Could not write file"])
def test_a_full_disk_is_told_apart(tmp_path: Path, words: str) -> None:
    with pytest.raises(RoomError, match=r"^The disk is full\. Make room"), connect(Settings(), tmp_path):
        raise duckdb.IOException(words)


def test_any_other_failure_is_one_line(tmp_path: Path) -> None:
    with (
        pytest.raises(UndersignedError, match=r"^The engine gave up") as caught,
        connect(Settings(), tmp_path) as engine,
    ):
        engine.execute("SELECT no_such_column")
    assert "\n" not in str(caught.value)


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1))
def test_names_and_texts_reach_the_engine_as_they_are(text: str) -> None:
    with duckdb.connect() as connection:
        cursor = connection.execute(f"SELECT {literal(text)} AS {quoted(text)}")
        assert [column[0] for column in cursor.description or []] == [text]
        assert cursor.fetchone() == (text,)


def test_rows_are_gathered_slice_by_slice_and_written_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "ROWS_OF_A_SLICE", 3)
    target = tmp_path / "it's.parquet"
    with duckdb.connect() as connection:
        spool = Spool(connection, "t", pa.schema([("name", pa.string()), ("cents", pa.int64())]))
        for cents in (5, 4, 3, 2, 1):
            spool.add([{"name": None if cents == 1 else "b", "cents": cents}])
        spool.write(target, ["name", "cents"])
        read = connection.execute(f"FROM read_parquet({literal(str(target))})")
        assert read.fetchall() == [("b", 2), ("b", 3), ("b", 4), ("b", 5), (None, 1)]
        assert connection.execute("SHOW TABLES").fetchall() == []
