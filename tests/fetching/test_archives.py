import csv
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from undersigned.fetching import archives
from undersigned.fetching.archives import Damaged

CELL = st.text(st.characters(codec="utf-8", exclude_characters="\0\r"), max_size=8)


def zipped(folder: Path, **texts: str) -> Path:
    target = folder / "x.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in texts.items():
            archive.writestr(f"{name}.csv", text)
        archive.writestr("readme.txt", "about")
    return target


@given(rows=st.lists(st.tuples(CELL, CELL), max_size=8), block=st.integers(1, 9))
def test_rows_are_counted_as_a_reader_of_csv_counts_them(
    rows: list[tuple[str, str]], block: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("a", "b"), *rows])
    path = zipped(tmp_path_factory.mktemp("zip"), x=text.getvalue())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archives, "_BLOCK", block)
        (table,) = archives.tables(path)
    assert (table.columns, table.rows) == (("a", "b"), len(rows))
    assert list(archives.values(path, table, ("b", "none"))) == [(second, "") for _, second in rows]


def test_a_last_line_without_its_end_counts(tmp_path: Path) -> None:
    assert archives.tables(zipped(tmp_path, x="a,b\n1,2\n3,4"))[0].rows == 2


def test_a_heading_alone_is_a_table_without_rows(tmp_path: Path) -> None:
    assert archives.tables(zipped(tmp_path, x="a,b\n"))[0].rows == 0


@pytest.mark.parametrize("cut", [10, 60, -1, -30])
def test_a_cut_zip_is_damaged(tmp_path: Path, cut: int) -> None:
    path = zipped(tmp_path, x="a,b\n" + "1,2\n" * 500)
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(Damaged):
        archives.tables(path)


def test_one_changed_byte_is_damage(tmp_path: Path) -> None:
    path = zipped(tmp_path, x="a,b\n" + "".join(f"{number},2\n" for number in range(500)))
    raw = bytearray(path.read_bytes())
    raw[200] ^= 1
    path.write_bytes(raw)
    with pytest.raises(Damaged):
        archives.tables(path)


def test_reading_cells_leaves_the_limit_of_everybody_else_as_it_was(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    path = zipped(tmp_path, x="a,b\n1,2\n")
    assert list(archives.values(path, archives.tables(path)[0], ("b",))) == [("2",)]
    assert csv.field_size_limit() == before
