"""A case of ten columns is traced, and the awards behind one company get dates, options, places and subawards."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fetching.service import AGENCIES, Service, serving, with_sample
from tests.journeys.conftest import Tell
from undersigned.case.folder import Case
from undersigned.claims.reading import reading

MAKER = "Kestrelcloud"
ROWS = 600
TEN = {
    "Award ID": "award_id_piid",
    "Recipient Name": "recipient_name",
    "Federal Action Obligation": "federal_action_obligation",
    "Action Date": "action_date",
    "Modification": "modification_number",
    "Product/Service Description": "product_or_service_code_description",
    "NAICS Description": "naics_description",
    "Transaction Description": "transaction_description",
    "Generated Award ID": "contract_award_unique_key",
}


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    with serving(with_sample(ROWS)) as running:
        monkeypatch.setenv("UNDERSIGNED_USASPENDING", running.address)
        yield running


def write_ten_columns(service: Service, target: Path) -> None:
    """The service's transactions as its search gives them: ten columns."""
    short = {name: abbreviation for abbreviation, name in AGENCIES}
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Agency", *TEN])
        for row in service.rows["transactions"]:
            writer.writerow([short[row["awarding_sub_agency_name"]], *(row[name] for name in TEN.values())])


def awards(folder: Path, having: str) -> int:
    with reading(Case(folder)) as found:
        ((many,),) = found.rows(
            "SELECT count(*) FROM awards WHERE award_key IN (SELECT award_key FROM attributions WHERE maker = ?) "
            f"AND {having}",
            MAKER,
        )
    return int(many)


def test_they_get_what_ten_columns_do_not_have(tell: Tell, service: Service, tmp_path: Path, invented: Path) -> None:
    (tmp_path / "catalog").symlink_to(invented / "catalog")
    write_ten_columns(service, tmp_path / "ten_columns.csv")
    tell("add", "ten_columns.csv")
    tell("trace")
    before = awards(tmp_path, "true")
    assert before > 0
    assert awards(tmp_path, "end_date IS NOT NULL") == 0

    said = tell("fetch", "usaspending", "--awards-of", MAKER, "--pause", "0.01")
    assert "Contracts_PrimeAwardSummaries_1.csv" in said
    assert len(service.paths("/api/v2/download/search/")) >= 1
    tell("trace")
    assert awards(tmp_path, "end_date IS NOT NULL AND potential_end_date IS NOT NULL") >= before
