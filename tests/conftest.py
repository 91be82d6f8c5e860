"""What tests of every floor share: where the checkout is, and where the real records are."""

import os
from pathlib import Path

import pytest

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
