"""What only a process of its own can show: pipes that break, Ctrl-C, the locale's characters."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from tests.cli.conftest import Command
from undersigned.case.folder import Case


def test_an_error_is_on_the_other_stream_and_has_no_traceback(command: Command) -> None:
    result = command("show", "Amazon")
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr == "undersigned: The case in . is not traced yet. Run: undersigned trace --case .\n"


def test_a_reader_who_has_seen_enough_breaks_nothing(traced: Case) -> None:
    arguments = [sys.executable, "-m", "undersigned", "show", "IBS", "--case", str(traced.folder)]
    reading, writing = os.pipe()
    os.close(reading)
    try:
        result = subprocess.run(arguments, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    finally:
        os.close(writing)
    assert (result.returncode, result.stderr) == (0, "")


def test_ctrl_c_leaves_the_case_as_it_was(tmp_path: Path, invented: Path) -> None:
    case = Case(tmp_path / "case")
    arguments = ["add", "--case", str(case.folder), str(invented / "invented_Contracts_PrimeTransactions.csv")]
    with subprocess.Popen(
        [sys.executable, "-m", "undersigned", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Reading ")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "undersigned: stopped; the case is as it was." in said
    assert "Traceback" not in said
    assert not case.folder.exists()


def test_a_narrow_alphabet_breaks_nothing(traced: Case) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "undersigned", "show", "Kestrelcloud", "--case", str(traced.folder)],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stderr) == (0, "")
    assert "One reseller holds" in result.stdout


def test_bytes_that_are_no_text_are_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "paper.txt").write_text("Words of a document.", encoding="utf-8")
    start = [sys.executable, "-m", "undersigned"]
    about = ["--source", "https://foia.example/1", "--date", "2031-01-01"]
    subprocess.run([*start, "attach", "paper.txt", *about], cwd=tmp_path, check=True, capture_output=True)
    (document,) = (tmp_path / "documents").iterdir()
    arguments = [*start, "quote", document.name, "Words of", "--about", "Heron", "--who", os.fsdecode(b"a\xff")]
    result = subprocess.run(arguments, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr.count("\n")) == (2, 1)
    assert "no UTF-8" in result.stderr
