"""Every mark of a picture is the figure of a claim, and leads to it."""

import re
from dataclasses import replace

import pytest

from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.drawn import pictures
from undersigned.dossiers.drawn.bands import bands
from undersigned.dossiers.pictures.base import Cell, Picture

HERON, AVOCET = Subject("maker", "Heronsoft"), Subject("maker", "Avocet")
KINDS = [("years", HERON), ("flow", HERON), ("lines", HERON), ("network", AVOCET)]


@pytest.fixture(scope="module")
def sample(trace: Trace) -> Contents:
    return Contents(trace)


def of(desk: Desk, subject: Subject) -> dict[str, Picture]:
    return dict(pictures.of_maker(desk, subject.name, desk.contents.about(subject)))


def test_every_band_of_the_sample_sums_its_claim(sample: Contents) -> None:
    drawn = bands(sample, sample.flows.all(), "", "#rest")
    with_claims = [band for band in drawn if band.claim_id]
    assert len(with_claims) > 20
    assert [band.triple for band in with_claims if sample.claims[band.claim_id].figure != band.cents] == []


def test_every_band_of_the_county_has_a_claim(contents: Contents) -> None:
    drawn = bands(contents, contents.flows.all(), "../", "#rest")
    assert sorted(band.cents for band in drawn) == [20, 40, 90, 1_25, 3_00, 20_25, 385_00]
    assert [contents.claims[band.claim_id].figure for band in drawn] == [band.cents for band in drawn]
    assert all(band.href == f"../claim/{band.claim_id}.html" for band in drawn)


def test_flows_of_several_categories_are_one_band(contents: Contents) -> None:
    drawn = bands(contents, contents.flows.of("reseller", "STALL INC"), "", "#rest")
    assert sorted((band.triple[2], band.cents, band.awards) for band in drawn) == [("", 3_00, 1), ("Avocet", 40, 2)]


def test_a_band_of_one_category_never_leads_to_the_claim_of_all(contents: Contents) -> None:
    (of_stall,) = [
        band
        for band in bands(contents, contents.flows.of("category", "drones_robotics"), "", "#rest")
        if band.cents == 10
    ]
    assert (of_stall.triple[2], of_stall.href, of_stall.claim_id) == ("Avocet", "#rest", "")


def test_a_maker_has_years_flow_lines_and_network(desk: Desk) -> None:
    assert list(of(desk, HERON)) == ["years-picture", "flow", "lines"]
    assert list(of(desk, AVOCET)) == ["flow", "lines", "network"]


def test_a_picture_that_would_show_nothing_is_left_out(desk: Desk) -> None:
    assert list(of(desk, Subject("maker", "Wader"))) == ["flow", "lines"]
    assert list(of(desk, Subject("maker", "Nobody"))) == []


def test_the_bars_lead_to_the_claims_of_their_years(desk: Desk) -> None:
    about = desk.contents.about(HERON)
    drawn = of(desk, HERON)["years-picture"].wide
    for channel, year in (("resold", 2030), ("resold", 2031), ("direct", 2031)):
        assert f"../claim/{about['obligations', channel, '', year].claim_id}.html" in drawn


def test_the_flow_is_titled_by_the_claim_about_resellers(desk: Desk) -> None:
    drawn = of(desk, HERON)["flow"]
    claim = desk.contents.about(HERON)["obligations", "resold", "", None]
    assert (drawn.claim_id, drawn.title) == (claim.claim_id, claim.statement)


def test_no_picture_is_titled_by_a_withdrawn_claim(withdrawing: Desk) -> None:
    drawn = of(withdrawing, HERON)
    claim = withdrawing.contents.about(HERON)["obligations", "direct", "", None]
    assert drawn["flow"].claim_id == claim.claim_id


def test_agencies_resellers_and_categories_have_years_and_flow(desk: Desk) -> None:
    for kind, name in (("agency", "Nowhere County"), ("reseller", "SHOP LLC")):
        about = desk.contents.about(Subject(kind, name))
        assert [key for key, _ in pictures.of_totals(desk, name, about, kind)] == ["years-picture", "flow"]
    about = desk.contents.about(Subject("category", "cloud_hosting"))
    assert [key for key, _ in pictures.of_category(desk, "cloud_hosting", about)] == ["years-picture", "flow"]


def test_the_start_page_is_a_floor_above_the_others(desk: Desk) -> None:
    ((_, drawn),) = pictures.of_case(desk)
    assert 'href="claim/' in drawn.wide
    assert 'href="../' not in drawn.wide


@pytest.mark.parametrize(("kind", "of_whom"), KINDS)
def test_two_pictures_of_a_kind_share_no_identifier(desk: Desk, kind: str, of_whom: Subject) -> None:
    both = [pictures.one(desk, kind, (of_whom,), f"picture-{number}") for number in (1, 2)]
    found = [set(re.findall(r'\bid="([^"]+)"', drawn.wide + drawn.narrow)) for drawn in both if drawn]
    assert len(found) == 2
    assert found[0]
    assert not found[0] & found[1]


@pytest.mark.parametrize(("kind", "of_whom"), KINDS)
def test_a_renamed_picture_still_finds_its_own_parts(desk: Desk, kind: str, of_whom: Subject) -> None:
    drawn = pictures.one(desk, kind, (of_whom,), "picture-7")
    assert drawn
    for drawing in (drawn.wide, drawn.narrow):
        there = set(re.findall(r'\bid="([^"]+)"', drawing))
        named = set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', drawing))
        labels = {part for found in re.findall(r'aria-labelledby="([^"]+)"', drawing) for part in found.split()}
        assert labels <= there
        assert {first or second for first, second in named} - {"names", "picture-7-table"} <= there


def test_a_picture_that_is_not_there_is_none(desk: Desk) -> None:
    assert pictures.one(desk, "network", (Subject("maker", "Wader"),), "picture-1") is None
    assert pictures.one(desk, "flow", (Subject("company", "FARM INC"),), "picture-1") is None
    assert pictures.one(desk, "flow", (), "picture-1") is not None


def test_the_owner_stands_in_the_network(desk: Desk) -> None:
    assert "Marsh Holdings" in of(desk, AVOCET)["network"].wide


def cells(drawn: Picture) -> list[Cell]:
    return [cell for row in drawn.rows for cell in row]


def test_the_amounts_of_every_table_are_those_of_the_claims_and_awards_that_they_cite(desk: Desk) -> None:
    pages = of(desk, HERON) | {f"avocet-{kind}": drawn for kind, drawn in of(desk, AVOCET).items()}
    for kind, drawn in pages.items():
        cited = [cell for cell in cells(drawn) if cell.value is not None]
        assert cited, kind
        for cell in cited:
            stands = desk.contents.claims[cell.claim_id].figure if cell.claim_id else None
            assert cell.value == (desk.contents.awards[cell.award_key].obligation if stands is None else stands)
            assert cell.text == desk.words.money(cell.value or 0)


def test_a_table_shows_the_self_check_what_its_figures_cite(desk: Desk) -> None:
    drawn = of(desk, HERON)
    for kind, told in (("years-picture", "claim"), ("flow", "claim"), ("lines", "award")):
        html = desk.piece("picture.html", drawn=drawn[kind], identifier=kind)
        assert re.search(
            rf'<td class="n"><a href="[^"]+"><data value="-?\d+" data-{told}="[^"]+">[^<]+</data></a>', html
        )


def test_a_withdrawn_claims_figure_stands_in_no_table(withdrawing: Desk) -> None:
    (taken,) = withdrawing.edition.withdrawn
    drawn = Picture("flow", "", "", "", "", ("Net",), ((Cell("$9", "x.html", value=9_00, claim_id=taken),),))
    html = withdrawing.piece("picture.html", drawn=drawn, identifier="flow")
    assert '<a href="x.html">withdrawn</a>' in html
    assert "$9" not in html


def test_the_network_has_every_maker_on_the_resellers_awards_and_takes_no_side(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first, *_) = desk.contents.flows.of("maker", "Avocet")
    others = [replace(first, channel="STALL INC", maker=f"Maker {number}") for number in range(70)]
    known = desk.contents.flows.of
    monkeypatch.setattr(desk.contents.flows, "of", lambda kind, of: known(kind, of) + others * (of == "STALL INC"))
    drawn = of(desk, AVOCET)["network"]
    assert drawn.title == "Avocet: agencies, resellers and makers on the same awards"
    assert {row[2].text for row in drawn.rows} >= {part.maker for part in others}
    assert any("not drawn" in note for note in drawn.notes)
