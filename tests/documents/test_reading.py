"""Words out of files: PDF by page, web pages as readers see them, text; what cannot be read is one sentence."""

import os
import zipfile
from pathlib import Path

import pypdf
import pytest

from tests.documents import papers
from undersigned.documents import reading
from undersigned.documents.document import HTML, PDF, TEXT
from undersigned.documents.matching import stands_in
from undersigned.errors import InputError


def test_a_pdf_of_two_columns_is_read_page_by_page(tmp_path: Path) -> None:
    words = reading.read(papers.pdf(tmp_path / "hearing.pdf"))
    assert (words.media_type, len(words.pages), words.without_text()) == (PDF, 2, ())
    assert stands_in(papers.SENTENCE, words.pages[1])
    assert stands_in("interoperability considerations notwithstanding, fifteen officials", words.pages[1])
    assert stands_in("offered difficult affirmations", words.pages[1])
    assert not stands_in(papers.SENTENCE, words.pages[0])


def test_a_scanned_page_has_no_text(tmp_path: Path) -> None:
    assert reading.read(papers.pdf(tmp_path / "scan.pdf", papers.SCANNED)).without_text() == (1,)


def test_a_web_page_is_what_its_readers_see(tmp_path: Path) -> None:
    words = reading.read(papers.text(tmp_path / "order.html", papers.PAGE))
    assert (words.media_type, len(words.pages)) == (HTML, 1)
    assert stands_in("supplies licences of Kestrelcloud Ledger to the office.", words.pages[0])
    for unseen in ("Menu", "Never", "Nor", "nor", "color"):
        assert unseen not in words.pages[0]


@pytest.mark.parametrize(
    "html",
    [
        "<p>Seen</p><p style='display: none'>Hidden <b>deep</b></p><p>Too</p>",
        "<p>Seen<p hidden>Hidden<br>deep</p><div>Too</div>",
        "<p>Seen</p><noscript>Hidden deep</noscript><svg><text>Hidden</text></svg>Too",
    ],
)
def test_what_is_hidden_is_not_read(tmp_path: Path, html: str) -> None:
    (page,) = reading.read(papers.text(tmp_path / "page.htm", html)).pages
    assert page.split() == ["Seen", "Too"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Café".encode(), "Café"),
        ("Café".encode("cp1252"), "Café"),
        ("Café".encode("utf-16"), "Café"),
        ("\ufeffCafé".encode(), "Café"),
        (b"<html><meta charset=iso-8859-2><p>\xa3\xf3d\xbc", "Łódź"),
        (b"<html><meta charset=none-such><p>Caf\xe9", "Café"),
    ],
)
def test_text_is_decoded(tmp_path: Path, data: bytes, expected: str) -> None:
    path = tmp_path / "text.txt"
    path.write_bytes(data)
    assert reading.read(path).pages == (expected,)


def test_form_feeds_part_pages_of_text(tmp_path: Path) -> None:
    words = reading.read(papers.text(tmp_path / "transcript.txt", "one\ftwo\f\n"))
    assert (words.media_type, words.pages) == (TEXT, ("one", "two"))


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = papers.pdf(tmp_path / "whole.pdf")
    (tmp_path / "cut.pdf").write_bytes(whole.read_bytes()[:2000])
    locked = pypdf.PdfWriter(clone_from=whole)
    locked.encrypt("secret")
    locked.write(tmp_path / "locked.pdf")
    zipfile.ZipFile(tmp_path / "letter.docx", "w").writestr("word/document.xml", "<a/>")
    (tmp_path / "empty.txt").write_bytes(b" \n")
    os.mkfifo(tmp_path / "pipe.txt")
    for name, said in (
        ("cut.pdf", "begins like a PDF but cannot be read"),
        ("locked.pdf", "is encrypted and asks for a password"),
        ("letter.docx", "is no PDF, web page or text"),
        ("empty.txt", "is empty"),
        ("none.pdf", "There is no file"),
        ("", "is a folder"),
        ("pipe.txt", "is no file but a device or a pipe"),
    ):
        with pytest.raises(InputError, match=said):
            reading.read(tmp_path / name)
    monkeypatch.setattr(reading, "MOST_PAGES", 1)
    with pytest.raises(InputError, match="has more than 1 pages"):
        reading.read(whole)
    monkeypatch.setattr(reading, "MOST_SECONDS", 0.001)
    with pytest.raises(InputError, match="took more than"):
        reading.read(whole)
    monkeypatch.setattr(reading, "MOST_BYTES", 100)
    with pytest.raises(InputError, match="a document may have"):
        reading.read(whole)


def test_a_pdf_locked_against_changes_alone_can_be_read(tmp_path: Path) -> None:
    owned = pypdf.PdfWriter(clone_from=papers.pdf(tmp_path / "whole.pdf"))
    owned.encrypt("", "owner")
    owned.write(tmp_path / "owned.pdf")
    assert stands_in(papers.SENTENCE, reading.read(tmp_path / "owned.pdf").pages[1])
