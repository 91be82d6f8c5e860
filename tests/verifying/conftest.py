"""A traced case to spoil, and the way to write a spoilt table so that its checksums fit."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from undersigned.case.folder import Case
from undersigned.terms.progress import Silent
from undersigned.verifying.finding import Finding
from undersigned.verifying.verify import verify

Spoil = Callable[[pa.Table], pa.Table]


@pytest.fixture
def spoilt(traced: Case, tmp_path: Path) -> Case:
    """A copy of the traced sample."""
    folder = tmp_path / "case"
    shutil.copytree(traced.folder, folder)
    return Case(folder)


@pytest.fixture
def findings(spoilt: Case) -> Callable[[], list[Finding]]:
    """What verifying the copy finds."""
    return lambda: verify(spoilt, Silent()).findings


@pytest.fixture
def rewrite(spoilt: Case) -> Callable[[str, Spoil], None]:
    """Write a table of the trace anew, as a program with an error would have: its checksums are right."""

    def write(name: str, spoil: Spoil) -> None:
        with spoilt.changing() as scratch:
            beside = scratch / "trace"
            shutil.copytree(spoilt.trace_folder(), beside)
            pq.write_table(spoil(pq.read_table(beside / name)), beside / name)
            spoilt.commit_trace(beside)

    return write
