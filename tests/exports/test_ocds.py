"""Releases of the Open Contracting Data Standard: what each field says, to the cent."""

import csv
import gzip
import json
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from undersigned.claims.reading import Trace
from undersigned.exports import ocds
from undersigned.exports.base import RECORDS, About, Record, Written
from undersigned.exports.walk import Job, about, walk
from undersigned.ingest.persons import NEUTRAL_NAME
from undersigned.terms.maker import CATEGORIES

Releases = dict[str, Any]


@pytest.fixture(scope="module")
def releases(packaged: tuple[Path, list[Written]]) -> Releases:
    with gzip.open(packaged[0] / "ocds" / "releases.jsonl.gz", "rt", encoding="utf-8") as file:
        told = [json.loads(line, parse_float=Decimal) for line in file]
    return {release["contracts"][0]["id"]: release for release in told}


def test_there_is_one_release_an_award_and_its_money_is_exact(trace: Trace, releases: Releases) -> None:
    expected = dict(trace.rows("SELECT award_key, obligation FROM awards"))
    for key, release in releases.items():
        [contract] = release["contracts"]
        assert contract["value"]["amount"] * 100 == expected[key]
        assert sum(row["value"]["amount"] for row in contract["obligations"]) == contract["value"]["amount"]
    assert releases.keys() == expected.keys()


def test_every_modification_is_an_amendment_and_the_award_itself_is_none(trace: Trace, releases: Releases) -> None:
    rows = trace.rows("SELECT transaction_key FROM transactions WHERE modification != '0' AND NOT is_summary")
    amendments = [
        found["id"] for release in releases.values() for found in release["contracts"][0].get("amendments", [])
    ]
    assert sorted(amendments) == sorted(key for (key,) in rows)
    tagged = {key for key, release in releases.items() if "contractAmendment" in release["tag"]}
    assert tagged == {key for key, release in releases.items() if "amendments" in release["contracts"][0]}


def test_every_reference_leads_to_a_party_with_the_role(releases: Releases) -> None:
    for release in releases.values():
        roles = {party["id"]: party["roles"] for party in release["parties"]}
        assert roles[release["buyer"]["id"]] == ["buyer"]
        assert roles[release["awards"][0]["suppliers"][0]["id"]] == ["supplier"]
        for found in release["contracts"][0].get("attributions", []):
            assert roles[found["maker"]["id"]] == ["maker"]
            assert found["obligation"] in {row["id"] for row in release["contracts"][0]["obligations"]}


def test_attributions_are_all_there_with_their_words(trace: Trace, releases: Releases) -> None:
    told = {
        (key, found["maker"]["name"], found["confidence"], found.get("evidence", ""))
        for key, release in releases.items()
        for found in release["contracts"][0].get("attributions", [])
    }
    assert told == set(trace.rows("SELECT award_key, maker, confidence, evidence FROM attributions"))


def test_a_natural_person_has_no_identifier_and_no_address(releases: Releases) -> None:
    people = [party for release in releases.values() for party in release["parties"] if party["name"] == NEUTRAL_NAME]
    assert people
    assert all(party == {"id": "withheld", "name": NEUTRAL_NAME, "roles": ["supplier"]} for party in people)


def test_a_company_with_a_uei_has_it(trace: Trace, releases: Releases) -> None:
    known = {uei for (uei,) in trace.rows("SELECT DISTINCT recipient_uei FROM transactions WHERE recipient_uei != ''")}
    told = {party["identifier"]["id"] for r in releases.values() for party in r["parties"] if "identifier" in party}
    assert told
    assert told <= known


def test_a_release_changes_its_identifier_with_its_content_only() -> None:
    unknown = (
        "award_id",
        "company_id",
        "start_date",
        "end_date",
        "potential_end_date",
        "current_value",
        "ceiling",
        "link",
    )
    award: dict[str, Any] = dict.fromkeys(unknown)
    award |= {"award_key": "A", "agency": "AGENCY", "recipient_name": "ACME", "obligation": 150, "last_day": None}
    award |= {"product_service": None, "opening_words": "WORDS"}
    line = ocds.release(Record(award, (), ()), About("2031-01-01"))
    changed = ocds.release(Record(award | {"obligation": 151}, (), ()), About("2031-01-01"))
    told = [json.loads(ocds.identified(release)) for release in (line, dict(line), changed)]
    assert told[0] == told[1]
    assert told[0]["id"] != told[2]["id"]
    assert told[2]["awards"][0]["value"]["amount"] == 1.51


def test_a_package_is_one_json_text(trace: Trace, tmp_path: Path, releases: Releases) -> None:
    told = about(trace, "https://watch.example/evidence")
    walk(trace, [Job(ocds, tmp_path / "r.json", frozenset({RECORDS}))], told)
    package = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"), parse_float=Decimal)
    assert package["releases"] == list(releases.values())
    assert package["extensions"] == ["https://watch.example/evidence/exports/ocds/extension/extension.json"]
    assert package["publishedDate"] == f"{told.as_of}T00:00:00Z"


def test_the_extension_lists_the_categories_that_there_are() -> None:
    folder = files("undersigned.exports") / "ocds_extension"
    listed = (folder / "codelists" / "attributionCategory.csv").read_text(encoding="utf-8").splitlines()
    assert [row["Code"] for row in csv.DictReader(listed)] == list(CATEGORIES)


def test_the_extension_names_every_file_of_its_own(packaged: tuple[Path, list[Written]]) -> None:
    folder = packaged[0] / "ocds" / "extension"
    told = json.loads((folder / "extension.json").read_text(encoding="utf-8"))
    assert sorted(told["codelists"]) == sorted(path.name for path in (folder / "codelists").iterdir())
    patch = json.loads((folder / "release-schema.json").read_text(encoding="utf-8"))
    fields = [field for part in patch["definitions"].values() for field in part["properties"].values()]
    assert all(field["title"] and len(field["description"]) > 10 for field in fields)
