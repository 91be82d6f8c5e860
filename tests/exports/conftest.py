"""The package of the sample, written once."""

from pathlib import Path

import pytest

from undersigned.claims.reading import Trace
from undersigned.exports import package
from undersigned.exports.base import Written

ADDRESS = "https://watch.example/evidence"


@pytest.fixture(scope="session")
def packaged(trace: Trace, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Written]]:
    """The folder and what is said to be in it."""
    folder = tmp_path_factory.mktemp("package")
    return folder, package.write(trace, folder, ADDRESS)
