"""Headings as publishers and people write them: what is about persons is found, what is not is left alone."""

import re

import pytest

from undersigned.registry import members
from undersigned.sources.base import PERSONAL, personal, published_columns

TYPED_BY_HAND = (
    *(
        "Address",
        "Street address",
        "STREET",
        "Cell",
        "Cell no.",
        "Mobile",
        "MobileNumber",
        "Tel",
        "Tel. no",
        "home_tel",
    ),
    *("Telephone", "Fax", "FaxNumber", "E-mail", "E mail", "WorkEmail", "Contact person", "First Name", "FirstName"),
    *(
        "last-name",
        "Middle name",
        "Surname",
        "Date of birth",
        "DOB",
        "Zip",
        "ZIP+4",
        "Zip Code",
        "Postal code",
        "Postcode",
    ),
)
OF_NOBODY = (
    *("Place of performance", "Product", "cellular_plan", "Excellence", "Telecoms", "Hotel", "Automobile", "Fairfax"),
    *("contracting_officers_determination_of_business_size", "address_type", "Zipper", "Vendor name", "Measure name"),
    *("Contract no.", "Recipient Name", "Post", "State mail"),
)
LIKE_NOTHING_ELSE = re.compile(r"officer_\d_(name|amount)|_line_\d|zip_(4|code)|postal_code|(phone|fax)_number")
"""How the publisher writes the columns about persons, and the places that lead to them."""


@pytest.mark.parametrize("heading", TYPED_BY_HAND)
def test_a_heading_about_persons_is_found(heading: str) -> None:
    assert personal([heading]) == [heading]


@pytest.mark.parametrize("heading", OF_NOBODY)
def test_a_heading_about_nobody_is_left_alone(heading: str) -> None:
    assert personal([heading]) == []


@pytest.mark.parametrize("name", ["prime_transactions", "award_summaries", "subawards"])
def test_of_the_publishers_columns_only_those_about_persons_are_personal(name: str) -> None:
    columns = published_columns(name)
    assert personal(list(columns)) == [column for column in columns if LIKE_NOTHING_ELSE.search(column)] != []


def test_no_column_that_a_source_reads_is_personal() -> None:
    for module in members("undersigned.sources").values():
        source = module.SOURCE
        marks = {*source.individual_columns, source.business_types, source.prime_business_types} - {None}
        theirs = {name for names in source.columns.values() for name in names} | marks
        assert [name for name in theirs if PERSONAL.search(name)] == []
