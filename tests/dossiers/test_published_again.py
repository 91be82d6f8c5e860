"""A second publication with newer records: addresses stay, and what changed says what it said before."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.dossiers.county import NEWER, add, claim, county, publish, trace
from tests.dossiers.shown import page
from undersigned.case.folder import Case
from undersigned.claims.reading import Trace, reading
from undersigned.terms.claim import Claim

ATOM = "{http://www.w3.org/2005/Atom}"
CORRECTIONS = """[[withdrawn]]
claim = "{taken}"
date = "2032-06-01"
why = "The rows were counted twice."
replaced_by = "{instead}"

[[withdrawn]]
claim = "{gone}"
date = "2032-06-02"
why = "It was never so."

[[correction]]
date = "2032-06-03"
about = "FARM INC"
what = "It was called FIRM INC here."
"""
REPLIES = """[[reply]]
about = "{taken}"
from = "Farm, Inc."
date = "2032-05-01"
text = "We sold hay."

[[reply]]
about = "{gone}"
from = "Avocet, Inc."
date = "2032-05-02"
text = "We sold maps."
"""
JUDGED = "".join(
    f"""[[maker]]
award = "table_nowhere:{number}"
maker = ""
who = "A. Reporter"
when = "2032-05-30"
why = "no product of theirs"
"""
    for number in (11, 12, 13)
)


@dataclass(frozen=True)
class Again:
    """The site of older records, the one of newer ones in its place, and the trace behind the second."""

    before: Path
    now: Path
    older: dict[str, Claim]
    trace: Trace
    taken: Claim
    gone: str

    @property
    def newer(self) -> set[str]:
        return {told.claim_id for told in self.trace.every_claim()}


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Again]:
    """The county published, then once more with newer rows; Avocet was a mistake, two claims are withdrawn."""
    folder = tmp_path_factory.mktemp("again")
    case, site = county(folder), folder / "site"
    publish(case, site, "--language", "en", "--language", "es")
    with reading(case) as first:
        older = {told.claim_id: told for told in first.every_claim()}
        gone = claim(first, "maker", "Avocet", channel="resold").claim_id
        taken = claim(first, "company", "FARM INC", fiscal_year=2031)
        instead = claim(first, "company", "FARM INC").claim_id
    shutil.copytree(site, folder / "before")
    add(case, "newer", NEWER)
    (case.folder / "judgements.toml").write_text(JUDGED, encoding="utf-8")
    trace(case)
    written = CORRECTIONS.format(taken=taken.claim_id, gone=gone, instead=instead)
    (case.folder / "corrections.toml").write_text(written, encoding="utf-8")
    (case.folder / "replies.toml").write_text(REPLIES.format(taken=taken.claim_id, gone=gone), encoding="utf-8")
    (case.folder / "dossier.toml").write_text('address = "https://watch.example/"\n', encoding="utf-8")
    publish(Case(case.folder), site, "--language", "en", "--language", "es")
    with reading(case) as second:
        yield Again(folder / "before", site, older, second, taken, gone)


@pytest.mark.parametrize("language", ["", "es/"])
def test_no_address_is_lost(again: Again, language: str) -> None:
    kinds = ("claim", "company", "agency", "reseller", "category", "award")
    missing = [
        path.name
        for kind in kinds
        for path in (again.before / language / kind).glob("*.html")
        if not (again.now / language / kind / path.name).is_file()
    ]
    assert missing == []


def test_a_figure_that_changed_says_what_it_was(again: Again) -> None:
    told = claim(again.trace, "maker", "Heronsoft", channel="resold")
    before = again.older[told.claim_id]
    assert (before.figure, told.figure) == (95_25, 95_25 + 50_25 + 25)
    assert "Records to 2 November 2031: $95.25" in page(again.now, f"claim/{told.claim_id}.html").words


def test_a_figure_that_stayed_has_no_past(again: Again) -> None:
    stayed = claim(again.trace, "company", "WADER INC")
    assert "What this claim said before" not in page(again.now, f"claim/{stayed.claim_id}.html").words


def test_a_claim_that_vanished_says_why(again: Again) -> None:
    vanished = set(again.older) - again.newer - {again.gone}
    assert vanished
    for claim_id in vanished:
        shown = page(again.now, f"claim/{claim_id}.html")
        assert shown.title == "This claim no longer stands"
        assert f"It said: {again.older[claim_id].statement}" in shown.words
        assert '<q lang="en">' in shown.main
        assert "../contest.html" in shown.links
        assert "records of this build" in shown.words or "In its place:" in shown.words
    assert page(again.now, f"es/claim/{min(vanished)}.html").title != "This claim no longer stands"


def test_a_withdrawn_claim_keeps_its_address_and_says_why(again: Again) -> None:
    shown = page(again.now, f"claim/{again.taken.claim_id}.html")
    assert shown.title == "This claim was withdrawn on 1 June 2032"
    assert "The rows were counted twice." in shown.words
    assert claim(again.trace, "company", "FARM INC").statement in shown.words


def test_a_withdrawn_claim_is_said_nowhere_any_more(again: Again) -> None:
    said = [
        path.relative_to(again.now).as_posix()
        for path in again.now.rglob("*.html")
        if re.search(
            rf'(data-claim="{again.taken.claim_id}")|{re.escape(again.taken.statement)}', path.read_text("utf-8")
        )
    ]
    assert said == []


def test_replies_about_a_withdrawn_or_gone_claim_stay_printed(again: Again) -> None:
    for claim_id, answer in ((again.taken.claim_id, "We sold hay."), (again.gone, "We sold maps.")):
        shown = page(again.now, f"claim/{claim_id}.html")
        assert answer in shown.words
        assert "../contest.html" in shown.links


def test_a_withdrawn_claim_that_vanished_says_that_it_was_withdrawn(again: Again) -> None:
    shown = page(again.now, f"claim/{again.gone}.html")
    assert "It was never so." in shown.words
    assert again.older[again.gone].statement not in shown.words


def test_the_page_of_a_name_that_is_gone_says_so(again: Again) -> None:
    shown = page(again.now, "company/avocet.html")
    assert shown.title == "This page has moved"
    assert "nothing under this name" in shown.words
    assert "../search.html" in shown.links


def test_corrections_have_their_page(again: Again) -> None:
    shown = page(again.now, "corrections.html")
    assert "It was called FIRM INC here." in shown.words
    assert "The rows were counted twice." in shown.words
    assert f"claim/{again.taken.claim_id}.html" in shown.links


def feed_of(site: Path) -> ElementTree.Element:
    return ElementTree.parse(site / "feed.xml").getroot()  # noqa: S314  # it is our own


def test_the_feed_tells_of_new_changed_gone_withdrawn_and_corrected(again: Again) -> None:
    feed = feed_of(again.now)
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in feed.iter(f"{ATOM}entry")]
    wanted = ("New claim", "Changed claim", "no longer stands", "withdrawn", "Correction: ")
    assert [any(word in title for title in titles) for word in wanted] == [True] * 5
    identifiers = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(set(identifiers)) == len(identifiers)
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in feed.iter(f"{ATOM}entry")]
    assert days == sorted(days, reverse=True)


def test_the_feed_says_with_which_records_a_claim_said_what(again: Again) -> None:
    told = claim(again.trace, "maker", "Heronsoft", channel="resold").claim_id
    summaries = {
        entry.findtext(f"{ATOM}title"): entry.findtext(f"{ATOM}summary") or ""
        for entry in feed_of(again.now).iter(f"{ATOM}entry")
    }
    assert summaries[f"Changed claim {told}"].endswith("With records to 2 November 2031 it said $95.")


def test_the_feed_leads_to_pages_that_are_there(again: Again) -> None:
    feed = feed_of(again.now)
    links = [link.attrib["href"] for link in feed.findall(f"{ATOM}entry/{ATOM}link")]
    assert links
    there = [again.now / link.removeprefix("https://watch.example/") for link in links]
    assert [path for path in there if not path.is_file()] == []


def test_the_first_feed_has_no_entries(again: Again) -> None:
    feed = feed_of(again.before)
    assert (feed.findtext(f"{ATOM}title") or "").endswith("new and changed claims")
    assert list(feed.iter(f"{ATOM}entry")) == []
