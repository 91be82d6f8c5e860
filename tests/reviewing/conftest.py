"""One traced case for those who only read it, and copies for those who decide."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reviewing.asked import made
from undersigned.case.folder import Case


@pytest.fixture(scope="session")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The invented case with open questions; nobody writes into it."""
    return made(tmp_path_factory.mktemp("asking"))


@pytest.fixture
def case(asking: Case, tmp_path: Path) -> Case:
    """A copy of it."""
    return Case(Path(shutil.copytree(asking.folder, tmp_path / "copy")))


@pytest.fixture
def lines() -> Callable[..., Callable[..., str | None]]:
    """Somebody who says these lines, one after the other, and then nothing more."""

    def says(*spoken: str) -> Callable[..., str | None]:
        left = list(spoken)
        return lambda *_: left.pop(0) if left else None

    return says
