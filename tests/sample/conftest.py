"""One demonstration set for all tests of the sample, read back as a spreadsheet would."""

import csv
import gzip
import io
from pathlib import Path

import pytest

from undersigned.sample.write import write_all

Rows = list[dict[str, str]]


def read(path: Path, encoding: str = "utf-8") -> Rows:
    raw = path.read_bytes()
    text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("invented")
    write_all(folder)
    return folder


@pytest.fixture(scope="session")
def api_2031(demo: Path) -> Rows:
    return read(demo / "invented_api_fy2031.csv.gz")


@pytest.fixture(scope="session")
def api_2032(demo: Path) -> Rows:
    return read(demo / "invented_api_fy2032.csv.gz")


@pytest.fixture(scope="session")
def transactions(demo: Path) -> Rows:
    return read(demo / "invented_Contracts_PrimeTransactions.csv")


@pytest.fixture(scope="session")
def summaries(demo: Path) -> Rows:
    return read(demo / "invented_Contracts_PrimeAwardSummaries.csv")


@pytest.fixture(scope="session")
def subawards(demo: Path) -> Rows:
    return read(demo / "invented_Contracts_Subawards.csv")


@pytest.fixture(scope="session")
def county(demo: Path) -> Rows:
    return read(demo / "invented_county.csv", "cp1252")
