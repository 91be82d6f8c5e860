"""The page of a claim: its rows are its citations, sum to its figure, and can be taken away."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.dossiers.county import claim
from tests.dossiers.shown import page
from undersigned.claims.reading import Trace
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.pages import claim as claims
from undersigned.dossiers.parts import Part
from undersigned.terms.claim import Claim

LANGUAGES = ("", "es/")


def rows_of(site: Path, told: Claim) -> list[dict[str, str]]:
    with (site / f"claim/{told.claim_id}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def direct(contents: Contents) -> list[Claim]:
    """The claims that have rows of their own."""
    return [told for told in contents.claims.values() if told.sources == (told.claim_id,) and told.transactions]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_claim_has_its_page(county_site: Path, contents: Contents, language: str) -> None:
    missing = [key for key in contents.claims if not (county_site / f"{language}claim/{key}.html").is_file()]
    assert missing == []


def test_the_downloaded_rows_of_every_claim_are_its_citations(
    county_site: Path, direct: list[Claim], county_trace: Trace
) -> None:
    for told in direct:
        cited = county_trace.rows("SELECT transaction_key FROM citations WHERE claim_id = ?", told.claim_id)
        assert sorted(row["transaction_key"] for row in rows_of(county_site, told)) == sorted(key for (key,) in cited)
        assert len(cited) == told.transactions


def test_the_downloaded_rows_of_every_sum_come_to_its_figure(county_site: Path, direct: list[Claim]) -> None:
    sums = [told for told in direct if told.unit == "cents"]
    assert len(sums) > 50
    for told in sums:
        assert sum(Decimal(row["obligation"]) for row in rows_of(county_site, told)) * 100 == told.figure


def test_a_row_tells_where_it_comes_from(county_site: Path, county_trace: Trace) -> None:
    (row,) = rows_of(county_site, claim(county_trace, "company", "HERONSOFT INC"))
    assert (row["award_key"], row["action_date"], row["company"]) == ("table_nowhere:5", "2031-05-05", "HERONSOFT INC")
    assert row["row"] == "6"
    assert row["file"] in county_trace.case.file_ids()


def test_words_that_a_spreadsheet_would_run_are_guarded_in_the_download(
    desk: Desk, county_trace: Trace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Trace.rows_in_batches

    def hostile(*told: Any) -> Iterator[tuple[Any, ...]]:
        return ((*row[:5], "=1+1", *row[6:]) for row in read(*told))

    monkeypatch.setattr(Trace, "rows_in_batches", hostile)
    claims.write(desk, Part())
    (row,) = rows_of(desk.top, claim(county_trace, "company", "HERONSOFT INC"))
    assert row["description"] == "'=1+1"


def test_a_derived_claim_leads_to_its_parts_and_has_no_rows(county_site: Path, county_trace: Trace) -> None:
    share = claim(county_trace, "agency", "Nowhere County", "share of obligations", channel="technology")
    shown = page(county_site, f"claim/{share.claim_id}.html")
    assert len(share.sources) == 2
    assert [f"../claim/{source}.html" in shown.links for source in share.sources] == [True, True]
    assert shown.rows == []
    assert not (county_site / f"claim/{share.claim_id}.csv").exists()


def test_a_claim_of_many_rows_leads_to_its_years_and_still_has_them_all(
    county_site: Path, county_trace: Trace, contents: Contents
) -> None:
    whole = claim(county_trace, "maker", "Heronsoft", channel="resold")
    shown = page(county_site, f"claim/{whole.claim_id}.html")
    years = contents.years_of(whole)
    assert shown.figures == {told.claim_id: told.figure for told in (whole, *years)}
    assert sum(told.figure or 0 for told in years) == whole.figure
    assert shown.rows == []
    assert len(rows_of(county_site, whole)) == whole.transactions == 313


@pytest.mark.parametrize("language", LANGUAGES)
def test_many_rows_without_years_are_paged(county_site: Path, county_trace: Trace, language: str) -> None:
    told = {"other": "SHOP LLC", "of_agency": "Nowhere County"}
    narrow = claim(county_trace, "maker", "Heronsoft", "obligations through", **told)
    names = [f"{narrow.claim_id}{further}.html" for further in ("", "-2", "-3")]
    shown = [page(county_site, f"{language}claim/{name}") for name in names]
    assert [len(part.rows) for part in shown] == [150, 150, 12]
    assert len({row for part in shown for row in part.rows}) == len(set(shown[0].rows + shown[1].rows + shown[2].rows))
    assert [f"../claim/{names[number]}" in shown[1].links for number in (0, 2)] == [True, True]
    assert not (county_site / f"{language}claim/{narrow.claim_id}-4.html").exists()


def test_paged_rows_are_all_rows_once(county_site: Path, county_trace: Trace) -> None:
    year = claim(county_trace, "company", "SHOP LLC", fiscal_year=2031)
    shown = [page(county_site, f"claim/{year.claim_id}{further}.html").rows for further in ("", "-2")]
    money = [Decimal(row.split("$")[1].split()[0]) for rows in shown for row in rows]
    assert len(money) == year.transactions == 156
    assert sum(cents for cents in money if cents == 1) == 155


@pytest.mark.parametrize(("language", "top"), [("", "../"), ("es/", "../../")])
def test_every_language_leads_to_the_same_rows(county_site: Path, county_trace: Trace, language: str, top: str) -> None:
    told = claim(county_trace, "company", "FARM INC")
    shown = page(county_site, f"{language}claim/{told.claim_id}.html")
    assert f"{top}claim/{told.claim_id}.csv" in shown.links
    assert not (county_site / f"es/claim/{told.claim_id}.csv").exists()


def test_words_of_a_row_are_no_markup(county_site: Path, county_trace: Trace) -> None:
    told = claim(county_trace, "maker", "Heronsoft", "second largest award", other="table_nowhere:1")
    shown = page(county_site, f"claim/{told.claim_id}.html")
    assert "&lt;b&gt;funding&lt;/b&gt; only" in shown.main


def test_a_claim_tells_how_to_recompute_cite_and_contest_it(county_site: Path, county_trace: Trace) -> None:
    told = claim(county_trace, "company", "FARM INC")
    shown = page(county_site, f"claim/{told.claim_id}.html")
    assert shown.title == told.statement
    assert f"undersigned cite {told.claim_id} --rows 0" in shown.words
    assert "../contest.html" in shown.links
    assert all(caveat in shown.words for caveat in told.caveats)


def test_a_figure_is_written_exactly(county_site: Path, county_trace: Trace) -> None:
    told = claim(county_trace, "agency", "Elsewhere County", channel="all")
    assert (
        f'<data value="2025" data-claim="{told.claim_id}">$20.25</data>'
        in page(county_site, f"claim/{told.claim_id}.html").main
    )


def test_a_claim_without_rows_has_no_download(county_site: Path, county_trace: Trace) -> None:
    running = claim(county_trace, "maker", "Wader", "running")
    shown = page(county_site, f"claim/{running.claim_id}.html")
    assert (running.figure, shown.figures, shown.rows) == (None, {}, [])
    assert not (county_site / f"claim/{running.claim_id}.csv").exists()
