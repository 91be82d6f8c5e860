"""Pictures for print: every colour is written into the drawing, and nothing of the screen is left."""

import pytest

from undersigned.claims.reading import Subject
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.paper import pictures
from undersigned.dossiers.paper.picture import PRINT, TALLEST, for_print, painted, rules
from undersigned.dossiers.pictures.base import Picture
from undersigned.dossiers.words.language import words

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" class="picture wide"><g class="years">'
    '<a href="claim.html"><rect class="bar resold" width="3" height="4"/></a><text class="axis">1</text></g></svg>'
)


def drawn(width: int = 680, height: int = 400) -> Picture:
    return Picture("years", "The title", "What it shows.", DRAWING.format(width=width, height=height), "", (), ())


def test_colours_are_the_style_sheets_as_literals() -> None:
    svg = painted(drawn().wide)
    assert f'fill="{PRINT["--resold"]}"' in svg
    assert f'fill="{PRINT["--muted"]}"' in svg
    assert "var(" not in svg


def test_links_become_groups() -> None:
    svg = painted(drawn().wide)
    assert "<a" not in svg
    assert "href" not in svg


def test_rules_of_the_screen_are_left_out() -> None:
    said = {key for rule in rules() for key in rule.declared}
    assert rules()
    assert "outline" not in said
    assert not [rule for rule in rules() if any(":" in name for name, _ in rule.path)]
    assert not [value for rule in rules() for value in rule.declared.values() if "CanvasText" in value]


def test_the_alternative_text_has_title_and_description() -> None:
    assert for_print(drawn()).alternative == "The title What it shows."


@pytest.mark.parametrize(("height", "share"), [(400, 100.0), (2 * 680, round(100 * TALLEST / 2, 1))])
def test_a_tall_picture_is_set_smaller(height: int, share: float) -> None:
    assert for_print(drawn(height=height)).share == share


@pytest.mark.parametrize(
    ("kind", "colour"), [("years", "--resold"), ("flow", "--resold"), ("lines", "--ink"), ("network", "--resold")]
)
def test_every_picture_of_paper_has_the_sites_colours(kind: str, colour: str, contents: Contents) -> None:
    found = [pictures.drawing(kind, (Subject("maker", name),), contents, words()) for name in makers(contents)]
    drawn = [drawing.svg for drawing in found if drawing]
    assert drawn
    for svg in drawn:
        assert "var(" not in svg
        assert PRINT[colour] in svg


def makers(contents: Contents) -> list[str]:
    """The makers of the case that resellers sell."""
    sold = {flow.maker for flow in contents.flows.all() if flow.channel and flow.maker and flow.cents > 0}
    return sorted(sold)


def test_the_whole_case_has_a_flow(contents: Contents) -> None:
    assert pictures.drawing("flow", (), contents, words()) is not None


def test_a_kind_that_paper_does_not_have_is_none(contents: Contents, maker: str) -> None:
    assert pictures.drawing("hologram", (Subject("maker", maker),), contents, words()) is None
