"""The folder of a site: whole, the same in every run, and its dictionary true."""

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from undersigned.claims.reading import Trace
from undersigned.exports import package, xlsx
from undersigned.exports.base import NO_ADDRESS, Written
from undersigned.exports.tables import KEYS, PUBLISHED, TABLES

Packaged = tuple[Path, list[Written]]


@pytest.fixture(scope="module")
def dictionary(packaged: Packaged) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((packaged[0] / "datapackage.json").read_text(encoding="utf-8"))
    return told


def test_every_file_is_named_with_its_bytes_and_hash(packaged: Packaged) -> None:
    folder, written = packaged
    assert sorted(file.path for file in written) == sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )
    for file in written:
        content = (folder / file.path).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
        assert len(file.meaning) > 20


def test_the_same_trace_makes_the_same_bytes(trace: Trace, packaged: Packaged, tmp_path: Path) -> None:
    again = package.write(trace, tmp_path / "again", "https://watch.example/evidence/")
    assert [(file.path, file.sha256) for file in again] == [(file.path, file.sha256) for file in packaged[1]]


def test_the_dictionary_explains_every_column_of_every_table(dictionary: dict[str, Any]) -> None:
    assert [resource["name"] for resource in dictionary["resources"]] == list(TABLES)
    for resource in dictionary["resources"]:
        fields = {field["name"]: field for field in resource["schema"]["fields"]}
        assert all(len(field["description"]) > 8 and field["type"] for field in fields.values())
        assert resource["schema"]["primaryKey"] == list(KEYS[resource["name"]])
        assert resource["schema"]["missingValues"] == [""]
        assert fields.get("obligation", {"unit": "US dollars"})["unit"] == "US dollars"


def test_the_dictionary_names_every_source_file_by_its_hash(trace: Trace, dictionary: dict[str, Any]) -> None:
    hashes = [f"sha256:{book.sha256}" for book in trace.case.reconciliations()]
    assert [source["version"] for source in dictionary["sources"]] == hashes
    assert dictionary["licenses"][0]["name"] == "notspecified", "the sample has a county's list among its files"


def test_the_dictionary_says_which_file_has_which_bytes(packaged: Packaged, dictionary: dict[str, Any]) -> None:
    said = {file["path"]: (file["bytes"], file["hash"]) for file in dictionary["resources"] + dictionary["files"]}
    expected = {file.path: (file.size, f"sha256:{file.sha256}") for file in packaged[1]}
    assert said == {path: told for path, told in expected.items() if path != "datapackage.json"}


def test_csv_and_parquet_have_the_rows_and_columns_that_are_said(packaged: Packaged) -> None:
    folder, written = packaged
    for file in written:
        if file.form == "parquet":
            table = pq.read_table(folder / file.path)
            assert (table.num_rows, tuple(table.column_names)) == (file.rows, file.columns)
            assert table.group_by(list(KEYS[file.table])).aggregate([]).num_rows == file.rows, "the key is a key"


def test_the_citations_of_sums_are_there_in_full_and_others_lead_to_them(trace: Trace, packaged: Packaged) -> None:
    table = pq.read_table(packaged[0] / "tables" / "citations.parquet")
    cited = set(zip(*(table[name].to_pylist() for name in ("claim_id", "transaction_key")), strict=True))
    sums = "SELECT claim_id FROM claims WHERE sources = [claim_id]"
    assert cited == set(trace.rows(f"SELECT claim_id, transaction_key FROM citations WHERE claim_id IN ({sums})"))
    derived = trace.rows(f"SELECT unnest(sources) FROM claims WHERE claim_id NOT IN ({sums})")
    assert derived
    assert {claim for (claim,) in derived} <= {claim for (claim,) in trace.rows(sums)}
    assert PUBLISHED["citations"] != TABLES["citations"]


def test_a_table_too_long_for_a_sheet_is_left_out_and_said(
    trace: Trace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    [(awards,)] = trace.rows("SELECT count(*) FROM awards")
    monkeypatch.setattr(xlsx, "MOST_ROWS", awards - 1)
    [book] = [file for file in package.write(trace, tmp_path / "p") if file.form == "xlsx"]
    assert "awards" not in book.meaning.partition(":")[2]
    assert "companies" in book.meaning.partition(":")[2]


def test_without_an_address_a_placeholder_stands_that_cannot_be_a_place(trace: Trace, tmp_path: Path) -> None:
    package.write(trace, tmp_path / "p")
    assert NO_ADDRESS.endswith(".invalid/")
    with gzip.open(tmp_path / "p" / "ocds" / "releases.jsonl.gz", "rt", encoding="utf-8") as file:
        assert re.match(r'\{"id":"[0-9a-f]{20}","ocid":"ocds-xxxxxx-', file.readline())
