"""A small site that keeps every promise, for tests to break in one place."""

import csv
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from undersigned.claims.reading import Trace
from undersigned.dossiers.checking.base import Allowed, Finding
from undersigned.dossiers.checking.run import check
from undersigned.terms.money import dollars, exact, plain

Found = list[tuple[str, int, str]]
Broken = Callable[[str, str, str], Found]

PAGE = """<!doctype html>
<html lang="{language}" dir="ltr">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="stylesheet" href="{top}assets/site.css">
<link rel="alternate" type="application/atom+xml" href="{top}feed.xml" title="New">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "Dataset"}}</script>
</head>
<body>
<a class="skip" href="#main">Skip</a>
<main id="main">
{body}
</main>
</body>
</html>
"""


class GoodSite:
    """The pages of one claim and one award, and what lies around them."""

    def __init__(self, folder: Path, trace: Trace) -> None:
        self.folder = folder
        self.claim_id, self.statement, self.figure = trace.rows(
            """SELECT claim_id, statement, figure FROM claims WHERE unit = 'cents' AND sources = [claim_id]
               AND subject_kind = 'maker' AND figure > 100_000_000 AND transactions > 1 ORDER BY claim_id LIMIT 1"""
        )[0]
        self.award_key, self.net, self.link = trace.rows(
            "SELECT award_key, obligation, link FROM awards WHERE link != '' AND obligation > 0 ORDER BY 1 LIMIT 1"
        )[0]
        self.rows = trace.rows(
            """SELECT transaction_key, company_name, obligation, description FROM citations JOIN transactions
               USING (transaction_key) WHERE claim_id = ? ORDER BY 1""",
            self.claim_id,
        )
        self._write()

    def page(self, path: str, title: str, body: str, language: str = "en") -> None:
        """Write a page."""
        top = "../" * path.count("/")
        self.write(path, PAGE.format(language=language, title=title, top=top, body=body))

    def write(self, path: str, text: str) -> None:
        """Write a file."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")

    def _write(self) -> None:
        claim, award = self.claim_id, escape(self.award_key)
        said = f'<h1 data-claim="{claim}">{escape(self.statement)}</h1>'
        figure = f'<data value="{self.figure}" data-claim="{claim}">{plain(self.figure)}</data>'
        net = f'<data value="{self.net}" data-award="{award}">{exact(self.net)}</data>'
        self.page("index.html", "Start", f'<h1>Start</h1>\n<p><a href="claim/{claim}.html#rows">{figure}</a></p>')
        self.page(
            f"claim/{claim}.html",
            "Claim",
            f'{said}\n<p>{figure}</p>\n<table data-rows id="rows">\n<tr><th>Net</th></tr><tr><td>$5.00</td></tr>'
            "</table>\n"
            f'<p><a href="{claim}.csv" download>Rows</a></p>\n<blockquote><p>We got $3 million.</p></blockquote>',
        )
        self.page(
            "award/one.html",
            "Award",
            f'<h1>One</h1>\n<p>{net}</p>\n<p><a href="{escape(self.link)}" rel="noreferrer">Official page</a></p>\n'
            '<p><q>LICENSES AT $5 EACH, 100 % NEW</q></p>\n<p class="quoted">$7</p>\n'
            '<svg role="img"><title>$9</title><a href="../index.html"><rect/></a></svg>',
        )
        self.page("company/acme.html", "Acme", "<h1>ACME LLC</h1>")
        self.page("es/index.html", "Inicio", f"<h1>Inicio</h1>\n<p>{figure.replace('million', 'millones')}</p>", "es")
        self.page(
            "report/index.html",
            "Report",
            f'<h1>Report</h1>\n<div class="prose"><p>In 2024 and on 30 September 2025, 12 cities paid {figure} on '
            "70B03C20P00000496.</p><blockquote>They said 5,000.</blockquote></div>\n<p>4,000 words</p>",
        )
        self.write("assets/site.css", 'body { background: url("paper.svg") }\n')
        self.write("assets/paper.svg", '<svg xmlns="http://www.w3.org/2000/svg"></svg>\n')
        self.write("assets/site.js", "const space = 'http://www.w3.org/2000/svg';\n")
        self.write(
            "feed.xml", f'<feed xmlns="http://www.w3.org/2005/Atom">\n<link href="claim/{claim}.html"/>\n</feed>\n'
        )
        self._write_tables()

    def _write_tables(self) -> None:
        (self.folder / "exports").mkdir(exist_ok=True)
        for path in (f"claim/{self.claim_id}.csv", "exports/transactions.csv"):
            with (self.folder / path).open("w", newline="", encoding="utf-8") as file:
                writer = csv.writer(file)
                writer.writerow(["transaction_key", "company_name", "obligation", "description"])
                writer.writerows([key, name, dollars(cents), words] for key, name, cents, words in self.rows)

    def check(self, trace: Trace, allowed: Allowed | None = None) -> list[Finding]:
        """What is wrong with the site now."""
        return self.check_folder(self.folder, trace, allowed or Allowed())

    @staticmethod
    def check_folder(folder: Path, trace: Trace, allowed: Allowed) -> list[Finding]:
        """What is wrong with any site, found in this process."""
        return check(folder, trace, allowed, processes=1)

    def break_in(self, path: str, old: str, new: str) -> int:
        """Put one text in place of another; the line on which it stands."""
        target = self.folder / path
        text = target.read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {path}"
        at = text.index(old)
        target.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text.count("\n", 0, at) + 1


@pytest.fixture
def good(tmp_path: Path, trace: Trace) -> GoodSite:
    """A site without a fault."""
    return GoodSite(tmp_path / "site", trace)


@pytest.fixture
def broken(good: GoodSite, trace: Trace) -> Broken:
    """Break the site in one place; what is found then, `line` counted from the first line of the new text."""

    def breaking(path: str, old: str, new: str) -> Found:
        first = good.break_in(path, old, new)
        return [
            (finding.check, finding.line - first, finding.sentence)
            for finding in good.check(trace)
            if finding.page == path
        ]

    return breaking
