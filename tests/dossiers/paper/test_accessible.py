"""What of PDF/UA-1 can be seen from outside: tags, language, title, alternative texts, fonts."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

Printed = Callable[[str], Path]


@pytest.fixture(scope="module")
def document(maker: str, printed: Printed) -> Any:
    """A `PdfReader`; its objects are of no type that says what is in them."""
    return pypdf.PdfReader(printed(maker))


def elements(node: Any) -> Iterator[Any]:
    """Every structure element below a node."""
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for part in node:
            yield from elements(part)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node
        yield from elements(node.get("/K", []))


def test_it_says_that_it_is_pdf_ua_1(document: Any) -> None:
    root = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert root["/Lang"] == "en"
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()


def test_it_has_its_name_as_title(document: Any, maker: str) -> None:
    assert document.metadata["/Title"] == maker


def test_headings_tables_lists_and_notes_are_tagged(document: Any) -> None:
    kinds = Counter(str(element["/S"]) for element in elements(document.trailer["/Root"]["/StructTreeRoot"]))
    assert kinds["/Title"] == 1
    assert kinds["/H1"] >= 5
    assert kinds["/THead"] == kinds["/Table"] > 3
    assert kinds["/TH"] >= 3 * kinds["/Table"] - 1
    assert {"/L", "/LI", "/Note", "/TOC", "/Link", "/P"} <= set(kinds)


def test_every_picture_has_words(document: Any) -> None:
    figures = [
        element for element in elements(document.trailer["/Root"]["/StructTreeRoot"]) if element["/S"] == "/Figure"
    ]
    assert len(figures) >= 2
    for figure in figures:
        assert len(figure["/Alt"]) > 40


def test_every_link_says_where_it_leads(document: Any) -> None:
    links = [link.get_object() for page in document.pages for link in page.get("/Annots", [])]
    assert links
    assert all(link["/Contents"] for link in links if link["/Subtype"] == "/Link")


def test_fonts_are_embedded_and_can_be_read(document: Any) -> None:
    fonts = [font.get_object() for page in document.pages for font in page["/Resources"].get("/Font", {}).values()]
    assert fonts
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        assert "/ToUnicode" in font
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"])


def test_its_day_is_the_claims_own(document: Any, contents: Any) -> None:
    day = contents.as_of.replace("-", "")
    assert document.metadata["/CreationDate"].startswith(f"D:{day}")
    assert document.metadata["/ModDate"].startswith(f"D:{day}")
