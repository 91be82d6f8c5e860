"""Run as a program of its own: the words of a PDF, page by page, as JSON on standard output.

A document comes from anywhere, and what reads it is native code: a broken one may crash or eat memory, and then only
this process ends.

    python -m undersigned.documents.pdf_pages FILE MOST_PAGES MOST_BYTES
"""

import json
import resource
import sys

import pypdfium2
from pypdfium2 import raw

LOCKED, BROKEN, LONG = 10, 11, 12
"""How it ends where the PDF needs a password, is none, or has too many pages."""


def main(path: str, most_pages: int, most_bytes: int) -> int:
    """Write the pages; the exit code."""
    resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return LOCKED if error.err_code == raw.FPDF_ERR_PASSWORD else BROKEN
    if len(document) > most_pages:
        return LONG
    try:
        pages = [_words(document, number) for number in range(len(document))]
    except pypdfium2.PdfiumError:
        return BROKEN
    json.dump(pages, sys.stdout)
    return 0


def _words(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    text = page.get_textpage()
    words: str = text.get_text_bounded()
    text.close()
    page.close()
    return words


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
