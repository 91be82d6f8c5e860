"""A researcher types a county's contracts into a spreadsheet, describes it, corrects the draft, and traces it."""

from pathlib import Path

import pytest

from tests.journeys.conftest import Tell
from tests.journeys.exported import dollars, read

TYPED = """Contract no.;Firm;Goods;Agreed sum;Signed
2031/001;Shop, LLC;Cellebrite UFED licences;"$1,200.50";13/02/2031
2031/002;Farm Inc.;hay for horses;$80.25;14/02/2031
2031/003;Shop LLC;Cellebrite UFED renewal, second half;($200.25);03/11/2031
"""


@pytest.fixture
def typed(tmp_path: Path) -> Path:
    path = tmp_path / "contracts.csv"
    path.write_text(TYPED, encoding="utf-8")
    return path


def test_describe_correct_add_trace_and_check(tell: Tell, tmp_path: Path, typed: Path) -> None:
    said = tell("add", typed, fails=2)
    assert "--describe" in said
    said = tell("add", "--describe", typed)
    assert "It does not know yet:" in said
    assert "who_buys" in said
    draft = tmp_path / "contracts.toml"
    text = draft.read_text(encoding="utf-8")
    assert 'dates = "day-first"' in text
    assert 'when = "Signed"' in text
    tell("add", "--describe", typed, fails=2)
    assert draft.read_text(encoding="utf-8") == text
    tell("add", typed, fails=2)
    draft.write_text(corrected(text), encoding="utf-8")
    assert "contracts.csv 3 3 0 0 $1,080.50" in tell("add", typed)
    tell("trace")
    shown = tell("show", "Cellebrite")
    assert "One reseller holds 2 awards worth $1,000 net in fiscal year 2031 that name Cellebrite's products." in shown
    assert "$1,000.25" in shown
    assert "County of Nowhere" in shown
    tell("export", "transactions", "-o", tmp_path / "t.csv")
    rows = read(tmp_path / "t.csv")
    assert [row["action_date"] for row in rows] == ["2031-02-13", "2031-02-14", "2031-11-03"]
    assert {row["fiscal_year"] for row in rows} == {"2031"}
    assert str(dollars(rows)) == "1080.50"
    assert len({row["company_id"] for row in rows}) == 2


def corrected(draft: str) -> str:
    """The draft as a person leaves it: every question answered by a heading of the list."""
    answers = {"who_is_paid": "Firm", "what": "Goods", "how_much": "Agreed sum", "when": "Signed"}
    kept = [
        line
        for line in draft.splitlines()
        if not line.lstrip("# ").startswith((*(f"{question} =" for question in answers), "document ="))
    ]
    answers["document"] = "Contract no."
    lines = [f'{question} = "{heading}"' for question, heading in answers.items()]
    text = "\n".join(kept).replace("[columns]", "\n".join(["[columns]", *lines]))
    return text.replace('who_buys = ""', 'who_buys = "County of Nowhere"') + "\n"
