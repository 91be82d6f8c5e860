"""What `bench.publishing` counts: the memory of a whole family of processes, and the weight of a site."""

import sys
from pathlib import Path

import pytest

from bench import publishing
from bench.process_tree import TreeRun, measure_tree

TAKES_80_MB = "import time; held = b'x' * (80 << 20); time.sleep(0.8); print(len(held))"
CHILD = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]], check=True)"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes share")
def test_the_memory_of_a_child_counts() -> None:
    run = measure_tree([sys.executable, "-c", CHILD, TAKES_80_MB])
    assert run.megabytes is not None
    assert 80 < run.megabytes < 300
    assert run.seconds > 0.8
    assert run.said.strip() == str(80 << 20)


def test_a_command_that_fails_ends_the_measuring() -> None:
    with pytest.raises(SystemExit, match="no good"):
        measure_tree([sys.executable, "-c", "raise SystemExit('no good')"])


def test_a_site_weighs_its_pages_and_files(tmp_path: Path) -> None:
    (tmp_path / "es").mkdir()
    for name, size in (("index.html", 10), ("es/index.html", 30), ("feed.xml", 5)):
        (tmp_path / name).write_bytes(b"x" * size)
    assert publishing.weight(tmp_path) == publishing.Weight(3, 2, 45, 30)


def test_memory_that_the_machine_does_not_tell_is_a_dash() -> None:
    site = publishing.Weight(3, 2, 5_000_000, 30_000)
    assert publishing.told(TreeRun(2.04, None, ""), site) == ["2.0", "-", "3", "2", "5", "30"]
    assert len({len(publishing.line(cells)) for cells in (publishing.HEAD, [""] * len(publishing.HEAD))}) == 1
