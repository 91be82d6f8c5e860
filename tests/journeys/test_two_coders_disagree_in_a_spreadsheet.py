"""Two coders fill in the same workbook and differ: both are kept, it counts as unsure, and one takes hers back."""

import io
import shutil
from pathlib import Path

import pytest

from tests.journeys.conftest import Tell
from tests.journeys.exported import read
from tests.reviewing.test_round_trip import fill, saved, tables
from undersigned.case.folder import Case

ASKED = "labour about somebody's product"


def coded(workbook: Path, target: Path, who: str, answer: str) -> Path:
    """The workbook as one coder saves it: her answer to the first question about labour, rows in another order."""
    sheets = tables(workbook)
    table = sheets["attributions"]
    row = next(number for number, cells in enumerate(table) if ASKED in cells)
    fill(table, row, answer=answer, who=who, why=f"{who} read the order")
    sheets["attributions"] = [table[0], *table[:0:-1]]
    return saved(target, sheets)


def confidence(tell: Tell, target: Path, award: str) -> set[tuple[str, str]]:
    """(maker, confidence) of an award."""
    tell("export", "attributions", "--case", target.parent / "case", "-o", target)
    return {(row["maker"], row["confidence"]) for row in read(target) if row["award_key"] == award}


def test_two_coders_disagree(tell: Tell, traced: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(traced.folder, tmp_path / "case")
    tell("review", "--case", "case", "--export", "pairs.xlsx")
    table = tables(tmp_path / "pairs.xlsx")["attributions"]
    cells = next(dict(zip(table[0], row, strict=True)) for row in table if ASKED in row)
    award, maker = cells["award"], cells["maker"]
    assert (maker, "medium") in confidence(tell, tmp_path / "before.csv", award)

    ann, ben = (
        coded(tmp_path / "pairs.xlsx", tmp_path / f"{who}.xlsx", who, answer)
        for who, answer in (("Ann", "yes"), ("Ben", "no"))
    )
    said = tell("review", "--case", "case", "--import", ann, "--import", ben)
    assert "2 answers of Ann, Ben (1 yes, 1 no)" in said
    assert f"{award}, {maker}: Ann said yes" in said
    assert "They differ, so it counts as unsure." in said
    assert "Tracing the case again" in said
    assert "Tracing" not in tell("review", "--case", "case", "--import", ann, "--import", ben)

    assert (maker, "low") in confidence(tell, tmp_path / "differing.csv", award)
    assert "they differ, which counts as unsure: it stands in no figure" in tell("why", award, "--case", "case")

    monkeypatch.setattr("sys.stdin", io.StringIO("Ann showed me the order\n"))
    tell("review", "--undo", "--case", "case", "--who", "Ben")
    assert (maker, "high") in confidence(tell, tmp_path / "agreed.csv", award)
    assert "Ann showed me the order" in (tmp_path / "case" / "judgements.toml").read_text(encoding="utf-8")


def test_a_broken_row_takes_nothing_from_either_coder(tell: Tell, traced: Case, tmp_path: Path) -> None:
    shutil.copytree(traced.folder, tmp_path / "case")
    tell("review", "--case", "case", "--export", "pairs.xlsx")
    ann = coded(tmp_path / "pairs.xlsx", tmp_path / "ann.xlsx", "Ann", "yes")
    ben = coded(tmp_path / "pairs.xlsx", tmp_path / "ben.xlsx", "Ben", "perhaps")
    said = tell("review", "--case", "case", "--import", ann, "--import", ben, fails=2)
    assert "ben.xlsx, sheet attributions, row" in said
    assert "'perhaps' is not yes, no or unsure" in said
    assert not (tmp_path / "case" / "judgements.toml").exists()
