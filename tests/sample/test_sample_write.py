import csv
import gzip
import io
import tomllib
from pathlib import Path

import pytest

from undersigned.sample.write import SHAPES, write_all, write_sample


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("suffix", [".csv", ".csv.gz"])
def test_same_arguments_same_bytes(shape: str, suffix: str, tmp_path: Path) -> None:
    first, again = tmp_path / f"first{suffix}", tmp_path / f"again{suffix}"
    write_sample(shape, 400, first, seed=7)
    write_sample(shape, 400, again, seed=7)
    assert first.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("shape", SHAPES)
def test_another_seed_other_rows(shape: str, tmp_path: Path) -> None:
    first, other = tmp_path / "first.csv", tmp_path / "other.csv"
    write_sample(shape, 400, first, seed=1)
    write_sample(shape, 400, other, seed=2)
    assert first.read_bytes() != other.read_bytes()


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("rows", [0, 1, 2, 7, 99, 100, 250, 453, 1500])
def test_as_many_rows_as_asked(shape: str, rows: int, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    write_sample(shape, rows, path)
    text = path.read_bytes().decode(errors="replace")
    found = list(csv.reader(io.StringIO(text, newline="")))
    assert len(found) == rows + 1
    assert {len(row) for row in found} == {len(found[0])}


def test_gzip_holds_the_plain_file(tmp_path: Path) -> None:
    plain, packed = tmp_path / "some.csv", tmp_path / "some.csv.gz"
    write_sample("api", 300, plain)
    write_sample("api", 300, packed)
    assert gzip.decompress(packed.read_bytes()) == plain.read_bytes()


@pytest.mark.parametrize(("shape", "width"), [("api", 10), ("transactions", 297), ("awards", 286), ("subawards", 118)])
def test_columns_of_a_shape(shape: str, width: int, tmp_path: Path) -> None:
    path = tmp_path / "some.csv"
    write_sample(shape, 5, path)
    assert len(path.read_text().splitlines()[0].split(",")) == width


def test_old_names_of_subawards(tmp_path: Path) -> None:
    new, old = tmp_path / "new.csv", tmp_path / "old.csv"
    write_sample("subawards", 40, new)
    write_sample("subawards", 40, old, old_names=True)
    assert new.read_text().replace("subaward_sam_", "subaward_fsrs_") == old.read_text()
    assert new.read_text() != old.read_text()


def test_unknown_shape_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no shape 'grants'"):
        write_sample("grants", 1, tmp_path / "some.csv")


def test_negative_count_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="-1 rows"):
        write_sample("api", -1, tmp_path / "some.csv")


def test_demonstration_set_is_complete(tmp_path: Path) -> None:
    written = write_all(tmp_path, rows=50)
    assert sorted(written) == sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert {path.name for path in written if path.parent == tmp_path} == {
        "invented_api_fy2031.csv.gz",
        "invented_api_fy2032.csv.gz",
        "invented_Contracts_PrimeTransactions.csv",
        "invented_Contracts_PrimeAwardSummaries.csv",
        "invented_Contracts_Subawards.csv",
        "invented_county.csv",
        "invented_county.toml",
    }


def test_catalogue_reads_as_toml(demo: Path) -> None:
    makers = [tomllib.loads(path.read_text()) for path in (demo / "catalog").glob("*.toml")]
    assert {"Kestrelcloud", "Plovra", "Oxbowen"} <= {maker["name"] for maker in makers}
    assert all(maker["term"] and maker["legal_names"] for maker in makers)
