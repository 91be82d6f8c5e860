"""`discover` on a few rows of one's own."""

import csv
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from undersigned.cli.main import run_as_command
from undersigned.sources.usaspending_api import SOURCE

Run = Callable[..., str]
GOODS = {"A1": ("SHOP LLC", "ZYPHRO LICENSES"), "A2": ("STORE INC", "ZYPHRO SOFTWARE"), "A3": ("FARM INC", "HAY")}


def row(number: str, recipient: str, goods: str) -> dict[str, str]:
    """One row as the search of the publisher's interface gives it."""
    return {
        "Agency": "ICE",
        "Award ID": number,
        "Recipient Name": recipient,
        "Federal Action Obligation": "1200.50",
        "Action Date": "2031-02-13",
        "Modification": "0",
        "Product/Service Description": "BUSINESS APPLICATION SOFTWARE",
        "NAICS Description": "COMPUTER STORES",
        "Transaction Description": goods,
        "Generated Award ID": f"CONT_AWD_{number}_7012_-NONE-_-NONE-",
    }


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """The command in a traced case of three awards; what it answers, or says when it fails."""
    monkeypatch.chdir(tmp_path)
    rows = [row(number, *told) for number, told in GOODS.items()]
    with Path("rows.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]))
        table.writeheader()
        table.writerows(rows)
    assert run_as_command(["run", "rows.csv"]) == 0
    capsys.readouterr()

    def command(*words: str, fails: int = 0) -> str:
        assert run_as_command(["discover", *words]) == fails
        caught = capsys.readouterr()
        return caught.err if fails else caught.out

    return command


def test_the_rows_are_of_the_shape_that_they_pretend() -> None:
    assert not SOURCE.missing(list(row("A", "B", "C")))


def test_names_are_listed_with_their_rows(run: Run) -> None:
    said = " ".join(run("--by", "money").split())
    assert "ZYPHRO 2 2 $2,401" in said
    assert "ZYPHRO SOFTWARE (STORE INC; CONT_AWD_A2_7012_-NONE-_-NONE-)" in said
    assert "1 name, in awards that name no maker that we know." in said
    assert "ranked by companies or by money" in run("--by", "age", fails=2)


def test_a_draft_is_printed_or_written_and_never_written_over(run: Run, tmp_path: Path) -> None:
    printed = run("--draft", "zyphro")
    assert tomllib.loads(printed)["term"] == [{"words": ["ZYPHRO"], "product": "Zyphro"}]
    run("--draft", "zyphro", "-o", str(tmp_path))
    assert (tmp_path / "zyphro.toml").read_text(encoding="utf-8") == printed
    assert "is there already" in run("--draft", "zyphro", "-o", str(tmp_path), fails=2)
    assert "not among the names found" in run("--draft", "hay", fails=2)


def test_a_makers_file_takes_its_name_off_the_list(run: Run, tmp_path: Path) -> None:
    (tmp_path / "catalog").mkdir()
    run("--draft", "zyphro", "-o", str(tmp_path / "catalog"))
    assert run_as_command(["trace"]) == 0
    assert "looks like a product's name that the catalogue does not know" in " ".join(run().split())
