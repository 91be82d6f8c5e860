import pytest

from tests.companies.invented import named, one_family, traced
from undersigned.companies.owners_data import OwnersData, load


@pytest.fixture(scope="module")
def packaged() -> OwnersData:
    """The package's owners, read once."""
    return load()


def test_an_owner_that_no_identifier_gives_is_data_with_a_source(packaged: OwnersData) -> None:
    row = traced(named("LEXISNEXIS SPECIAL SERVICES INC."), packaged)["LEXISNEXIS SPECIAL SERVICES INC."]
    assert (row.family_name, row.family_basis) == ("RELX", "catalogue")
    assert row.family_source


def test_a_company_that_was_bought_is_its_owners_from_that_day(packaged: OwnersData) -> None:
    families = [
        traced(named("WICKR INC."), packaged, as_of=day)["WICKR INC."].family_name
        for day in ("2020-12-31", "2021-12-31")
    ]
    assert families == ["WICKR INC.", "Amazon"]


def test_guards_are_not_of_the_spyware_makers_family(packaged: OwnersData) -> None:
    guards, spyware = "PARAGON SYSTEMS INC", "PARAGON SOLUTIONS (US) INC"
    assert not one_family(traced(named(guards, spyware), packaged), guards, spyware)


def test_every_investor_is_left_out_of_families(packaged: OwnersData) -> None:
    assert len(packaged.investors) > 20
    owned = {ownership.owner for ownership in packaged.ownership} & packaged.investors
    rows = traced(named(*(f"{each.name} LLC" for each in packaged.ownership if each.owner in owned)), packaged)
    assert not {row.family_name for row in rows.values()} & packaged.investors


def test_other_names_are_one_company(packaged: OwnersData) -> None:
    rows = traced(named("COPLOGIC, INC.", "LEXISNEXIS COPLOGIC SOLUTIONS INC."), packaged)
    assert len({row.company_id for row in rows.values()}) == 1
