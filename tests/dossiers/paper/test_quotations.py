"""What documents say stands in printed dossiers and reports, each with its footnote and its source."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from markupsafe import escape

from tests.documented import MAKER, TITLE, Documented
from tests.documents import papers
from undersigned.claims.reading import Trace, reading
from undersigned.documents.matching import normal, stands_in
from undersigned.dossiers.authored import report
from undersigned.dossiers.authored.known import Known
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.paper import printing
from undersigned.dossiers.words.language import words


@pytest.fixture(scope="module")
def told(documented: Documented) -> Iterator[Trace]:
    """The trace of the documented sample."""
    with reading(documented.case) as found:
        yield found


def pages(pdf: bytes) -> list[str]:
    return [normal(page.get_textpage().get_text_bounded()) for page in pypdfium2.PdfDocument(io.BytesIO(pdf))]


def test_a_dossier_has_a_section_and_the_source(told: Trace, documented: Documented, tmp_path: Path) -> None:
    printing.write(told, MAKER, tmp_path / "a.pdf", words("en"))
    found = pages((tmp_path / "a.pdf").read_bytes())
    (section,) = [page for page in found if "What documents say" in page]
    assert stands_in(papers.SENTENCE, section)
    assert stands_in(f"Chief Information Officer, «{TITLE}», 4 March 2032, page 2", section)
    whole = "\n".join(found)
    assert f"SHA-256 {documented.hearing}" in whole
    assert "https://committee.example/12" in whole


def test_a_withdrawn_quotation_is_not_printed(told: Trace, documented: Documented) -> None:
    contents = Contents(told).without({documented.quotation})
    assert printing.dossier(contents, MAKER, words("en"), printing.NOBODY)["quotations"] == []


def test_a_dossier_in_spanish_says_so(told: Trace) -> None:
    told_by = printing.dossier(Contents(told), MAKER, words("es"), printing.NOBODY)
    (quotation,) = told_by["quotations"]
    assert quotation["place"] == f"Chief Information Officer, «{TITLE}», 4 de marzo de 2032, página 2"
    assert told_by["labels"]["quotations"] == "Lo que dicen los documentos"


def test_a_report_that_cites_a_quotation_prints_its_words(told: Trace, documented: Documented, tmp_path: Path) -> None:
    text = f"# Ours\n\nAn office said {{claim:{documented.quotation}}} once.\n"
    (tmp_path / "report.md").write_text(text, encoding="utf-8")
    found = report.load(tmp_path, Known(told), words("en"))
    assert found is not None
    html = str(found.opening.html)
    link = f'<a href="../claim/{documented.quotation}.html">{escape(papers.SENTENCE)}</a>'
    assert f'<q data-quotation="{documented.quotation}">{link}</q>' in html
    assert f'<a href="../document/{documented.hearing}.html">Chief Information Officer, «{TITLE}», 4 March' in html
    printed = "\n".join(pages(printing.of_report(Contents(told), found, words("en"))))
    assert stands_in(
        f"An office said “{papers.SENTENCE}” (Chief Information Officer, «{TITLE}», 4 March 2032, page 2)", printed
    )
