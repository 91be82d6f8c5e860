"""A file to its words, page by page: PDF, HTML, plain text; anything else is one sentence."""

import codecs
import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from undersigned.documents import html_text, pdf_pages
from undersigned.documents.document import HTML, PDF, TEXT
from undersigned.documents.matching import normal
from undersigned.errors import InputError

MOST_BYTES = 200 * 1_000_000
MOST_PAGES = 5_000
MOST_SECONDS = 120
_MOST_MEMORY = 3 << 30
_HEAD = 1024
_AS_PDF = "Save it as a PDF, a web page (.html) or plain text (.txt)"
_TEXT_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LOOKS_LIKE_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")


@dataclass(frozen=True, slots=True)
class Words:
    """What a file says: its media type and the text of each page."""

    media_type: str
    pages: tuple[str, ...]

    def without_text(self) -> tuple[int, ...]:
        """The pages, counted from 1, without a letter or digit that can be read."""
        return tuple(
            number for number, page in enumerate(self.pages, start=1) if not any(sign.isalnum() for sign in page)
        )


def read(path: Path) -> Words:
    """The words of a file.

    Raises:
        InputError: it is too large, of a kind that cannot be read, encrypted or broken.
    """
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise InputError(f"{path} is a folder. Attach one document at a time.")
        if not path.is_file():
            raise InputError(f"{path} is no file but a device or a pipe. Save the document to a file and attach that.")
        if size > MOST_BYTES:
            raise InputError(
                f"{path.name} has {size / 1_000_000:,.0f} MB; a document may have {MOST_BYTES // 1_000_000} at most. "
                "Attach the part of it that you quote, and say in the title which part it is."
            )
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if b"%PDF-" in head:
            return Words(PDF, tuple(map(normal, _of_pdf(path))))
        return _of_text(path)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {path}.") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error


def _of_pdf(path: Path) -> list[str]:
    command = [sys.executable, "-m", pdf_pages.__name__, str(path.resolve()), str(MOST_PAGES), str(_MOST_MEMORY)]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=MOST_SECONDS)  # noqa: S603  # our own
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"{path.name}: reading its words took more than {MOST_SECONDS} seconds, so it was given up. Print it to a "
            "new PDF and attach that."
        ) from error
    if done.returncode == pdf_pages.LOCKED:
        raise InputError(f"{path.name} is encrypted and asks for a password. Save it without one, then attach it.")
    if done.returncode == pdf_pages.LONG:
        raise InputError(f"{path.name} has more than {MOST_PAGES:,} pages. Attach the part of it that you quote.")
    if done.returncode:
        raise InputError(f"{path.name} begins like a PDF but cannot be read as one. Get it again, or print it anew.")
    pages: list[str] = json.loads(done.stdout)
    if not pages:
        raise InputError(f"{path.name} has no pages.")
    return pages


def _of_text(path: Path) -> Words:
    data = path.read_bytes()
    is_html = path.suffix.lower() in (".html", ".htm", ".xhtml") or data[:_HEAD].lstrip().lower().startswith(
        _LOOKS_LIKE_HTML
    )
    text = _decoded(data, html_text.charset(data) if is_html else "", path.name)
    if is_html:
        return Words(HTML, (normal(_of_html(text, path.name)),))
    if not text.strip():
        raise InputError(f"{path.name} is empty.")
    pages = text.rstrip("\f\n").split("\f")
    return Words(TEXT, tuple(map(normal, pages)))


def _of_html(text: str, name: str) -> str:
    try:
        return html_text.words(text, MOST_SECONDS)
    except TimeoutError as error:
        raise InputError(
            f"{name}: reading its words took more than {MOST_SECONDS} seconds, so it was given up. Print the page to a "
            "PDF and attach that."
        ) from error


def _decoded(data: bytes, told: str, name: str) -> str:
    """UTF-8, what the page says, or Windows-1252; UTF-16 by its mark."""
    for mark, encoding in _TEXT_MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data:
        raise InputError(f"{name} is no PDF, web page or text, so its words cannot be read. {_AS_PDF}.")
    for encoding in ("utf-8", told):
        try:
            return data.decode(encoding) if encoding else data.decode("cp1252", errors="replace")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", errors="replace")
