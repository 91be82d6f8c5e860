"""Staged texts are read as often as asked, in order, by column and by batch; the ends of texts are looked at."""

from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pytest

from undersigned.ingest import texts
from undersigned.ingest.texts import Texts

SCHEMA = pa.schema([("row", pa.int64()), ("a", pa.string()), ("b", pa.string())])


@pytest.fixture(params=[False, True], ids=["plain", "packed"])
def staged(tmp_path: Path, request: pytest.FixtureRequest) -> Texts:
    """Two files of two batches with three rows each."""
    paths = []
    for number in range(2):
        rows = [range(first, first + 3) for first in (6 * number + 1, 6 * number + 4)]
        batches = [
            pa.record_batch([pa.array(each), pa.array([f"a{row}" for row in each]), pa.array(["b"] * 3)], SCHEMA)
            for each in rows
        ]
        paths.append(tmp_path / f"{number}.arrow")
        texts.write(batches, SCHEMA, paths[-1], packed=request.param)
    return Texts(tuple(paths), SCHEMA)


def rows_of(read: Texts) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        connection.register("read", read)
        once, again = (connection.execute("FROM read").fetchall() for _ in range(2))
        assert once == again
        return once


def test_all_rows_come_in_the_order_of_the_files(staged: Texts) -> None:
    assert rows_of(staged) == [(row, f"a{row}", "b") for row in range(1, 13)]


def test_columns_can_be_chosen(staged: Texts) -> None:
    assert rows_of(staged.only(["a", "row"]))[-1] == (12, "a12")


def test_batches_around_rows_can_be_chosen(staged: Texts) -> None:
    found = rows_of(staged.around(np.array([5, 12])).only(["row"]))
    assert [row for (row,) in found] == [4, 5, 6, 10, 11, 12]
    assert rows_of(staged.around(np.array([], np.int64))) == []


@pytest.mark.parametrize(
    ("cells", "odd"),
    [
        (["a", "b c", None], False),
        ([None, None], False),
        ([], False),
        (["a", ""], True),
        (["a", " b"], True),
        (["a", "b "], True),
        (["a", "b\u00a0"], True),
        (["a", "\u00a0b"], True),
        (["a", "\tb"], True),
    ],
)
def test_only_texts_with_space_around_them_need_trimming(cells: list[str | None], odd: bool) -> None:
    column = pa.array(["x ", *cells], pa.string()).slice(1)
    assert texts.may_need_trimming(column) is odd
