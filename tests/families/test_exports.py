"""One promise over every data format: the same case makes the same bytes, packed or not, all or nothing."""

import gzip
from pathlib import Path

import pytest

from undersigned.claims.reading import Trace
from undersigned.exports.base import MEDIA_TYPES, RECORDS, Format
from undersigned.exports.tables import TABLES
from undersigned.exports.walk import Job, about, write_one
from undersigned.registry import members

FORMATS: dict[str, Format] = members("undersigned.exports", "begin")  # type: ignore[assignment]
TEXT = sorted(set(FORMATS) - {"parquet", "xlsx"})


def written(trace: Trace, name: str, folder: Path, packed: str = "") -> Path:
    form = FORMATS[name]
    path = folder / f"file{form.ENDINGS[0]}{packed}"
    write_one(trace, Job(form, path, form.HEARS or frozenset({"companies"})), about(trace))
    return path


def test_the_members_are_found_by_what_they_offer() -> None:
    assert list(FORMATS) == ["csv", "ftm", "ocds", "parquet", "xlsx"]
    assert list(members("undersigned.exports", "text")) != []


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_it_hears_and_how_its_files_end(name: str) -> None:
    assert {*TABLES, RECORDS} >= FORMATS[name].HEARS
    assert all(ending.rpartition(".")[2] in MEDIA_TYPES for ending in FORMATS[name].ENDINGS)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_case_makes_the_same_bytes(trace: Trace, tmp_path: Path, name: str) -> None:
    first = written(trace, name, tmp_path).read_bytes()
    assert len(first) > 1000
    assert written(trace, name, tmp_path).read_bytes() == first
    assert len(list(tmp_path.iterdir())) == 1, "nothing is left beside the file"


@pytest.mark.parametrize("name", TEXT)
def test_a_packed_text_is_the_same_text(trace: Trace, tmp_path: Path, name: str) -> None:
    plain, packed = written(trace, name, tmp_path), written(trace, name, tmp_path, ".gz")
    told = gzip.decompress(packed.read_bytes()).replace(packed.name.encode(), plain.name.encode())
    assert told == plain.read_bytes()
