from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from undersigned.dossiers.pictures.card import Card, card
from undersigned.dossiers.pictures.card_fonts import BOLD, SANS, SERIF, can_write, width

PLAIN = Card(
    "Harbor Systems",
    "$356.9 million",
    "net obligations, fiscal years 2021 to 2025, as of 30 September 2025",
    "A case",
    "C008e484cc3a7",
)
TEXT = st.text(max_size=300)


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png))


def inked(png: bytes, box: tuple[int, int, int, int]) -> bool:
    """True where anything but paper is in that part of the card."""
    return opened(png).crop(box).getextrema() != (0, 0)


def test_a_card_is_1200_by_630_in_sixteen_colours() -> None:
    image = opened(card(PLAIN))
    assert image.size == (1200, 630)
    assert image.mode == "P"
    assert len(image.getcolors() or []) <= 16


def test_the_same_card_is_the_same_bytes() -> None:
    assert card(PLAIN) == card(replace(PLAIN))
    assert card(PLAIN) != card(replace(PLAIN, figure="$356.8 million"))


@settings(max_examples=25, deadline=None)
@given(st.builds(Card, TEXT, TEXT, TEXT, TEXT, TEXT))
def test_no_text_leaves_its_place(told: Card) -> None:
    png = card(told)
    assert not inked(png, (1132, 20, 1200, 630))
    assert not inked(png, (0, 20, 68, 630))
    assert not inked(png, (0, 544, 1200, 552))


@pytest.mark.parametrize("words", ["W" * 400, "word " * 200, "Harbor " * 12])
def test_a_long_name_shrinks_and_is_cut_before_the_figure(words: str) -> None:
    png = card(replace(PLAIN, name=words))
    assert inked(png, (72, 64, 1128, 200))
    assert not inked(png, (1132, 20, 1200, 630))
    assert not inked(png, (0, 540, 1200, 552))


@pytest.mark.parametrize("name", ["أمازون", "株式会社", "हार्बर", "A\ufffe", "😀 Harbor"])
def test_a_name_that_the_font_cannot_write_is_left_out(name: str) -> None:
    assert card(replace(PLAIN, name=name)) == card(replace(PLAIN, name=""))


def test_other_spaces_and_marks_are_no_reason_to_leave_a_text_out() -> None:
    assert card(replace(PLAIN, figure="$356.9\N{NARROW NO-BREAK SPACE}million")) == card(PLAIN)
    assert card(replace(PLAIN, name="Nandu\N{COMBINING TILDE}")) == card(
        replace(PLAIN, name="Nand\N{LATIN SMALL LETTER U WITH TILDE}")
    )


@pytest.mark.parametrize("face", [SERIF, SANS, BOLD])
def test_letters_of_many_parts_are_as_wide_as_they_look(face: tuple[str, str]) -> None:
    for character in '%"“”…':
        assert width(face, 48, character * 2) >= 1.5 * width(face, 48, "."), character
    assert width(face, 48, "…") > 2 * width(face, 48, ".")
    assert width(face, 48, "%") > 1.2 * width(face, 48, "0")


def test_what_a_face_can_write() -> None:
    assert can_write(SERIF, "Año 2025: $1, 5 % €")
    assert not can_write(SERIF, "год أ")
