"""What tests of every floor share: the checkout, the real records, and a traced case of invented ones."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from undersigned.case.folder import Case
from undersigned.claims import trace as tracing
from undersigned.claims.reading import Trace, reading
from undersigned.ingest import adding
from undersigned.sample.write import write_all
from undersigned.settings import Settings
from undersigned.terms.progress import Silent

pytest_plugins = [
    "tests.browsing",
    "tests.database",
    "tests.documented",
    "tests.journeys.hosted",
    "tests.publishing",
    "tests.signing",
]

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real records, which are never copied into the repository."""
    folder = Path(os.environ.get("UNDERSIGNED_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not any(folder.glob("usaspending_*.csv.gz")):
        pytest.skip("the real records are not on this machine; UNDERSIGNED_REAL_DATA names their folder")
    return folder


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sample's records, `catalog` among them, smaller than the demonstration's."""
    folder = tmp_path_factory.mktemp("records")
    write_all(folder, rows=600)
    return folder


@pytest.fixture(scope="session")
def traced(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The sample, added and traced once; tests read it and change copies only."""
    folder = tmp_path_factory.mktemp("case")
    (folder / "catalog").symlink_to(invented / "catalog")
    case = Case(folder)
    files = sorted(path for path in invented.iterdir() if path.suffix in (".csv", ".gz"))
    adding.add(case, files, Settings(), Silent())
    tracing.trace(case, Settings(), Silent())
    return case


@pytest.fixture(scope="session")
def trace(traced: Case) -> Iterator[Trace]:
    """The trace of the sample, open for questions."""
    with reading(traced) as found:
        yield found
