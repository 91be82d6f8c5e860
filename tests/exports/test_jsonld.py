"""Linked data for pages: schema.org's words, and nothing that can leave its script element."""

import json
from pathlib import Path

from undersigned.exports import jsonld
from undersigned.exports.base import About, SourceFile, Written
from undersigned.exports.jsonld import Told

FEDERAL = About("2033-09-30", (SourceFile("f", "f.csv", "00", "usaspending_api", "USAspending", 1),))


def test_a_claim_says_what_it_is_about_and_what_it_rests_on() -> None:
    about = jsonld.organisation("Example Cloud", "https://watch.example/company/example-cloud.html")
    told = jsonld.claim(
        Told("C1", "8 resellers hold …", "2033-09-30", "https://watch.example/claim/C1.html", about, ["x"])
    )
    assert (told["@context"], told["@type"], told["text"]) == ("https://schema.org", "Claim", "8 resellers hold …")
    assert told["about"]["@type"] == "Organization"
    assert told["isBasedOn"] == ["x"]


def test_an_agency_is_a_government_organisation_and_an_owner_a_parent() -> None:
    assert jsonld.agency("AGENCY")["@type"] == "GovernmentOrganization"
    assert jsonld.organisation("A", owner="B")["parentOrganization"]["name"] == "B"
    assert "url" not in jsonld.organisation("A")


def test_a_data_set_lists_its_files_where_they_are(packaged: tuple[Path, list[Written]]) -> None:
    told = jsonld.dataset("Case", "What", "https://watch.example/data.html", FEDERAL, packaged[1])
    distribution = {entry["name"]: entry for entry in told["distribution"]}
    assert distribution.keys() == {file.path for file in packaged[1]}
    claims = distribution["tables/claims.csv.gz"]
    assert claims["contentUrl"] == "https://watch.example/exports/tables/claims.csv.gz"
    assert (claims["encodingFormat"], told["license"][:25]) == ("application/gzip", "https://www.govinfo.gov/a")


def test_nothing_in_a_script_ends_it() -> None:
    told = jsonld.script(jsonld.agency("</script><!--&\u2028"))
    assert not set(told) & set("<>&\u2028")
    assert json.loads(told)["name"] == "</script><!--&\u2028"
