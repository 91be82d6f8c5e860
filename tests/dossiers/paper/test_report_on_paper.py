"""The authors' report on paper: chapters, citations as footnotes, pictures, links within it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest

from undersigned.claims.reading import Trace
from undersigned.dossiers.authored import report
from undersigned.dossiers.authored.known import Known
from undersigned.dossiers.authored.settings import Organisation, Settings
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.paper import printing
from undersigned.dossiers.words.language import words
from undersigned.terms.claim import Claim

Read = Callable[[Path], list[str]]
REPORT = """# A report with #signs

Before the chapters, see [the second](#the-second) and [a page](https://example.org/page).

## The first

A figure {{claim:{claim}}} and again {{claim:{claim}}}. A sentence: {{claim:{claim}:sentence}}

The award {{award:{award}}}, and elsewhere {{source: 5,000 people | https://example.org/people}}.

{{picture:flow:{maker}}}

> Quoted *words*.

- one **bold**
  1. nested

| Who | How much |
|---|---|
| all | {{claim:{claim}}} |

## The second

### Smaller

`code` ~~struck~~ \\[not code\\]

```
#let x = 1
```

---

The end.
"""


@pytest.fixture(scope="module")
def claim(contents: Contents, maker: str) -> Claim:
    found = contents.claim("maker", maker, "obligations", "resold", "", None)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def paper(trace: Trace, contents: Contents, maker: str, claim: Claim, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    award = contents.awards_of(next(found for found in trace.find(maker) if found.kind == "maker"))[0]
    text = REPORT.format(claim=claim.claim_id, award=award, maker=maker)
    (folder / "report.md").write_text(text, encoding="utf-8")
    written = report.load(folder, Known(trace), words())
    assert written is not None
    authored = Settings(organisations=(Organisation("Hollow & Reed", "", None),))
    printing.write_report(trace, written, folder / "report.pdf", words(), authored)
    return folder / "report.pdf"


def test_the_cover_has_title_organisations_and_chapters(paper: Path, read: Read) -> None:
    cover = read(paper)[0]
    for said in ("A report with #signs", "Hollow & Reed", "The first", "The second", "Sources"):
        assert said in cover


def test_a_claim_is_printed_as_its_figure_and_footnoted_once(paper: Path, read: Read, claim: Claim) -> None:
    text = " ".join(read(paper))
    assert claim.figure is not None
    chapter = text[text.index("A figure") : text.index("Every claim used here")]
    assert f"A figure {words().plain(claim.figure)}" in chapter
    assert f"again {words().plain(claim.figure)}" in chapter
    assert f"“{claim.statement}”" in chapter
    assert chapter.count(f"Claim {claim.claim_id}: {words().money(claim.figure)}") == 1


def test_a_source_elsewhere_is_footnoted_with_its_address(paper: Path, read: Read) -> None:
    text = " ".join(read(paper))
    assert "5,000 people" in text
    assert "https://example.org/people" in text


def test_every_kind_of_block_is_printed(paper: Path, read: Read) -> None:
    text = " ".join(read(paper))
    for said in (
        "Quoted words.",
        "one bold",
        "nested",
        "How much",
        "Smaller",
        "struck",
        "[not code]",
        "#let x = 1",
        "The end.",
    ):
        assert said in text


def test_links_between_chapters_stay_within_the_paper(paper: Path) -> None:
    page: Any = pypdf.PdfReader(paper).pages[1]
    links = [link.get_object() for link in page["/Annots"]]
    assert [link for link in links if "/Dest" in link]
    assert {str(link["/A"]["/URI"]) for link in links if "/A" in link} == {"https://example.org/page"}


def test_a_picture_in_it_is_drawn_with_its_claim_among_the_sources(paper: Path, read: Read, claim: Claim) -> None:
    text = " ".join(read(paper))
    assert "Agency Held by Maker" in text
    assert claim.statement in text[text.index("Every claim used here") :]
