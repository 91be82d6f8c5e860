from collections import defaultdict
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.pictures.drawn import HOSTILE, labels, names, outside, overlapping, parsed, points
from undersigned.dossiers.pictures import flow
from undersigned.dossiers.pictures.base import Picture
from undersigned.dossiers.pictures.flow import AGENCY, CHANNEL, MAKER, Band
from undersigned.dossiers.pictures.flow_groups import Key, gathered, summed
from undersigned.dossiers.pictures.flow_layout import Frame, laid_out
from undersigned.dossiers.words.language import Words

WORDS = Words()
BORDER = [
    Band("CBP", "", "Orchard", 90_000_00, 2, "claim/1.html"),
    Band("CBP", "Foothill Supply", "Orchard", 400_000_000_00, 5, "claim/2.html"),
    Band("ICE", "Foothill Supply", "Orchard", 100_000_000_00, 5, "claim/3.html"),
    Band("ICE", "Foothill Supply", "", 9_000_000_00, 1, "claim/4.html"),
    Band("ICE", "Lakeside", "Meridian", -5_000_00, 1, "claim/5.html"),
    Band("ICE", "", "Meridian", 0, 1, "claim/6.html"),
]


@st.composite
def band_lists(draw: st.DrawFn, least: int = 0) -> list[Band]:
    triples = draw(st.lists(st.tuples(names, names, names), min_size=least, max_size=40, unique=True))
    cents = st.one_of(st.integers(-(10**14), 10**14), st.integers(-3, 3))
    return [Band(*triple, draw(cents), 1, f"claim/{number}.html") for number, triple in enumerate(triples)]


def picture(bands: list[Band], **told: str) -> Picture:
    return flow.picture(bands, WORDS, "A finding", {(AGENCY, "CBP"): "agency/cbp.html"}, **told)


def strands(drawing: str) -> list[ElementTree.Element]:
    return [mark for mark in parsed(drawing).iter("a") if "strand" in mark.attrib["class"]]


def breadths(mark: ElementTree.Element) -> set[float]:
    """How broad a strand is at its four ends."""
    found: dict[float, list[float]] = defaultdict(list)
    shape = mark.find("path")
    assert shape is not None
    every = list(points(shape.attrib["d"]))
    for x, y in every:
        found[x].append(y)
    ends = {x for x, ys in found.items() if x in (min(found), max(found))}
    return {round(max(found[x]) - min(found[x]), 1) for x in ends}


@given(band_lists())
def test_every_drawing_is_valid_xml_inside_its_view_box_and_without_nan(bands: list[Band]) -> None:
    found = picture(bands)
    for drawing in (found.wide, found.narrow):
        assert outside(parsed(drawing)) == []
        assert "nan" not in "".join(mark.attrib["d"] for mark in parsed(drawing).iter("path"))


@given(band_lists())
def test_no_label_lies_on_another(bands: list[Band]) -> None:
    found = picture(bands)
    for drawing in (found.wide, found.narrow):
        assert overlapping(labels(parsed(drawing))) == []


@given(band_lists())
def test_the_same_bands_in_any_order_give_the_same_bytes(bands: list[Band]) -> None:
    assert picture(bands) == picture(bands[::-1])


@given(band_lists(least=1))
def test_money_is_kept_in_nodes_and_strands(bands: list[Band]) -> None:
    found = gathered(bands, summed(bands), (2, 3, 3))
    positive = sum(band.cents for band in bands if band.cents > 0)
    assert found.drawn == positive
    for column in range(3):
        assert sum(node.drawn for key, node in found.nodes.items() if key.column == column) == positive
    drawn = {band.triple: band.cents for strand in found.strands for band in strand.bands}
    assert drawn == {band.triple: band.cents for band in bands if band.cents > 0}


@given(band_lists(least=1), st.booleans())
def test_widths_are_proportional_to_money(bands: list[Band], above: bool) -> None:
    found = gathered(bands, summed(bands), (2, 3, 3))
    if not found.strands:
        return
    layout = laid_out(found, Frame(200.0, 5.0, 0.0, above, dict.fromkeys(found.nodes, 30.0)))
    scale = 200 / found.drawn
    reached: dict[Key, float] = defaultdict(float)
    for strand, ends in zip(found.strands, layout.ends, strict=True):
        for start, end in (ends.agency, ends.into, ends.onward, ends.maker):
            assert end - start == pytest.approx(strand.cents * scale, abs=1e-6)
        for key, (_, end) in zip(strand.keys, (ends.agency, ends.onward, ends.maker), strict=True):
            reached[key] = max(reached[key], end - layout.places[key].start)
    for key, height in reached.items():
        assert height == pytest.approx(found.nodes[key].drawn * scale, abs=1e-6)


def test_drawn_strands_are_as_broad_as_their_money() -> None:
    bands = [Band("A", "R", "M", 3_000_00, 1, "3"), Band("A", "S", "N", 1_000_00, 1, "1")]
    drawn = {mark.attrib["href"]: breadths(mark) for mark in strands(picture(bands).wide)}
    assert max(drawn["3"]) == pytest.approx(3 * max(drawn["1"]), abs=0.6)
    assert all(max(found) - min(found) <= 0.2 for found in drawn.values())


def test_every_mark_is_a_link_whose_name_has_the_amounts() -> None:
    for drawing in (picture(BORDER).wide, picture(BORDER).narrow):
        root = parsed(drawing)
        said = {mark.findtext("title"): mark.get("href") for mark in root.iter("a")}
        assert said["CBP → Foothill Supply → Orchard: $400.0 million, 5 awards"] == "claim/2.html"
        assert said["CBP: $400.1 million, 7 awards"] == "agency/cbp.html"
        assert said["several makers: $9.0 million, 1 award"] == "#flow-table"
        shapes = [shape for mark in root.iter("a") for shape in mark if shape.tag in ("path", "rect")]
        assert len(shapes) == sum(element.tag in ("path", "rect") for element in root.iter())


def test_direct_is_a_channel_of_its_own_and_stands_first() -> None:
    root = parsed(picture(BORDER).wide)
    middle = [mark.findtext("title") for mark in root.iter("a") if mark.get("class") in ("node direct", "node resold")]
    assert middle == [
        "direct, by the maker itself: $90,000, 3 awards",
        "Foothill Supply: $509.0 million, 11 awards",
    ]


def test_what_nets_to_nothing_or_less_is_listed_and_not_drawn() -> None:
    found = picture(BORDER)
    assert len(strands(found.wide)) == 4
    assert any(note.startswith("Negative net, not drawn") and "Lakeside → Meridian" in note for note in found.notes)
    assert "1 flow nets to zero and is not drawn." in found.notes
    assert len(found.rows) == len(BORDER)
    assert "-$5,000.00" in {row[4].text for row in found.rows}


def test_small_flows_are_grouped_and_said_so() -> None:
    bands = [Band("CBP", f"Reseller {n}", f"Maker {n}", 10**9 - n, 1, f"{n}") for n in range(40)]
    found = picture(bands)
    said = [mark.findtext("title") or "" for mark in parsed(found.wide).iter("a")]
    assert any(name.startswith("28 other resellers: ") for name in said)
    assert any("28 other resellers; 28 other makers" in note for note in found.notes)
    assert sum(name.startswith("34 other makers: ") for name in map(str, titles(found.narrow))) == 1


def titles(drawing: str) -> list[str | None]:
    return [mark.findtext("title") for mark in parsed(drawing).iter("a")]


def test_a_group_of_one_is_called_by_its_name() -> None:
    bands = [Band("CBP", f"Reseller {n}", "Maker", 10**9 - n, 1, f"{n}") for n in range(13)]
    assert not any("other" in str(title) for title in titles(picture(bands).wide))


def test_flows_that_need_not_cross_do_not() -> None:
    bands = [Band(f"A{n}", f"R{7 - n}", f"M{(n * 3) % 7}", 10**9, 1, f"{n}") for n in range(5)]
    found = gathered(bands, summed(bands), (6, 12, 12))
    layout = laid_out(found, Frame(300.0, 5.0, 0.0, False, dict.fromkeys(found.nodes, 30.0)))
    orders = [sorted(found.strands, key=lambda strand: layout.places[strand.keys[c]].top) for c in range(3)]
    assert orders[0] == orders[1] == orders[2]


def test_the_table_is_cut_at_200_rows_and_says_so() -> None:
    bands = [Band("CBP", f"Reseller {n}", "Maker", 10**9 - n, 1, f"{n}") for n in range(230)]
    found = picture(bands)
    assert len(found.rows) == 200
    assert any("30 more are not in it" in note for note in found.notes)


def test_nothing_to_draw_is_said() -> None:
    for bands in ([], [Band("CBP", "", "Orchard", -1, 1, "")]):
        found = picture(bands)
        assert "No net obligations to draw." in found.wide
        assert parsed(found.narrow).get("role") == "img"


def test_two_pictures_of_one_page_have_identifiers_of_their_own() -> None:
    first, second = picture(BORDER), picture(BORDER, identifier="flow of <ICE>")
    found = [parsed(drawing).get("id") for one in (first, second) for drawing in (one.wide, one.narrow)]
    assert found == ["flow-wide", "flow-narrow", "flow-of-ICE-wide", "flow-of-ICE-narrow"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_text(name: str) -> None:
    found = picture([Band(name, name, name, 10**9, 1, name)])
    assert {element.tag for element in parsed(found.wide).iter()} <= {
        "svg", "title", "desc", "g", "a", "path", "rect", "text",
    }  # fmt: skip


def test_the_description_says_obligations_on_awards_and_never_that_money_flows_to_makers() -> None:
    said = picture(BORDER).description
    assert said.startswith(
        "Net obligations on awards of 2 agencies that name products of 2 makers: $509.1 million in all. "
    )
    assert "money" not in said


def test_an_amount_in_the_table_is_a_claims_figure_where_it_has_a_claim() -> None:
    cited, bare = replace(BORDER[0], claim_id="C000000000001"), BORDER[1]
    found = {(row[-1].text, row[-1].value, row[-1].claim_id) for row in picture([cited, bare]).rows}
    assert found == {(WORDS.money(cited.cents), cited.cents, "C000000000001"), (WORDS.money(bare.cents), None, "")}


def test_columns_are_named() -> None:
    assert (AGENCY, CHANNEL, MAKER) == (0, 1, 2)
    assert picture(BORDER).columns == ("Agency", "Held by", "Maker", "Awards", "Net obligations")
