from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.pictures.drawn import labels, names, outside, overlapping, parsed, points, size
from undersigned.dossiers.pictures import network
from undersigned.dossiers.pictures.base import Picture
from undersigned.dossiers.pictures.network import Edge, Node
from undersigned.dossiers.pictures.network_layout import laid_out
from undersigned.dossiers.words.language import Words

WORDS = Words()
KINDS = ("agency", "reseller", "maker", "owner")
CENTRE = ("maker", "Orchard")
NODES = [
    Node("agency", "CBP", "agency/cbp.html", 5_000_000_00),
    Node("reseller", "Foothill Supply", "reseller/foothill.html", 4_000_000_00),
    Node("maker", "Orchard", "company/orchard.html", 4_500_000_00),
    Node("owner", "Orchard Holdings", "company/holdings.html"),
]
EDGES = [
    Edge("award", ("agency", "CBP"), ("reseller", "Foothill Supply"), 4_000_000_00, "claim/1.html", 3),
    Edge("product", ("reseller", "Foothill Supply"), CENTRE, 4_000_000_00, "claim/2.html", 3),
    Edge("award", ("agency", "CBP"), CENTRE, -500_000_00, "claim/3.html", 1),
    Edge("owner", ("owner", "Orchard Holdings"), CENTRE, None, "company/orchard.html"),
]


@st.composite
def networks(draw: st.DrawFn) -> tuple[list[Node], list[Edge]]:
    cents = st.one_of(st.none(), st.integers(-(10**14), 10**14))
    nodes = [
        Node(draw(st.sampled_from(KINDS)), draw(names), "n.html", draw(cents)) for _ in range(draw(st.integers(1, 40)))
    ]
    keys = st.sampled_from([node.key for node in nodes])
    edges = [
        Edge(
            draw(st.sampled_from(("award", "product", "owner"))), draw(keys), draw(keys), draw(cents), f"e{number}.html"
        )
        for number in range(draw(st.integers(0, 30)))
    ]
    return nodes, edges


def sixty() -> tuple[list[Node], list[Edge]]:
    """Four agencies, 26 resellers, 22 makers, 8 owners, with names as long as real ones."""
    nodes = [Node("agency", f"Bureau of Border Matters {n}", "a.html", 10**10) for n in range(4)]
    nodes += [
        Node("reseller", f"CONSOLIDATED TECHNOLOGY SOLUTIONS {n}, L.L.C.", "r.html", 10**9 + n) for n in range(26)
    ]
    nodes += [Node("maker", f"Maker of Cameras {n}", "m.html", 10**8 + n) for n in range(21)]
    nodes += [
        Node(*CENTRE, "m.html", 10**9),
        *(Node("owner", f"Private Equity Partners {n}", "o.html") for n in range(8)),
    ]
    by_kind = [[node.key for node in nodes if node.kind == kind] for kind in KINDS]
    agencies, resellers, makers, owners = by_kind
    edges = [Edge("award", agencies[n % 4], key, 10**8 * n, f"a{n}.html") for n, key in enumerate(resellers)]
    edges += [Edge("product", key, makers[n * 7 % 22], 10**7 * n, f"p{n}.html") for n, key in enumerate(resellers)]
    edges += [Edge("product", key, CENTRE, 10**7 * n, f"c{n}.html") for n, key in enumerate(resellers)]
    edges += [Edge("award", agencies[n % 4], makers[n], 10**7, f"d{n}.html") for n in range(12)]
    edges += [Edge("owner", key, (makers + resellers)[n * 5], None, f"o{n}.html") for n, key in enumerate(owners)]
    return nodes, edges


def picture(nodes: list[Node], edges: list[Edge]) -> Picture:
    return network.picture(nodes, edges, CENTRE, WORDS, "The network around Orchard")


def titles(drawing: str) -> dict[str | None, str | None]:
    return {mark.findtext("title"): mark.get("href") for mark in parsed(drawing).iter("a")}


@given(networks())
def test_every_drawing_is_valid_xml_inside_its_view_box(told: tuple[list[Node], list[Edge]]) -> None:
    found = picture(*told)
    for drawing in (found.wide, found.narrow):
        assert outside(parsed(drawing)) == []


@given(networks())
def test_no_label_lies_on_another(told: tuple[list[Node], list[Edge]]) -> None:
    found = picture(*told)
    for drawing in (found.wide, found.narrow):
        assert overlapping(labels(parsed(drawing))) == []


@given(networks())
def test_the_same_network_gives_the_same_bytes(told: tuple[list[Node], list[Edge]]) -> None:
    assert picture(*told) == picture(*told)


def test_sixty_nodes_are_legible_at_680_px() -> None:
    found = picture(*sixty())
    root = parsed(found.wide)
    nodes = [mark for mark in root.iter("a") if mark.attrib["class"].startswith("node")]
    assert len(nodes) == 60
    assert all(mark.findtext("text") for mark in nodes)
    assert overlapping(labels(root)) == []
    assert size(root)[0] == 680
    assert size(root)[1] < 1300


def test_lines_never_run_behind_a_label() -> None:
    root = parsed(picture(*sixty()).wide)
    shapes = [
        path.attrib["d"] for mark in root.iter("a") if "edge" in mark.attrib["class"] for path in mark.iter("path")
    ]
    assert len(shapes) > 80
    boxes = [box for box in labels(root) if box[1] > 20]
    for shape in shapes:
        for x, y in points(shape):
            assert not any(box[0] < x < box[2] and box[1] - 2 < y < box[3] + 1 for box in boxes)


def test_every_node_and_edge_is_a_link_whose_name_has_the_amounts() -> None:
    for drawing in (picture(NODES, EDGES).wide, picture(NODES, EDGES).narrow):
        assert titles(drawing) == {
            "CBP: $5.0 million": "agency/cbp.html",
            "Foothill Supply: $4.0 million": "reseller/foothill.html",
            "Orchard: $4.5 million": "company/orchard.html",
            "Orchard Holdings": "company/holdings.html",
            "CBP awards to Foothill Supply: $4.0 million, 3 awards": "claim/1.html",
            "Foothill Supply holds awards that name products of Orchard: $4.0 million, 3 awards": "claim/2.html",
            "CBP awards to Orchard: -$500,000, 1 award": "claim/3.html",
            "Orchard Holdings owns or owned Orchard": "company/orchard.html",
        }


def test_kinds_are_told_apart_by_shape() -> None:
    root = parsed(picture(NODES, EDGES).wide)
    nodes = {mark.attrib["class"]: mark for mark in root.iter("a") if mark.attrib["class"].startswith("node")}
    assert nodes["node agency"].find("rect") is not None
    assert nodes["node reseller"].find("circle") is not None
    corners = {kind: (nodes[kind].find("path")) for kind in ("node maker centre", "node owner")}
    counted = {kind: shape.attrib["d"].count("L") + 1 for kind, shape in corners.items() if shape is not None}
    assert counted == {"node maker centre": 4, "node owner": 6}


def test_lines_of_money_direct_negative_and_ownership_look_their_own() -> None:
    root = parsed(picture(NODES, EDGES).wide)
    found = {mark.get("href"): mark.get("class") for mark in root.iter("a") if "edge" in mark.attrib["class"]}
    assert found == {
        "claim/1.html": "edge resold",
        "claim/2.html": "edge resold near",
        "claim/3.html": "edge direct negative near",
        "company/orchard.html": "edge owner near",
    }
    assert "Dashed lines have a negative net." in picture(NODES, EDGES).notes


def test_beyond_sixty_the_smallest_are_left_out_and_said_so() -> None:
    nodes, edges = sixty()
    more = [Node("maker", f"Small {n}", "s.html", n) for n in range(5)]
    found = picture(nodes + more, [*edges, Edge("product", ("reseller", "gone"), ("maker", "Small 1"), 1, "g.html")])
    assert "Small 1" not in found.wide
    assert any(note.startswith("5 companies or agencies") for note in found.notes)
    assert len(found.rows) == len(edges) + 1


def test_what_is_joined_to_the_centre_is_drawn_before_richer_strangers() -> None:
    strangers = [Node("maker", f"Rich {n}", "s.html", 10**12) for n in range(70)]
    found = picture(strangers + NODES, EDGES)
    assert all(node.name in found.narrow for node in NODES)


def test_a_link_to_itself_stands_only_in_the_table() -> None:
    found = picture(NODES, [*EDGES, Edge("owner", CENTRE, CENTRE, None, "self.html")])
    assert "self.html" not in found.wide + found.narrow
    assert "self.html" in {row[1].href for row in found.rows}


def test_what_passes_a_column_passes_above_its_nodes() -> None:
    layout = laid_out(NODES, EDGES, {node.key: 20.0 for node in NODES}, 0.0)
    (lane,) = layout.roads[2][1:-1]
    assert lane.middle < layout.nodes["reseller", "Foothill Supply"].top


def test_the_table_has_every_link_with_its_amount() -> None:
    found = picture(NODES, EDGES)
    assert [row[3].text for row in found.rows] == ["$4,000,000.00", "$4,000,000.00", "-$500,000.00", ""]
    assert len(found.columns) == len(found.rows[0])


def test_a_company_without_links_is_told() -> None:
    found = picture([], [])
    assert found.description == "No links are known around Orchard."
    assert parsed(found.wide).get("role") == "img"
