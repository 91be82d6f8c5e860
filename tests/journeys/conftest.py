"""Whole stories, told through the command line as a person would."""

from collections.abc import Callable
from pathlib import Path

import pytest

from undersigned.cli.main import run_as_command

Tell = Callable[..., str]
"""Runs the command and gives its answer, with one space between words; `fails` is the exit code expected."""


@pytest.fixture
def tell(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tell:
    """The command, in an empty folder; what it answers, errors included."""
    monkeypatch.chdir(tmp_path)

    def run(*words: object, fails: int = 0) -> str:
        code = run_as_command([str(word) for word in words])
        caught = capsys.readouterr()
        assert code == fails, caught.err
        return " ".join((caught.err if fails else caught.out).split())

    return run
