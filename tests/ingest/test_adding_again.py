"""The same file again changes nothing; the same input makes the same bytes."""

import gzip
from pathlib import Path

import pytest

from tests.ingest.cases import add, bytes_of, line, table
from undersigned.case.folder import Case
from undersigned.sample.write import write_sample

TEXT = table(line(1), line(2), line(2), line(3, obligation="none"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "records.csv"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_same_file_again_changes_nothing(tmp_path: Path, path: Path) -> None:
    case = Case(tmp_path / "case")
    add(case, path)
    before = bytes_of(case.folder)
    result = add(case, path)
    assert (result.new, result.already) == ((), ("records.csv",))
    assert bytes_of(case.folder) == before


def test_it_is_the_content_that_counts_not_the_name(tmp_path: Path, path: Path) -> None:
    case = Case(tmp_path / "case")
    add(case, path)
    before = bytes_of(case.folder)
    copy = tmp_path / "copy.csv"
    copy.write_text(TEXT, encoding="utf-8")
    assert add(case, copy).already == ("copy.csv",)
    assert bytes_of(case.folder) == before


def test_a_file_named_twice_is_added_once(tmp_path: Path, path: Path) -> None:
    result = add(Case(tmp_path / "case"), path, path)
    assert (len(result.new), result.already) == (1, ("records.csv",))


def test_a_known_file_beside_a_new_one_is_passed_over(tmp_path: Path, path: Path) -> None:
    case = Case(tmp_path / "case")
    add(case, path)
    other = tmp_path / "other.csv"
    other.write_text(table(line(4)), encoding="utf-8")
    result = add(case, path, other)
    assert ([each.name for each in result.new], result.already) == (["other.csv"], ("records.csv",))
    assert [each.name for each in case.reconciliations()] == ["records.csv", "other.csv"]


def test_the_same_rows_compressed_are_another_file(tmp_path: Path, path: Path) -> None:
    case = Case(tmp_path / "case")
    packed = tmp_path / "records.csv.gz"
    packed.write_bytes(gzip.compress(TEXT.encode()))
    assert len(add(case, path, packed).new) == 2


def test_two_cases_of_the_same_files_are_the_same_bytes(tmp_path: Path) -> None:
    for shape in ("api", "transactions", "subawards"):
        write_sample(shape, 400, tmp_path / f"{shape}.csv")
    paths = sorted(tmp_path.glob("*.csv"))
    one, two = Case(tmp_path / "one"), Case(tmp_path / "two")
    add(one, *paths)
    add(two, *paths)
    assert bytes_of(one.folder) == bytes_of(two.folder)


def test_adding_makes_a_trace_old(tmp_path: Path, path: Path) -> None:
    case = Case(tmp_path / "case")
    add(case, path)
    with case.changing() as scratch:
        (scratch / "trace").mkdir()
        case.commit_trace(scratch / "trace")
    assert case.manifest()["trace"] == "trace-1"
    add(case, path)
    assert case.manifest()["trace"] == "trace-1"
    other = tmp_path / "other.csv"
    other.write_text(table(line(4)), encoding="utf-8")
    add(case, other)
    assert case.manifest()["trace"] is None
    assert not list(case.folder.glob("trace-*"))
