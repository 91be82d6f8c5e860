"""Dossiers of the invented case, set once for all tests of the folder."""

import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from undersigned.claims.reading import Trace
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.paper import printing
from undersigned.dossiers.words.language import words

Pages = list[str]


@pytest.fixture(scope="session")
def contents(trace: Trace) -> Contents:
    """The sample in memory."""
    return Contents(trace)


@pytest.fixture(scope="session")
def maker(trace: Trace) -> str:
    """The maker whose products resellers hold most of."""
    rows = trace.rows(
        """SELECT subject FROM claims WHERE subject_kind = 'maker' AND measure = 'obligations' AND channel = 'resold'
           AND fiscal_year IS NULL ORDER BY figure DESC, subject LIMIT 1"""
    )
    return str(rows[0][0])


@pytest.fixture(scope="session")
def agency(trace: Trace) -> str:
    """The agency with the most awards."""
    rows = trace.rows(
        """SELECT subject FROM claims WHERE subject_kind = 'agency' AND measure = 'obligations' AND channel = 'all'
           AND fiscal_year IS NULL ORDER BY awards DESC, subject LIMIT 1"""
    )
    return str(rows[0][0])


@pytest.fixture(scope="session")
def printed(trace: Trace, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The dossier about a name as a file; each is set once."""
    folder = tmp_path_factory.mktemp("paper")
    found: dict[str, Path] = {}

    def write(name: str) -> Path:
        if name not in found:
            found[name] = folder / f"{len(found)}.pdf"
            printing.write(trace, name, found[name], words())
        return found[name]

    return write


@pytest.fixture(scope="session")
def read() -> Callable[[Path | bytes], Pages]:
    """The text of each page, with one space between words."""

    def pages(pdf: Path | bytes) -> Pages:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [re.sub(r"\s+", " ", page.get_textpage().get_text_bounded()) for page in document]
        finally:
            document.close()

    return pages
