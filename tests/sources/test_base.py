"""Headings: what is personal, what was renamed, what the publisher's lists hold."""

import pytest

from undersigned.sources import usaspending_api, usaspending_subawards, usaspending_summaries, usaspending_transactions
from undersigned.sources.base import personal, published_columns

PERSONAL = (
    *("highly_compensated_officer_1_name", "subawardee_highly_compensated_officer_5_amount", "recipient_phone_number"),
    *("recipient_fax_number", "recipient_address_line_1", "recipient_zip_4_code", "prime_awardee_address_line_1"),
    *(
        "Contact",
        "E-mail",
        "Email address",
        "Vendor Address",
        "Mobile",
        "Tel.",
        "Street",
        "ZIP",
        "First name",
        "Birth date",
    ),
)
NOT_PERSONAL = (
    *(
        "recipient_name",
        "recipient_city_name",
        "awarding_office_name",
        "Recipient Name",
        "Vendor",
        "Amount",
        "Telecoms",
    ),
    *("contracting_officers_determination_of_business_size", "recipient_uei", "zipper_supplier", "award_description"),
)


def test_columns_about_persons() -> None:
    assert personal([*PERSONAL, *NOT_PERSONAL]) == list(PERSONAL)


@pytest.mark.parametrize(("name", "count"), [("prime_transactions", 297), ("award_summaries", 286), ("subawards", 118)])
def test_the_publishers_lists_are_whole(name: str, count: int) -> None:
    assert len(published_columns(name)) == count


@pytest.mark.parametrize("source", [usaspending_transactions, usaspending_summaries, usaspending_subawards])
def test_every_column_that_we_read_is_on_the_publishers_list(source: object) -> None:
    described = source.SOURCE  # type: ignore[attr-defined]  # each of the modules has one
    newest = {names[0] for names in described.columns.values()}
    marks = {*described.individual_columns, described.business_types, described.prime_business_types} - {None}
    assert newest | marks <= described.known


@pytest.mark.parametrize(
    ("missing", "instead", "found"),
    [
        ("Federal Action Obligation", "Federal Action Obligations", "Federal Action Obligations"),
        ("Federal Action Obligation", "federal_action_obligation", "federal_action_obligation"),
        ("Federal Action Obligation", "Obligation", "Obligation"),
        ("Generated Award ID", "generated_award_id", "generated_award_id"),
        ("Federal Action Obligation", "Mood", None),
    ],
)
def test_a_renamed_column_is_named_by_its_likeness(missing: str, instead: str, found: str | None) -> None:
    header = [names[0] for names in usaspending_api.SOURCE.columns.values()]
    renamed = [instead if name == missing else name for name in header]
    assert usaspending_api.SOURCE.nearest(missing, renamed) == found
