"""Names and words of records are text: never code, never wider than the page, never turned around."""

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from undersigned.dossiers.contents import Contents
from undersigned.dossiers.paper import printing
from undersigned.dossiers.paper.typesetting import NO_GLYPH, typeset
from undersigned.dossiers.words.language import words

Read = Callable[[bytes], list[str]]
CODE = '#let x = [*y* $z$ "q" <b>&amp; @ref //c /*d*/ `e` \\u{41}'


@pytest.fixture(scope="module")
def told(contents: Contents, maker: str) -> dict[str, Any]:
    return printing.dossier(contents, maker, words())


def renamed(data: Any, old: str, new: str) -> Any:
    """The same data with another name everywhere but in drawings."""
    if isinstance(data, str):
        return data if data.startswith("<svg") else data.replace(old, new)
    if isinstance(data, dict):
        return {key: renamed(value, old, new) for key, value in data.items()}
    return [renamed(value, old, new) for value in data] if isinstance(data, list | tuple) else data


def set_with(told: dict[str, Any], maker: str, name: str) -> bytes:
    return typeset("dossier", renamed(told, maker, name), "2032-07-22")


def test_code_is_printed_as_it_stands(told: dict[str, Any], maker: str, read: Read) -> None:
    pages = read(set_with(told, maker, CODE))
    assert CODE in pages[0]
    assert sum(page.count(CODE) for page in pages) > 10


def test_a_word_without_end_stays_on_the_page(told: dict[str, Any], maker: str) -> None:
    document = pypdfium2.PdfDocument(set_with(told, maker, "Lo" * 150))
    for page in document:
        text = page.get_textpage()
        right = max(text.get_charbox(place)[2] for place in range(text.count_chars()))
        assert right < page.get_width() - 40
    document.close()


def test_a_sign_that_no_font_has_becomes_an_empty_square(told: dict[str, Any], maker: str, read: Read) -> None:
    assert f"A{NO_GLYPH}B" in read(set_with(told, maker, "A\u0378B"))[0]


def test_controls_and_turned_text_are_left_out(told: dict[str, Any], maker: str, read: Read) -> None:
    assert "safe" in read(set_with(told, maker, "sa\u202e\u0007\u200bfe"))[0]


def test_letters_of_europe_are_in_the_fonts(told: dict[str, Any], maker: str, read: Read) -> None:
    name = "Łódź Ünïcode Ðñ Ωμέγα Привет"
    assert name in read(set_with(told, maker, name))[0]
