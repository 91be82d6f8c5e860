"""The sample with documents, and its package, written once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.documented import Documented
from undersigned.claims.reading import Trace, reading
from undersigned.exports import package
from undersigned.exports.base import Written

ADDRESS = "https://watch.example/evidence"


@pytest.fixture(scope="session")
def trace(documented: Documented) -> Iterator[Trace]:
    """Every table has rows: two documents, a quotation, an award that a document attributes."""
    with reading(documented.case) as found:
        yield found


@pytest.fixture(scope="session")
def packaged(trace: Trace, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Written]]:
    """The folder and what is said to be in it."""
    folder = tmp_path_factory.mktemp("package")
    return folder, package.write(trace, folder, ADDRESS)
