"""FollowTheMoney entities: stable, sourced, and no person among them."""

import gzip
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from undersigned.claims.reading import Trace
from undersigned.exports import ftm
from undersigned.exports.base import About, Record, Written
from undersigned.ingest.persons import NEUTRAL_NAME

Entities = list[dict[str, Any]]


@pytest.fixture(scope="module")
def entities(packaged: tuple[Path, list[Written]]) -> Entities:
    with gzip.open(packaged[0] / "ftm" / "entities.ftm.json.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def of(entities: Entities, schema: str) -> Entities:
    return [entity for entity in entities if entity["schema"] == schema]


def test_each_entity_stands_once_and_its_identifier_is_a_hash_of_our_key(trace: Trace, entities: Entities) -> None:
    assert max(Counter(entity["id"] for entity in entities).values()) == 1
    keys = {key for (key,) in trace.rows("SELECT award_key FROM awards")}
    assert {entity["id"] for entity in of(entities, "Contract")} == {ftm.identifier("Contract", key) for key in keys}
    assert ftm.identifier("Contract", "A") == "undersigned-230fa2065890df169fd52434"


def test_the_amounts_of_the_awards_sum_to_the_records(trace: Trace, entities: Entities) -> None:
    amounts = [Decimal(entity["properties"]["amount"][0]) for entity in of(entities, "ContractAward")]
    assert sum(amounts) * 100 == trace.rows("SELECT sum(obligation) FROM awards")[0][0]
    assert not any("amount" in entity["properties"] for entity in of(entities, "Contract")), "no amount stands twice"


def test_every_award_and_attribution_names_its_source(entities: Entities) -> None:
    documents = {entity["id"] for entity in of(entities, "Document")}
    for entity in of(entities, "ContractAward") + of(entities, "UnknownLink"):
        assert set(entity["properties"]["proof"]) <= documents
        assert entity["properties"]["recordId"]
    linked = [entity for entity in of(entities, "Contract") if "sourceUrl" in entity["properties"]]
    assert linked
    assert {entity["properties"]["publisher"][0] for entity in linked} == {"USAspending.gov"}


def test_a_withheld_name_is_a_party_of_one_award_and_never_a_person(trace: Trace, entities: Entities) -> None:
    [(withheld,)] = trace.rows("SELECT count(*) FROM awards WHERE recipient_name = ?", NEUTRAL_NAME)
    assert withheld == len(of(entities, "LegalEntity")) > 0
    assert not of(entities, "Person")
    assert not [entity for entity in of(entities, "Company") if NEUTRAL_NAME in entity["properties"]["name"]]


def test_attributions_say_product_words_and_confidence(trace: Trace, entities: Entities) -> None:
    told = Counter(entity["properties"]["status"][0] for entity in of(entities, "UnknownLink"))
    expected = trace.rows("SELECT 'confidence ' || confidence, count(*) FROM attributions GROUP BY ALL")
    assert dict(told) == dict(expected)


def test_owners_and_companies_are_linked_by_what_says_so(trace: Trace, entities: Entities) -> None:
    owned = trace.rows("SELECT DISTINCT family_id, company_id FROM companies WHERE family_id != company_id")
    links = {(e["properties"]["owner"][0], e["properties"]["asset"][0]) for e in of(entities, "Ownership")}
    assert links == {(ftm.identifier("company", owner), ftm.identifier("company", asset)) for owner, asset in owned}
    assert all(entity["properties"]["role"] for entity in of(entities, "Ownership"))


def test_a_long_title_is_cut_and_all_its_words_stand_beside(tmp_path: Path) -> None:
    award: dict[str, Any] = dict.fromkeys(("award_id", "link", "last_day", "start_date", "end_date", "product_service"))
    award |= {"award_key": "A", "agency": "AGENCY", "recipient_name": NEUTRAL_NAME, "obligation": 1}
    with ftm.begin(tmp_path / "e.ftm.json", About("2033-09-30")) as sink:
        sink.record(Record(award | {"opening_words": "WORDS " * 500}, (), ()))
    lines = (tmp_path / "e.ftm.json").read_text(encoding="utf-8").splitlines()
    [contract] = of([json.loads(line) for line in lines], "Contract")
    assert len(contract["properties"]["title"][0]) == 250
    assert contract["properties"]["description"] == ["WORDS " * 500]
