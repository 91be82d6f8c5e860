"""Documents and quotations leave the case as what they are: no figure, no rows, and a hash."""

import gzip
import json
from pathlib import Path
from typing import Any

from tests.documented import MAKER, TITLE, WORDS, Documented
from tests.documents import papers
from undersigned.claims.reading import Trace
from undersigned.exports.base import Written
from undersigned.exports.tables import TABLES

Told = dict[str, Any]


def lines(path: Path) -> list[Told]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def test_an_award_has_its_documents_and_the_attribution_that_rests_on_them(
    packaged: tuple[Path, list[Written]], documented: Documented
) -> None:
    releases = lines(packaged[0] / "ocds" / "releases.jsonl.gz")
    (contract,) = [release["contracts"][0] for release in releases if release["ocid"].endswith(documented.award)]
    (document,) = [told for told in contract["documents"] if told["id"] != "official"]
    assert (document["id"], document["documentType"], document["title"]) == (
        documented.answer, "recordsRequest", "Answer 7",
    )  # fmt: skip
    assert document["url"] == "https://foia.example/7"
    assert document["datePublished"] == "2031-02-03T00:00:00Z"
    assert document["description"].startswith(f"SHA-256 {documented.answer}")
    assert "archived at https://archive.example/7" in document["description"]
    (found,) = contract["attributions"]
    assert (found["rule"], found["maker"]["name"]) == ("document", MAKER)
    assert found["evidence"].startswith(WORDS)
    others = [release["contracts"][0] for release in releases if not release["ocid"].endswith(documented.award)]
    assert all(told["id"] == "official" for other in others for told in other.get("documents", ()))


def test_followthemoney_has_documents_quotations_and_proof(
    packaged: tuple[Path, list[Written]], documented: Documented
) -> None:
    entities = lines(packaged[0] / "ftm" / "entities.ftm.json.gz")
    (hearing,) = [one for one in entities if one["properties"].get("title") == [TITLE]]
    assert hearing["schema"] == "Document"
    assert hearing["properties"]["fileName"] == [f"{documented.hearing}.pdf"]
    (note,) = [one for one in entities if one["schema"] == "Note"]
    assert note["properties"]["description"] == [papers.SENTENCE]
    assert note["properties"]["proof"] == [hearing["id"]]
    assert "page 2, Chief Information Officer" in note["properties"]["summary"][0]
    (answer,) = [one["id"] for one in entities if one["properties"].get("title") == ["Answer 7"]]
    proven = {one["schema"] for one in entities if answer in one["properties"].get("proof", ())}
    assert {"Contract", "ContractAward", "UnknownLink"} <= proven


def test_the_tables_say_who_is_quoted_about_whom(trace: Trace, documented: Documented) -> None:
    ((claim, document, page, words, speaker, about),) = trace.rows(TABLES["quotations"])
    assert (claim, document, page, words) == (documented.quotation, documented.hearing, 2, papers.SENTENCE)
    assert (speaker, about.split("; ")[0]) == ("Chief Information Officer", MAKER)
    assert documented.agency in about
    ((award, document, number, maker, page, words),) = trace.rows(TABLES["award_documents"])
    assert (award, document, number, maker, page, words) == (
        documented.award, documented.answer, 1, MAKER, None, WORDS,
    )  # fmt: skip
    (row,) = trace.rows(f"SELECT figure, unit, sources FROM ({TABLES['claims']}) WHERE claim_id = ?", claim)
    assert row == (None, "none", "")


def test_no_file_of_the_package_has_the_document_itself(packaged: tuple[Path, list[Written]]) -> None:
    for path in packaged[0].rglob("*"):
        if path.is_file():
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            assert b"Administrative interoperability" not in data, path
