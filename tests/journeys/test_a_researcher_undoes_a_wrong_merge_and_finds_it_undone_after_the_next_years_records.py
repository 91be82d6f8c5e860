"""A researcher undoes a wrong merge; the next year's records bring new spellings, and it stays undone."""

import io
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.journeys.conftest import Tell
from tests.journeys.exported import read

HEADING = (
    "Agency,Award ID,Recipient Name,Federal Action Obligation,Action Date,Modification,Product/Service Description,"
    "NAICS Description,Transaction Description,Generated Award ID\n"
)
FIRST = (("A1", "HERON MARSH INC", 700), ("A2", "HERON MARSH LLC", 900), ("A3", "GODWIT LLC", 5))
NEXT = (
    ("B1", "HERON MARSH, INCORPORATED", 70),
    ("B2", "Heron Marsh, L.L.C.", 90),
    ("B3", "THE HERON MARSH COMPANY", 3),
    ("B4", "HERON MARSH LLC", 1),
)


def year(path: Path, rows: Sequence[tuple[str, str, int]], day: str) -> Path:
    lines = [f'Buoys,{key},"{name}",{net}.00,{day},0,x,y,BUOYS,CONT_AWD_{key}\n' for key, name, net in rows]
    path.write_text(HEADING + "".join(lines), encoding="utf-8")
    return path


def companies(tell: Tell, target: Path) -> set[frozenset[str]]:
    """The recipient names of each company of the case in this folder."""
    tell("export", "companies", "-o", target)
    names: dict[str, set[str]] = defaultdict(set)
    for row in read(target):
        names[row["company_id"]].add(row["recipient_name"])
    return {frozenset(of) for of in names.values()}


def test_a_researcher_undoes_a_wrong_merge(tell: Tell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tell("run", year(tmp_path / "first.csv", FIRST, "2031-01-02"))
    assert frozenset({"HERON MARSH INC", "HERON MARSH LLC"}) in companies(tell, tmp_path / "merged.csv")

    monkeypatch.setattr("sys.stdin", io.StringIO("n\nstate register: nos. 123 and 456\ny\n"))
    said = tell("review", "links", "--who", "R. Searcher")
    assert "joined by the name alone; their legal forms differ" in said
    parted = {frozenset({name}) for _, name, _ in FIRST}
    assert companies(tell, tmp_path / "parted.csv") == parted
    written = (tmp_path / "judgements.toml").read_bytes()

    tell("run", year(tmp_path / "next.csv", NEXT, "2032-01-02"))
    assert companies(tell, tmp_path / "next_year.csv") == {
        frozenset({"HERON MARSH INC", "HERON MARSH, INCORPORATED"}),
        frozenset({"HERON MARSH LLC", "Heron Marsh, L.L.C."}),
        frozenset({"THE HERON MARSH COMPANY"}),
        frozenset({"GODWIT LLC"}),
    }
    assert (tmp_path / "judgements.toml").read_bytes() == written
    assert "R. Searcher said no" in tell("why", "B2")
    assert "$991" in tell("show", "HERON MARSH LLC")
