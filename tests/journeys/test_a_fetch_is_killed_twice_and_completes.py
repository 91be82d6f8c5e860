"""A fetch is killed while the publisher works, and again in the middle of a file: nothing is lost or asked twice."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.fetching.service import Service, serving, with_sample
from tests.journeys.conftest import Tell
from undersigned.case.folder import Case

ASK = "/api/v2/bulk_download/awards/"
STATUS = "/api/v2/download/status"
WORDS = ("fetch", "usaspending", "--agency", "IBS", "--agency", "IHA", "--fiscal-year", "2023", "--pause", "0.01")


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with serving(with_sample(400)) as running:
        running.most = 100
        monkeypatch.setenv("UNDERSIGNED_USASPENDING", running.address)
        yield running


def killed(folder: Path, moment: Callable[[], bool]) -> None:
    """Start the fetch and kill it, as no program can prevent, when the moment has come."""
    words = [sys.executable, "-m", "undersigned", *WORDS]
    with subprocess.Popen(words, cwd=folder, env=os.environ, stderr=subprocess.DEVNULL) as run:
        deadline = time.monotonic() + 120
        while not moment():
            assert run.poll() is None, "it ended before it could be killed"
            assert time.monotonic() < deadline, "the moment did not come"
            time.sleep(0.01)
        run.kill()
    assert run.returncode == -9


def books(folder: Path) -> list[tuple[int, int, int]]:
    return sorted((book.rows_read, book.kept, book.net_kept) for book in Case(folder).reconciliations())


def test_nothing_is_lost_and_nothing_asked_twice(tell: Tell, service: Service, tmp_path: Path) -> None:
    tell(*WORDS, "--case", tmp_path / "undisturbed")
    parts = len(service.paths(ASK))
    assert parts >= 3
    service.asked.clear()
    service.jobs.clear()

    service.pending = 10**6
    killed(tmp_path, lambda: len(service.paths(STATUS)) > 3)
    assert not (tmp_path / "case.json").exists()

    service.pending = 0
    for job in service.jobs.values():
        job.pending = 0
    folder = tmp_path / "downloads" / "usaspending"
    service.holds = [3000]
    killed(tmp_path, lambda: any(path.stat().st_size >= 3000 for path in folder.rglob("*.part")))
    service.released.set()
    assert not (tmp_path / "case.json").exists()

    said = tell(*WORDS)
    assert "None that the publisher counts is missing." in said
    assert books(tmp_path) == books(tmp_path / "undisturbed")
    assert len(service.paths(ASK)) == parts
    assert [asked for _, asked in service.sent if asked] == ["bytes=3000-"]
    assert not list(folder.rglob("*.part"))
