import struct
from pathlib import Path

import pytest

from undersigned.dossiers.authored import logos
from undersigned.dossiers.authored.settings import Organisation, Told, load
from undersigned.errors import CatalogError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'


def png(width: int = 8, height: int = 8) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height) + b"\0" * 40


def written(folder: Path, text: str) -> Path:
    (folder / "dossier.toml").write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(CatalogError) as refused:
        load(written(folder, text))
    return str(refused.value)


def test_a_case_without_the_file_has_empty_settings(tmp_path: Path) -> None:
    found = load(tmp_path)
    assert (found.title(), found.address, found.organisations, found.contact_link) == ("", "", (), "")
    assert found.languages == ("en",)


def test_everything_is_read(tmp_path: Path) -> None:
    (tmp_path / "logos").mkdir()
    (tmp_path / "logos" / "heron.png").write_bytes(png())
    text = (
        'title = "Who sells"\naddress = "https://example.org/d"\ncontact = "desk@example.org"\nlicence = "CC BY 4.0"\n'
        'languages = ["es"]\nabout = """One.\n\nTwo,\nstill two."""\n'
        '[[organisations]]\nname = "Heron"\nlogo = "logos/heron.png"\nlink = "https://example.org/"\n'
        '[[organisations]]\nname = "Stilt"\n[es]\ntitle = "Quién vende"\n'
    )
    found = load(written(tmp_path, text))
    assert found.title() == "Who sells"
    assert found.title("es") == "Quién vende"
    assert found.address == "https://example.org/d/"
    assert found.contact_link == "mailto:desk@example.org"
    assert found.licence == "CC BY 4.0"
    assert found.languages == ("en", "es")
    assert found.told("about", "es") == Told(("One.", "Two,\nstill two."), "en")
    assert found.organisations == (
        Organisation("Heron", "https://example.org/", tmp_path / "logos" / "heron.png"),
        Organisation("Stilt", "", None),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = ", "dossier.toml cannot be read: "),
        ('titel = "x"', "dossier.toml: `titel` is not one of title, address, organisations, "),
        ("title = 5", 'dossier.toml: `title` is a text in quotes: title = "…".'),
        (
            'address = "http://example.org"',
            "dossier.toml: `address` 'http://example.org' is not the https address of a",
        ),
        ('address = "https://example.org/?a"', "is not the https address of a folder"),
        (
            'contact = "call us"',
            "dossier.toml: `contact` 'call us' is neither an e-mail address nor a whole web address.",
        ),
        ('contact = "javascript:x"', "is neither an e-mail address nor a whole web address."),
        ('languages = ["xx"]', "dossier.toml: `languages` has 'xx'; pages can be written in en, es."),
        ('languages = "es"', 'dossier.toml: `languages` is a list of texts in quotes: languages = ["…", "…"].'),
        ('[organisations]\nname = "x"', "dossier.toml: write [[organisations]] with two brackets on each side."),
        ("[[organisations]]", 'dossier.toml: [[organisations]] number 1: there is no `name`. Write name = "…".'),
        (
            '[[organisations]]\nname = "x"\nurl = "y"',
            "[[organisations]] number 1: `url` is not one of name, logo, link.",
        ),
        ('[[organisations]]\nname = "x"\nlink = "x.org"', "`link` 'x.org' is not a whole web address such as https://"),
        ('es = "x"', "dossier.toml: write [es] in brackets, and what belongs to it below."),
        ('[es]\ncontact = "x"', "dossier.toml: [es]: `contact` is not one of title, about, contest."),
        ('[[organisations]]\nname = "x"\nlogo = "none.png"', "the `logo` 'none.png' cannot be read"),
    ],
)
def test_what_cannot_be_is_one_sentence_with_file_and_key(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, text)


def svg_fault(folder: Path, inside: str = "", attributes: str = "", before: str = "") -> str:
    (folder / "logo.svg").write_text(before + SVG.format(attributes, inside), encoding="utf-8")
    return logos.fault(folder, "logo.svg")


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h8" style="fill:url(#a)"/><use xlink:href="#a"/>',
        "<style>.a{fill:url('#a')} .b{fill: url( #b )}</style><title>Heron</title>",
        '<image href="data:image/png;base64,iVBORw0KGgo="/>',
        '<i:namedview xmlns:i="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"/>',
    ],
)
def test_a_plain_drawing_is_a_logo(tmp_path: Path, inside: str) -> None:
    assert svg_fault(tmp_path, inside) == ""


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<script>alert(1)</script>", "has a <script>, which a logo does not need; save it again as plain SVG"),
        ('<s:script xmlns:s="http://www.w3.org/2000/svg"/>', "has a <script>"),
        ("<foreignObject/>", "has a <foreignObject>"),
        ('<b xmlns="http://www.w3.org/1999/xhtml"/>', "has a <b>"),
        ('<animate attributeName="href"/>', "has a <animate>"),
        ('<a href="https://example.org"/>', "has a <a>"),
        ('<use href="other.svg#a"/>', "links to 'other.svg#a'"),
        ('<use xlink:href="https://example.org/x"/>', "links to 'https://example.org/x'"),
        ('<image href="data:image/svg+xml;base64,AAAA"/>', "links to 'data:image/svg+xml;base64,AAAA'"),
        ('<path onload="x()"/>', "has the attribute onload="),
        ('<g xml:base="https://example.org/"/>', "has the attribute base="),
        ('<path style="fill:url(https://example.org/x)"/>', "has 'url(' in its style"),
        ("<style>@import 'x.css';</style>", "has '@import' in its style"),
        ("<style><![CDATA[.a{fill:u\\72l(x)}]]></style>", "in its style, which may load another file"),
        ("<style>.a{fill:ur</style><style>l(x)}</style>", "has 'url(' in its style"),
        ("<path>", "is not a well-formed SVG (mismatched tag: line 1"),
    ],
)
def test_a_drawing_that_brings_something_with_it_is_refused(tmp_path: Path, inside: str, said: str) -> None:
    assert said in svg_fault(tmp_path, inside)


def test_a_document_type_of_its_own_and_an_instruction_are_refused(tmp_path: Path) -> None:
    assert "document type" in svg_fault(tmp_path, before='<!DOCTYPE svg [<!ENTITY a "b">]>')
    assert (
        svg_fault(tmp_path, before='<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "https://example.org/svg.dtd">')
        == ""
    )
    assert "<?xml-stylesheet?>" in svg_fault(tmp_path, before='<?xml-stylesheet href="x"?>')


def test_a_page_under_the_name_of_a_drawing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text("<html/>", encoding="utf-8")
    assert logos.fault(tmp_path, "logo.svg").startswith("is not an SVG")


def test_a_logo_outside_the_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "out.png").write_bytes(png())
    (tmp_path / "case" / "link.png").symlink_to(tmp_path / "out.png")
    for name in ("../out.png", str(tmp_path / "out.png"), "link.png"):
        assert logos.fault(tmp_path / "case", name).startswith("is not inside the case folder")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.jpg", b"x", "is neither a PNG nor an SVG"),
        ("a.png", b"GIF89a" + b"\0" * 60, "is not a PNG, whatever its name says"),
        ("a.png", png(9000, 8), "is 9,000 by 8 pixels; save it with at most 4,000 on a side"),
        ("a.png", png() + b"\0" * logos.LARGEST, "has more than 256 KB; save it smaller"),
    ],
)
def test_what_is_no_small_picture_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    assert said in logos.fault(tmp_path, name)
