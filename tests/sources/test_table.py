"""A mapping answers the field's six questions, or says which one it leaves open."""

from typing import Any

import pytest

from undersigned.errors import InputError
from undersigned.sources.table import NEEDED, QUESTIONS, SOURCE, described, guess


def mapping(**sections: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "name": "Marrowmere_2031",
        "columns": {"who_is_paid": "Supplier", "what": "What for", "how_much": "Value", "when": "Signed"},
        "constants": {"who_buys": "INVENTED COUNTY"},
    }
    return whole | sections


def test_a_mapping_becomes_a_source() -> None:
    reading = {"dates": "day-first", "decimal": "comma", "fiscal_year_starts": 7}
    source = described(mapping(title="Contracts", reading=reading), "m.toml")
    assert (source.name, source.title, source.rank) == ("table_marrowmere_2031", "Contracts", SOURCE.rank)
    assert source.columns["recipient_name"] == ("Supplier",)
    assert source.constants == {"agency": "INVENTED COUNTY"}
    assert (source.dates, source.decimal_comma, source.fiscal_year_start) == ("day-first", True, 7)
    assert source.federal_award_key is False
    assert source.missing(["Supplier", "What for", "Signed"]) == ["Value"]


def test_what_is_not_said_is_as_in_most_lists() -> None:
    source = described(mapping(), "m.toml")
    assert (source.title, source.dates, source.decimal_comma) == ("Marrowmere_2031", "month-first", False)
    assert source.fiscal_year_start == 1


WRONG = {
    "nothing": ({}, "m.toml: nothing says 'who_is_paid'. Name the column under [columns]."),
    "no buyer": (mapping(constants={}), "nothing says 'who_buys'. Name the column under [columns], or a fixed value"),
    "an empty answer": (mapping(constants={"who_buys": ""}), "nothing says 'who_buys'"),
    "a question too many": (
        mapping(constants={"who_buys": "X", "why": "Y"}),
        "'why' is not one of who_buys, who_is_paid, what, how_much, when",
    ),
    "no name": (mapping(name=""), "`name` must be a short name of letters, digits and _."),
    "a name of words": (mapping(name="two words"), "`name` must be a short name"),
    "a path for a name": (mapping(name="../x"), "`name` must be a short name"),
    "another order": (
        mapping(reading={"dates": "year-first"}),
        "[reading] dates must be one of month-first, day-first.",
    ),
    "another decimal": (mapping(reading={"decimal": ","}), "[reading] decimal must be one of point, comma."),
    "month thirteen": (
        mapping(reading={"fiscal_year_starts": 13}),
        "[reading] fiscal_year_starts must be one of 1, 2,",
    ),
    "a month in words": (
        mapping(reading={"fiscal_year_starts": "July"}),
        "[reading] fiscal_year_starts must be one of",
    ),
    "another setting": (
        mapping(reading={"decimals": "comma"}),
        "[reading] has no 'decimals'; it knows dates, decimal,",
    ),
    "no section": (mapping(reading="day-first"), "[reading] must be a section with one line a question."),
}


@pytest.mark.parametrize(("wrong", "said"), WRONG.values(), ids=WRONG)
def test_a_mapping_that_cannot_be_read_is_said(wrong: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError) as caught:
        described(wrong, "m.toml")
    assert str(caught.value).startswith("m.toml: ")
    assert said in str(caught.value)


@pytest.mark.parametrize("question", ["who_is_paid", "how_much", "when"])
def test_what_differs_from_row_to_row_needs_a_column(question: str) -> None:
    columns = {key: value for key, value in mapping()["columns"].items() if key != question}
    wrong = mapping(columns=columns, constants={"who_buys": "X", question: "the same"})
    with pytest.raises(InputError, match=f"'{question}' differs from row to row. Name its column"):
        described(wrong, "m.toml")


def test_what_was_bought_may_be_the_same_throughout() -> None:
    columns = {key: value for key, value in mapping()["columns"].items() if key != "what"}
    source = described(mapping(columns=columns, constants={"who_buys": "X", "what": "hay"}), "m.toml")
    assert source.constants["description"] == "hay"


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (
            ["Contract No.", "Department", "Vendor", "Description", "Amount", "Start Date"],
            ["Department", "Vendor", "Description", "Amount", "Start Date", "Contract No."],
        ),
        (
            ["Supplier", "Goods", "Total price", "Signed on", "Agency"],
            ["Agency", "Supplier", "Goods", "Total price", "Signed on"],
        ),
    ],
)
def test_the_usual_headings_are_guessed(header: list[str], found: list[str]) -> None:
    guessed = guess(header)
    assert list(guessed.values()) == found
    assert set(guessed) <= set(QUESTIONS)
    assert set(NEEDED) <= set(guessed)


def test_no_heading_answers_two_questions() -> None:
    guessed = guess(["Contract date and amount", "Vendor"])
    assert len(set(guessed.values())) == len(guessed)


def test_strange_headings_are_not_guessed() -> None:
    assert guess(["a", "b", ""]) == {}
