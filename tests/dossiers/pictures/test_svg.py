from hypothesis import given
from hypothesis import strategies as st

from tests.dossiers.pictures.drawn import names, parsed
from undersigned.dossiers.pictures import svg


@given(names)
def test_any_name_makes_valid_xml_and_reads_back_the_same(name: str) -> None:
    drawing = svg.drawing(680, 10, name, name, svg.link(name, name, svg.text((0, 0), name)), name)
    root = parsed(drawing)
    kept = svg._NOT_XML.sub("", name).replace("\r\n", "\n").replace("\r", "\n")
    assert (root.findtext("title") or "") == kept
    assert "<script" not in drawing


@given(names, st.floats(0, 300))
def test_a_fitted_text_is_no_wider_than_asked(name: str, width: float) -> None:
    fitted = svg.fit(name, width)
    assert svg.text_width(fitted) <= width + 0.01
    assert fitted in ("", " ".join(name.split())) or fitted.endswith("…")


@given(names, st.floats(20, 300), st.integers(1, 3))
def test_wrapped_lines_fit_and_are_no_more_than_asked(name: str, width: float, lines: int) -> None:
    wrapped = svg.wrap(name, width, lines=lines)
    assert len(wrapped) <= lines
    assert all(svg.text_width(line) <= width + 0.01 for line in wrapped)


def test_words_are_wrapped_whole_and_the_rest_is_cut() -> None:
    assert svg.wrap("Four Points Technology", 90) == ["Four Points", "Technology"]
    assert svg.wrap("Four Points Technology of Virginia", 90) == ["Four Points", "Technology…"]


def test_lengths_have_a_tenth_at_most() -> None:
    assert [svg.num(length) for length in (12, 12.04, 12.05001, -0.01, -3.25)] == ["12", "12", "12.1", "0", "-3.2"]


def test_widths_are_known_for_more_than_ascii() -> None:
    assert svg.text_width("é") == svg.text_width("e")
    assert svg.text_width("株") == svg.SIZE
    assert svg.text_width("e\u0301") == svg.text_width("e")


def test_a_drawing_with_links_is_a_group_and_one_without_is_an_image() -> None:
    with_link = parsed(svg.drawing(320, 10, "T", "D", svg.link("a.html", "A", ""), "x"))
    without = parsed(svg.drawing(320, 10, "T", "D", svg.link("", "A", ""), "x"))
    assert (with_link.get("role"), without.get("role")) == ("group", "img")
    assert with_link.get("aria-labelledby") == "x-title"
    assert "narrow" in with_link.attrib["class"]
