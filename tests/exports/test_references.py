"""References to pages and claims, read back by the libraries that reference managers are made of."""

import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from undersigned.exports.base import Reference
from undersigned.registry import members

FORMATS = members("undersigned.exports", "text")
REFERENCE = Reference(
    key="C008e484cc3a7",
    title="8 resellers hold awards worth $430.9 million that name Example's products & {more} 50 %",
    organisation="Coalition of Oversight, Example_City",
    date="2033-09-30",
    url="https://watch.example/claim/C008e484cc3a7.html",
    note="Figure as of 2033-09-30; obligated, not paid.\nSee caveats.",
)


def test_bibtex_is_one_entry_that_its_library_reads() -> None:
    library = parse_string(FORMATS["bibtex"].text(REFERENCE))
    assert library.failed_blocks == []
    [entry] = library.entries
    assert (entry.entry_type, entry.key) == ("misc", REFERENCE.key)
    assert entry["url"] == REFERENCE.url
    assert entry["year"] == "2033"
    assert entry["author"] == r"{Coalition of Oversight, Example\_City}"
    assert (
        entry["title"]
        == r"{8 resellers hold awards worth \$430.9 million that name Example's products \& \{more\} 50 \%}"
    )
    assert entry["note"] == "Figure as of 2033-09-30; obligated, not paid. See caveats."


def test_ris_is_one_reference_that_its_library_reads() -> None:
    [entry] = rispy.loads(FORMATS["ris"].text(REFERENCE))
    assert entry["type_of_reference"] == "ELEC"
    assert (entry["title"], entry["id"], entry["year"]) == (REFERENCE.title, REFERENCE.key, "2033")
    assert entry["authors"] == [REFERENCE.organisation]
    assert entry["urls"] == [REFERENCE.url]
    assert entry["notes"] == ["Figure as of 2033-09-30; obligated, not paid. See caveats."]


@pytest.mark.parametrize("form", ["bibtex", "ris"])
def test_what_a_page_does_not_have_is_left_out(form: str) -> None:
    told = FORMATS[form].text(Reference("k", "T", "O", "2033-09-30", "https://x.example", ""))
    assert "note" not in told
    assert "N1" not in told


@pytest.mark.parametrize("title", ["a\r\nER  - \r\nTY  - BOOK", "}\n@book{x, title={y}}"])
def test_a_title_cannot_begin_a_reference_of_its_own(title: str) -> None:
    reference = Reference("k", title, "O", "2033-09-30", "https://x.example")
    assert len(rispy.loads(FORMATS["ris"].text(reference))) == 1
    library = parse_string(FORMATS["bibtex"].text(reference))
    assert [entry.key for entry in library.entries] == ["k"]
    assert library.failed_blocks == []


def test_a_key_is_made_of_signs_that_bibtex_takes() -> None:
    told = FORMATS["bibtex"].text(Reference("award/A {1}, é", "T", "O", "2033-09-30", "https://x.example"))
    assert told.startswith("@misc{award/A-1-,\n")
