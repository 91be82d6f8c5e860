"""What the site says to machines and to those who cite it: JSON-LD, citations, data files, search index."""

import gzip
import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.dossiers.county import claim
from tests.dossiers.shown import page
from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers import linked, search
from undersigned.dossiers.authored.settings import Settings
from undersigned.dossiers.citing import reference
from undersigned.dossiers.desk import Desk
from undersigned.errors import UndersignedError


def read(script: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', script, re.DOTALL)
    assert found
    told: dict[str, Any] = json.loads(found[1])
    return told


@pytest.fixture
def at_home(desk: Desk) -> Desk:
    """The desk of authors who gave their site's address."""
    given = replace(desk.edition, settings=Settings(address="https://watch.example/"))
    return Desk(given, desk.contents, desk.language, desk.words, desk.top)


def test_a_claim_says_what_it_is_about_and_made_of(at_home: Desk, county_trace: Trace) -> None:
    share = claim(county_trace, "agency", "Nowhere County", "share of obligations", channel="technology")
    told = json.dumps(read(str(linked.claim(at_home, share))))
    assert "Nowhere County" in told
    assert all(f"https://watch.example/claim/{part}.html" in told for part in (share.claim_id, *share.sources))


def test_a_maker_names_its_owner_and_an_agency_is_one(desk: Desk) -> None:
    assert "Marsh Holdings" in json.dumps(read(str(linked.subject(desk, Subject("maker", "Avocet")))))
    assert read(str(linked.subject(desk, Subject("agency", "Nowhere County"))))["@type"] == "GovernmentOrganization"
    assert linked.subject(desk, Subject("category", "cloud_hosting")) == ""


def test_what_a_row_says_never_ends_the_script(desk: Desk, county_trace: Trace) -> None:
    hostile = replace(claim(county_trace, "company", "FARM INC"), subject="</script><b>")
    assert str(linked.claim(desk, hostile)).count("</script>") == 1


def test_a_page_is_cited_with_publisher_records_and_address(at_home: Desk) -> None:
    told = reference(at_home, "C1", "Hay was bought.", "claim/C1.html")
    wanted = ("C1", "Hay was bought.", "https://watch.example/claim/C1.html", "records to 3 December 2031")
    assert [part in told.text for part in wanted] == [True] * 4
    assert told.bibtex.startswith("@")
    assert "C1, records to 3 December 2031" in told.bibtex
    assert told.ris.startswith("TY  - ")


def test_a_citation_in_spanish_names_the_spanish_page(at_home: Desk, spanish_desk: Desk) -> None:
    spanish = Desk(at_home.edition, at_home.contents, spanish_desk.language, spanish_desk.words, spanish_desk.top)
    assert "https://watch.example/es/claim/C1.html" in reference(spanish, "C1", "Heno.", "claim/C1.html").ris


def test_a_site_without_an_address_says_none(desk: Desk, county_trace: Trace) -> None:
    told = reference(desk, "C1", "Hay was bought.", "claim/C1.html")
    assert told.text.endswith("records to 3 December 2031.")
    assert "html" not in told.text + told.bibtex + told.ris
    share = claim(county_trace, "agency", "Nowhere County", "share of obligations", channel="technology")
    linked_claim = read(str(linked.claim(desk, share)))
    assert not {"url", "isBasedOn"} & {*linked_claim, *linked_claim["about"]}


@pytest.mark.parametrize("language", ["", "es/"])
def test_every_data_file_is_listed_with_size_and_fingerprint(county_site: Path, language: str) -> None:
    shown = page(county_site, f"{language}data.html")
    top = "../" if language else ""
    files = [path for path in (county_site / "exports").rglob("*") if path.is_file() and "extension" not in path.parts]
    assert len(files) > 10
    for path in files:
        assert f"{top}{path.relative_to(county_site).as_posix()}" in shown.links
        assert hashlib.sha256(path.read_bytes()).hexdigest() in shown.main


def test_the_data_set_is_described_to_machines(county_site: Path) -> None:
    told = read((county_site / "data.html").read_text(encoding="utf-8"))
    assert told["@type"] == "Dataset"
    assert any(part["name"].endswith("tables/claims.csv.gz") for part in told["distribution"])
    assert "url" not in told
    assert not any("contentUrl" in part for part in told["distribution"])


def test_the_search_index_is_beside_the_pages_in_every_language(county_site: Path) -> None:
    entry = json.loads((county_site / "pagefind" / "pagefind-entry.json").read_text(encoding="utf-8"))
    kinds = ("company", "agency", "category", "reseller")
    pages = [path for kind in kinds for path in (county_site / kind).glob("*.html") if "." not in path.stem]
    assert sorted(entry["languages"]) == ["en", "es"]
    assert entry["languages"]["en"]["page_count"] == entry["languages"]["es"]["page_count"] == len(pages)
    assert (county_site / "pagefind" / "pagefind.js").is_file()


def test_the_search_index_has_the_maker_and_leads_to_its_page(county_site: Path) -> None:
    fragments = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(b"pagefind_dcd"))
        for path in (county_site / "pagefind" / "fragment").iterdir()
    ]
    makers = [told["url"] for told in fragments if told["meta"].get("title") == "Heronsoft"]
    assert sorted(makers) == ["/company/heronsoft.html", "/es/company/heronsoft.html"]


def test_what_the_search_page_does_not_use_is_not_there(county_site: Path) -> None:
    assert [path.name for path in (county_site / "pagefind").glob("*-ui*")] == []


def test_an_index_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UndersignedError, match=r"^The search index could not be written: .+\.$"):
        search.index(tmp_path / "nowhere")
