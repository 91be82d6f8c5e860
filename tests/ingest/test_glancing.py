"""A glance sums one company's rows in one pass, keeps nothing, and shows no natural person."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from tests.ingest.cases import SETTINGS, line, table
from undersigned.errors import InputError
from undersigned.ingest.glancing import Glance, Sum, glance
from undersigned.sample.write import write_sample
from undersigned.terms.progress import Silent


def glanced(path: Path, name: str) -> Glance:
    return glance([path], name, SETTINGS, Silent())


ROWS = table(
    line(1, recipient_name="KESTREL-CLOUD, INC.", obligation="10.50"),
    line(2, recipient_name=" KESTREL CLOUD LLC", obligation="-2", action_date="2031-03-01 00:00:00"),
    line(3, description="Licenses of Kestrel Cloud"),
    line(4, description="KESTREL CLOUDBURST"),
    line(5, recipient_name="SMITH, MARY", description="KESTREL CLOUD"),
    line(6, obligation="none"),
)


@pytest.mark.parametrize("form", ["csv", "zip"])
def test_rows_of_the_company_and_rows_that_name_it_are_summed_apart(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"records.{form}"
    if form == "csv":
        path.write_text(ROWS, encoding="utf-8")
    else:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("P_1.csv", ROWS)
    found = glanced(path, "kestrel cloud")
    assert found.paid == {
        "KESTREL-CLOUD, INC.": Sum(1, 1050, date(2031, 1, 15), date(2031, 1, 15)),
        "KESTREL CLOUD LLC": Sum(1, -200, date(2031, 3, 1), date(2031, 3, 1)),
    }
    assert found.naming == {"HOXLOCK SUPPLY LLC": Sum(1, 325, date(2031, 1, 15), date(2031, 1, 15))}
    assert (found.rows_read, found.without_amount) == (6, 1)
    assert {each.name for each in tmp_path.iterdir()} == {path.name}


@pytest.mark.parametrize("name", ["", "--", "Mary Smith", "SMITH, MARY"])
def test_a_person_is_not_looked_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / "records.csv"
    path.write_text(ROWS, encoding="utf-8")
    with pytest.raises(InputError, match="Natural persons are not looked for"):
        glanced(path, name)


def test_a_table_without_transactions_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "subawards.csv"
    write_sample("subawards", 20, path)
    with pytest.raises(InputError, match="holds no CSV table of transactions to glance at"):
        glanced(path, "kestrel")
