"""A reporter hears a sentence, quotes it wrongly, is corrected, and publishes it as a claim with its page."""

import json
from pathlib import Path

import pytest

from tests.browsing import Visit, serving
from tests.documents import papers
from tests.journeys.conftest import Tell
from tests.publishing import publish

MAPPING = """name = "county"
[columns]
document = "No."
who_buys = "Who"
who_is_paid = "Payee"
what = "What"
how_much = "Amount"
when = "Day"
"""
TABLE = """No.,Who,Payee,What,Amount,Day
1,Marrowmere County,SHOP LLC,Kestrelcloud Ledger licences,100.00,2030-11-02
2,Marrowmere County,SHOP LLC,software as in the annex,2500.00,2031-02-03
3,Marrowmere County,FARM INC,hay,7.50,2031-03-04
"""
MAKER = """name = "Kestrelcloud"
category = "cloud_hosting"
[[term]]
words = ["KESTRELCLOUD LEDGER"]
product = "Ledger"
"""
REPORT = "# What was heard\n\nIn the hearing an office said {{claim:{claim}}}, and resellers hold {{claim:{total}}}.\n"
ANNEX = "Annex to contract 2. The goods are Kestrelcloud Ledger, in the edition for counties."
SOURCE = ("--source", "https://committee.example/hearings/12", "--date", "2032-03-04", "--kind", "hearing")


@pytest.fixture
def case(tell: Tell, tmp_path: Path) -> Path:
    """Three rows of a county, traced; one names a maker's product."""
    papers.text(tmp_path / "contracts.csv", TABLE)
    papers.text(tmp_path / "contracts.toml", MAPPING)
    (tmp_path / "catalog").mkdir()
    papers.text(tmp_path / "catalog" / "kestrelcloud.toml", MAKER)
    tell("contracts.csv")
    return tmp_path


def claims(tell: Tell, name: str, kind: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(tell("show", name, "--json"))[kind]
    return found


def test_quoted_checked_traced_published_and_found(case: Path, tell: Tell, visit: Visit) -> None:
    papers.pdf(case / "hearing.pdf")
    attached = tell("attach", "hearing.pdf", *SOURCE, "--title", "Hearing on resellers")
    document = attached.split()[1].rstrip(":")
    wrong = papers.SENTENCE.replace("through resellers", "from resellers")
    said = tell("quote", document, wrong, "--page", 2, "--about", "Kestrelcloud", fails=5)
    assert "does not stand on page 2 of «Hearing on resellers». The closest passage is on page 2: “" in said
    assert "of Kestrelcloud through resellers" in said
    tell("quote", document, papers.SENTENCE, "--page", 2, "--about", "Kestrelcloud")
    tell("trace")
    (quotation,) = [claim for claim in claims(tell, "Kestrelcloud", "maker") if claim["measure"] == "quotation"]
    assert quotation["statement"] == f"In «Hearing on resellers» (2032-03-04), page 2: “{papers.SENTENCE}”"
    assert quotation["figure"] is None
    assert f"Document {document}" in tell("cite", quotation["claim_id"])
    assert "1 quotation: the words stand in their documents." in tell("verify")

    annex = papers.text(case / "annex.txt", ANNEX)
    (key,) = {line.split()[0] for line in [tell("why", "2")]}
    tell("attach", annex, "--source", "https://county.example/annex", "--date", "2031-02-03", "--kind", "contract",
         "--award", key, "--maker", "Kestrelcloud", "--quote", "The goods are Kestrelcloud Ledger")  # fmt: skip
    assert "changed since the case was traced" in tell("publish", "-o", "site", fails=3)
    tell("trace")
    (total,) = [
        claim for claim in claims(tell, "Kestrelcloud", "maker")
        if (claim["measure"], claim["channel"], claim["fiscal_year"]) == ("obligations", "resold", None)
    ]  # fmt: skip
    assert total["figure"] == 260_000
    assert "1 of these awards is attributed by a document and not by its rows: «annex» (2031-02-03)." in str(
        total["caveats"]
    )
    assert "document: «annex» (2031-02-03) says whose product it is" in tell("why", key)

    ids = {"claim": quotation["claim_id"], "total": total["claim_id"]}
    papers.text(case / "report.md", REPORT.format(**ids))
    assert "Every check passed" in publish(case, case / "site", "--language", "en", "--language", "es")
    with serving(case / "site") as address:
        page = visit(f"{address}report/index.html")
        assert papers.SENTENCE in page.locator("main").inner_text()
        page.locator("main q a").first.click()
        page.get_by_text("A quotation, found word by word in the document.").wait_for()
        page.locator("figcaption a").first.click()
        page.get_by_role("heading", name="Hearing on resellers", exact=True).wait_for()
        assert page.locator("a[href='https://committee.example/hearings/12']").count() == 1
        page.locator("footer").get_by_role("link", name="Documents").click()
        page.get_by_role("heading", name="Documents", exact=True).wait_for()
        assert page.locator("tbody tr").count() == 2
    assert not any(path.suffix == ".pdf" and "report" not in path.name for path in (case / "site").rglob("*"))
    assert "Say --force" in tell("detach", document, fails=3)
    assert (case / "documents" / document).is_dir()
