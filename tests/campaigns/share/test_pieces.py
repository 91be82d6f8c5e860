"""Card, code and sheet: pictures and paper that lead to a campaign."""

import io
from dataclasses import replace

import pytest
import segno
from PIL import Image
from pypdf import PdfReader

from tests.campaigns.sample import ARABIC, BASE, ENGLISH, PETITION, SPANISH
from undersigned.campaigns.share import card, code, sheet
from undersigned.terms.campaign import Texts

LINK = f"{BASE}/c/show-us/"


def test_a_card_has_the_size_that_previews_want() -> None:
    with Image.open(io.BytesIO(card.picture(PETITION, BASE))) as picture:
        assert picture.size == (1200, 630)


def test_a_card_is_in_a_language_that_its_fonts_can_write() -> None:
    arabic_first = replace(PETITION, texts=(ARABIC, ENGLISH))
    assert card.picture(arabic_first, BASE) == card.picture(PETITION, BASE)
    assert card.picture(replace(PETITION, texts=(SPANISH,)), BASE) != card.picture(PETITION, BASE)


def test_the_code_is_the_link_dark_on_white_with_room_around() -> None:
    drawn = code.svg(LINK, 'A "title" <b>').decode()
    side = segno.make(LINK, error="m", micro=False).symbol_size(border=0)[0] + 2 * code.QUIET
    assert f'width="{side * 8}"' in drawn
    assert 'fill="#fff"' in drawn
    assert "&lt;b&gt;" in drawn
    assert code.svg(LINK, "t") == code.svg(LINK, "t") != code.svg(LINK + "es/", "t")


@pytest.mark.parametrize("texts", PETITION.texts, ids=lambda texts: texts.language)
def test_a_sheet_is_one_page(texts: Texts) -> None:
    read = PdfReader(io.BytesIO(sheet.pdf(PETITION, texts, LINK)))
    assert len(read.pages) == 1
    assert "https://sign.example.org" in read.pages[0].extract_text().replace("\n", "")


def test_a_sheet_stays_one_page_whatever_stands_on_it() -> None:
    long = replace(ENGLISH, title="Show us what our agencies buy " * 8, demand="Publish every contract. " * 40)
    read = PdfReader(io.BytesIO(sheet.pdf(PETITION, long, LINK + "a" * 120)))
    assert len(read.pages) == 1
    box = read.pages[0].mediabox
    assert (round(box.width / 72, 2), round(box.height / 72, 2)) == (8.27, 11)  # fits A4 and Letter
