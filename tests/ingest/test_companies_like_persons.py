"""Companies that are named like a person keep their name; persons of nearly the same name do not."""

from pathlib import Path

import pytest

from tests.ingest.cases import added, kept, line, table
from undersigned.ingest.persons import NEUTRAL_NAME, looks_natural

COMPANIES = (
    *("MORGAN STANLEY", "JOHN DEERE", "HENRY SCHEIN", "Robert Half", "LOCKHEED MARTIN", "GEORGIA-PACIFIC"),
    *("MERCEDES-BENZ", "TYLER FEDERAL", "Karl Storz"),
)
PERSONS = ("JOHN DEER", "HENRY Q SCHEIN", "SCHEIN, HENRY", "YALE, MARTIN", "HENRY SCHEIN JONES")


@pytest.mark.parametrize("name", COMPANIES)
def test_a_company_named_like_a_person_is_none(name: str) -> None:
    assert not looks_natural(name)


@pytest.mark.parametrize("name", PERSONS)
def test_a_person_named_nearly_like_a_company_is_one(name: str) -> None:
    assert looks_natural(name)


def test_its_money_stays_under_its_name(tmp_path: Path) -> None:
    rows = (line(1, recipient_name="MORGAN STANLEY"), line(2, recipient_name="STANLEY, HENRY"))
    case, books = added(tmp_path, table(*rows))
    assert kept(case, "recipient_name") == [("MORGAN STANLEY",), (NEUTRAL_NAME,)]
    assert books.individuals == 1
