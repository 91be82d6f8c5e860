"""A column, a name or a value of persons that comes back is named; with the original files, every dropped value."""

import csv
import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from tests.dossiers.checking.conftest import Broken, GoodSite
from undersigned.case.folder import Case
from undersigned.claims import trace as tracing
from undersigned.claims.reading import Trace, reading
from undersigned.dossiers.checking.base import Allowed
from undersigned.errors import InputError
from undersigned.ingest import adding
from undersigned.ingest.persons import NEUTRAL_NAME
from undersigned.settings import Settings
from undersigned.sources.base import published_columns
from undersigned.terms.progress import Silent

PERSON = "SMITH, JENNIFER"


def test_a_persons_name_in_a_heading_or_link_is_named(broken: Broken) -> None:
    ((check, line, _),) = broken("company/acme.html", "<h1>ACME LLC", f"<h1>\n{PERSON}")
    assert (check, line) == ("dropped", 0)


def test_a_persons_name_in_a_link_to_a_company_is_named(broken: Broken) -> None:
    link = f'<a href="../company/acme.html">{PERSON}</a>'
    ((check, line, sentence),) = broken("award/one.html", "</h1>", f"</h1>\n{link}")
    assert (check, line) == ("dropped", 1)
    assert "JENNIFER" not in sentence


def test_makers_and_the_neutral_label_stand_by_name(good: GoodSite, trace: Trace) -> None:
    good.page("company/individual.html", "Individuals", f"<h1>{NEUTRAL_NAME}</h1>")
    assert good.check(trace) == []


def _write_csv(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def _write_parquet(path: Path, rows: list[list[str]]) -> None:
    columns = list(zip(*rows, strict=True))
    pq.write_table(pa.table({column[0]: list(column[1:]) for column in columns}), path)


def _write_xlsx(path: Path, rows: list[list[str]], *, constant_memory: bool = True) -> None:
    with xlsxwriter.Workbook(str(path), {"constant_memory": constant_memory}) as workbook:
        page = workbook.add_worksheet("awards")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)


WRITERS = {"csv": _write_csv, "parquet": _write_parquet, "xlsx": _write_xlsx}


@pytest.mark.parametrize("kind", WRITERS)
def test_a_personal_column_of_a_data_file_is_named(good: GoodSite, trace: Trace, kind: str) -> None:
    rows = [["company_name", "officer_1_name", "recipient_phone_number"], ["ACME LLC", "X", "Y"]]
    WRITERS[kind](good.folder / "exports" / f"x.{kind}", rows)
    found = good.check(trace)
    assert [(one.page, one.line, one.check) for one in found] == [(f"exports/x.{kind}", 1, "dropped")] * 2
    assert "'officer_1_name'" in found[0].sentence


@pytest.mark.parametrize("kind", WRITERS)
def test_a_persons_name_and_a_contact_in_a_data_file_are_named(good: GoodSite, trace: Trace, kind: str) -> None:
    rows = [["key", "company_name"], ["1", "ACME LLC"], ["2", PERSON], ["ask 202-555-0123", "ACME LLC"]]
    WRITERS[kind](good.folder / "exports" / f"x.{kind}", rows)
    assert [(one.line, one.check) for one in good.check(trace)] == [(3, "dropped"), (4, "contact")]


def test_texts_that_sheets_share_are_read(good: GoodSite, trace: Trace) -> None:
    rows = [["key"], ["ask 202-555-0123"]]
    _write_xlsx(good.folder / "exports" / "x.xlsx", rows, constant_memory=False)
    assert [one.check for one in good.check(trace)] == ["contact"]


def test_a_table_that_cannot_be_read_is_named(good: GoodSite, trace: Trace) -> None:
    good.write("exports/x.csv", 'a,b\n1,"never closed\n')
    assert [(one.page, one.check) for one in good.check(trace)] == [("exports/x.csv", "dropped")]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records with officers, contacts and one sole proprietor."""
    header = list(published_columns("prime_transactions"))
    base = {
        "federal_action_obligation": "100.00",
        "action_date": "2024-01-05",
        "awarding_sub_agency_name": "Agency of Tests",
        "awarding_sub_agency_code": "7012",
        "awarding_agency_code": "070",
        "modification_number": "0",
        "recipient_city_name": "SPRINGFIELD",
        "transaction_description": "LICENSES",
    }
    rows = [
        {**base, "recipient_name": "ACME LLC", "highly_compensated_officer_1_name": "ZORAIDA QUILLFEATHER",
         "highly_compensated_officer_1_amount": "187432.00", "recipient_phone_number": "2025550123",
         "recipient_address_line_1": "77 Ööster Lane", "recipient_address_line_2": "SPRINGFIELD"},
        {**base, "recipient_name": "Brambleby Ontology Works", "sole_proprietorship": "t",
         "recipient_uei": "ABCDEF123456"},
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("original") / "records.csv.gz"
    with gzip.open(path, "wt", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        for number, row in enumerate(rows):
            key = f"CONT_AWD_A{number}_7012_-NONE-_-NONE-"
            keys = {"contract_award_unique_key": key, "contract_transaction_unique_key": f"7012_{number}"}
            writer.writerow({**row, **keys, "award_id_piid": f"A{number}"})
    return path


@pytest.fixture(scope="module")
def told_of(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case of these records."""
    case = Case(tmp_path_factory.mktemp("told"))
    adding.add(case, [original], Settings(), Silent())
    tracing.trace(case, Settings(), Silent())
    return case


VALUES = [
    "Zoraida Quillfeather",
    "zoraida&nbsp;<b>quillfeather</b>",
    "$187,432",
    "2025550123",
    "(202) 555-0123",
    "77 Ööster Lane",
    "77 &Ouml;oster\nlane",
    "BRAMBLEBY ONTOLOGY WORKS",
    "abcdef123456",
]


def _found(told_of: Case, original: Path, site: Path, text: str) -> list[tuple[str, int]]:
    site.mkdir()
    head = '<!doctype html>\n<html lang="en" dir="ltr"><head><title>x</title></head>'
    page = f"{head}\n<body><main><h1>x</h1>\n{text}</main>"
    (site / "index.html").write_text(page, encoding="utf-8")
    with reading(told_of) as trace:
        found = GoodSite.check_folder(site, trace, Allowed(originals=(original,)))
    return [(one.check, one.line) for one in found if one.check == "dropped"]


@pytest.mark.parametrize("value", VALUES)
def test_a_dropped_value_in_a_page_is_named(told_of: Case, original: Path, tmp_path: Path, value: str) -> None:
    assert _found(told_of, original, tmp_path / "site", f"<q>It was {value} here.</q>") == [("dropped", 4)]


@pytest.mark.parametrize("text", ["Springfield", "ACME LLC", "LICENSES", "100.00", "Quillfeather", "Zoraida", "7012"])
def test_what_is_public_or_only_a_part_is_not_named(told_of: Case, original: Path, tmp_path: Path, text: str) -> None:
    assert _found(told_of, original, tmp_path / "site", f"<q>{text}</q>") == []


def test_an_original_that_is_not_the_cases_is_refused(good: GoodSite, trace: Trace, original: Path) -> None:
    with pytest.raises(InputError, match="is not one of the files of this case"):
        good.check(trace, Allowed(originals=(original,)))
