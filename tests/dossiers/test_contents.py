"""What the pages ask of a trace: claims by what they say, awards by subject, names."""

import pytest

from tests.dossiers.county import claim
from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers.contents import Contents

HERON = Subject("maker", "Heronsoft")


def test_a_claim_is_found_by_what_it_says(contents: Contents) -> None:
    found = contents.claim("maker", "Heronsoft", "obligations", "resold", "", 2030)
    assert found
    assert found.figure == 100_00 + 20_25 + 155_00
    assert contents.claim("maker", "Heronsoft", "obligations", "resold", "", 1999) is None


def test_a_claim_of_one_agency_is_not_taken_for_that_of_all(contents: Contents) -> None:
    through = contents.about(HERON)["obligations through", "resold", "SHOP LLC", None]
    assert (through.figure, through.of_agency) == (405_25, "")


@pytest.mark.parametrize(
    ("agency", "channel", "maker", "cents"),
    [
        ("Nowhere County", "SHOP LLC", "Heronsoft", 385_00),
        ("Elsewhere County", "SHOP LLC", "Heronsoft", 20_25),
        ("Nowhere County", "", "Heronsoft", 1_25),
        ("Nowhere County", "STALL INC", "", 3_00),
    ],
)
def test_a_band_has_the_claim_of_its_agency_channel_and_maker(
    contents: Contents, agency: str, channel: str, maker: str, cents: int
) -> None:
    found = contents.claim_of_band(agency, channel, maker)
    assert found
    assert found.figure == cents


def test_the_years_of_a_claim_add_up_to_it(contents: Contents) -> None:
    whole = contents.about(HERON)["obligations", "resold", "", None]
    assert [(part.fiscal_year, part.figure) for part in contents.years_of(whole)] == [(2030, 275_25), (2031, 130_00)]
    assert whole.figure == 275_25 + 130_00


def test_a_claim_of_one_agency_alone_has_no_years(contents: Contents, county_trace: Trace) -> None:
    told = {"other": "SHOP LLC", "of_agency": "Nowhere County"}
    assert contents.years_of(claim(county_trace, "maker", "Heronsoft", "obligations through", **told)) == []


def test_the_awards_of_a_maker_are_those_that_name_it(contents: Contents) -> None:
    numbers = [contents.awards[key].award_id for key in contents.awards_of(HERON)]
    assert numbers == ["6", "1", "3", "4", "5"]
    assert [contents.awards[key].award_id for key in contents.awards_of(Subject("company", "FARM INC"))] == ["2"]
    assert contents.awards_of(Subject("company", "NOBODY")) == []


def test_an_award_is_named_by_what_may_stand_in_a_figure(trace: Trace) -> None:
    told = Contents(trace)
    guessed = trace.rows("SELECT award_key, maker FROM attributions WHERE confidence = 'low' OR relation != 'product'")
    assert guessed
    assert [key for key, maker in guessed if maker in {found.maker for found in told.named(key)}] == []


def test_claims_are_found_by_their_second_subject(contents: Contents) -> None:
    at_it = {(told.subject, told.measure) for told in contents.with_other("Elsewhere County")}
    assert at_it == {
        ("Heronsoft", "obligations at"),
        ("Heronsoft", "technology at"),
        ("Heronsoft", "share of technology at"),
        ("SHOP LLC", "obligations at"),
    }


def test_names_are_told_with_their_reasons(contents: Contents) -> None:
    (name,) = contents.names("WADER INC")
    assert (name.family_name, name.family_source) == ("Wader", "the makers' catalogue")
    assert [name.company_name for name in contents.names("Wader")] == ["WADER FEDERAL LLC", "WADER INC"]


def test_the_owner_is_the_catalogues(contents: Contents) -> None:
    assert contents.owner_of("Avocet") == "Marsh Holdings"
    assert contents.owner_of("Wader") == ""


def test_documents_tell_of_makers_as_the_catalogue_says(contents: Contents) -> None:
    assert contents.sources["Avocet"]["category"] == {
        "says": "maps and drones",
        "document": "annual report of Avocet",
        "url": "",
        "seen": "",
    }
    assert contents.sources["Avocet"]["ownership"]["url"] == "https://marsh.example/register"
    assert "Wader" not in contents.sources


def test_a_trace_that_is_older_than_the_sources_tells_none(county_trace: Trace) -> None:
    told = county_trace.case.trace_folder() / "sources.json"
    kept = told.read_text(encoding="utf-8")
    told.unlink()
    try:
        assert Contents(county_trace).sources == {}
    finally:
        told.write_text(kept, encoding="utf-8")


def test_an_award_without_an_end_neither_runs_nor_ended(contents: Contents, trace: Trace) -> None:
    assert {award.running(contents.as_of) for award in contents.awards.values()} == {None}
    told = Contents(trace)
    assert {award.running(told.as_of) for award in told.awards.values()} == {None, True, False}
