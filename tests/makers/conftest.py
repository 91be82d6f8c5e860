"""An engine of this machine, for the rules about makers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from undersigned.engine.base import Engine, Place
from undersigned.engine.duckdb import opened
from undersigned.settings import Settings


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with opened(Settings(), Place(tmp_path, tmp_path)) as engine:
        yield engine
