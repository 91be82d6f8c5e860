"""Invented documents for tests: a hearing in two columns, a scanned page, a web page."""

from pathlib import Path

import typst

SENTENCE = (
    "We buy the analytics of Kestrelcloud through resellers, and how much of the money reaches the manufacturer isn't "
    "something that our records would tell."
)
HEARING = """
#set page(paper: "us-letter", columns: 2, numbering: "1", header: [Committee on Public Contracts])
#set text(hyphenate: true, lang: "en", size: 10pt)
#set par(justify: true)
= Hearing on purchasing through resellers
#lorem(330)
#colbreak()
#lorem(200)
#pagebreak()
*The Chief Information Officer.* We buy the analytics of Kestrelcloud through resellers, and how much of the money
reaches the manufacturer isn't something that our records would tell. “It depends on the reseller's margin,” the office
wrote; 4.5 million dollars were named. Administrative interoperability considerations notwithstanding, fifteen officials
of the acquisition office offered difficult affirmations. #lorem(120)
"""
SCANNED = """
#set page(width: 200pt, height: 100pt)
#rect(width: 80pt, height: 20pt, fill: gray)
"""
PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Never said</title>
<style>p { color: red }</style></head>
<body><nav hidden>Menu</nav><h1>Order 12</h1>
<script>document.write("<p>Nor this</p>")</script>
<p>The contractor supplies <b>licences</b> of Kestrelcloud&nbsp;Ledger<br>to the office.</p>
<!-- nor this --></body></html>
"""


def pdf(path: Path, source: str = HEARING) -> Path:
    """A PDF as typesetting makes it."""
    path.write_bytes(typst.compile(source.encode()))
    return path


def text(path: Path, words: str) -> Path:
    """Words as a file."""
    path.write_text(words, encoding="utf-8")
    return path
