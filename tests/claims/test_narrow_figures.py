"""Figures that one band of a picture or one line of a table needs: at one agency, of one product, of several makers."""

from typing import Any

import pytest

from tests.claims.cells import summed

TRANSACTIONS = [
    ("nest a", "A", "SHOP LLC", 1000, 2031),
    ("nest a", "A", "SHOP LLC", -250, 2032),
    ("nest b", "B", "SHOP LLC", 40, 2032),
    ("wing", "A", "STALL INC", 6, 2031),
    ("both products", "A", "STALL INC", 5, 2031),
    ("own", "A", "HERON INC", 300, 2031),
    ("two resold", "A", "SHOP LLC", 7, 2031),
    ("two direct", "A", "HERON INC", 11, 2031),
    ("silent", "B", "SHOP LLC", 7000, 2031),
    ("guessed", "B", "SHOP LLC", 90000, 2031),
    ("summary", "B", "SHOP LLC", 800000, None),
]
ATTRIBUTIONS = [
    ("nest a", "Heron", "product", True, "high", False, "cloud_hosting", "Nest"),
    ("nest b", "Heron", "product", True, "high", False, "cloud_hosting", "Nest"),
    ("wing", "Heron", "product", True, "high", False, "analytics_case_management", "Wing"),
    ("both products", "Heron", "product", True, "high", False, "cloud_hosting", "Nest"),
    ("both products", "Heron", "product", True, "high", False, "cloud_hosting", "Wing"),
    ("own", "Heron", "product", False, "medium", False, "cloud_hosting", ""),
    ("two resold", "Heron", "product", True, "high", True, "cloud_hosting", "Nest"),
    ("two resold", "Wader", "product", True, "high", True, "cloud_hosting", "Tables"),
    ("two direct", "Heron", "product", False, "medium", True, "cloud_hosting", "Nest"),
    ("two direct", "Wader", "product", False, "medium", True, "cloud_hosting", "Tables"),
    ("guessed", "Heron", "inferred", True, "low", False, "cloud_hosting", "Nest"),
    ("summary", "Heron", "product", True, "high", False, "cloud_hosting", "Nest"),
]


@pytest.fixture(scope="module")
def cells() -> list[dict[str, Any]]:
    return summed(TRANSACTIONS, ATTRIBUTIONS)


def told(cells: list[dict[str, Any]], kind: str, subject: str, measure: str) -> dict[tuple[str, ...], int]:
    """The cells of a measure over all years: (channel, other, of agency) → cents."""
    return {
        (row["channel"], row["other"], row["of_agency"]): row["figure"]
        for row in cells
        if (row["kind"], row["subject"], row["measure"], row["fiscal_year"]) == (kind, subject, measure, None)
    }


def test_a_reseller_of_two_agencies_has_a_sum_at_each(cells: list[dict[str, Any]]) -> None:
    assert told(cells, "maker", "Heron", "obligations through") == {
        ("resold", "SHOP LLC", ""): 790,
        ("resold", "SHOP LLC", "A"): 750,
        ("resold", "SHOP LLC", "B"): 40,
        ("resold", "STALL INC", ""): 11,
    }


def test_a_product_sums_the_awards_that_name_no_other(cells: list[dict[str, Any]]) -> None:
    assert told(cells, "maker", "Heron", "obligations for") == {("resold", "Nest", ""): 790, ("resold", "Wing", ""): 6}
    assert told(cells, "maker", "Wader", "obligations for") == {}


def test_a_maker_has_a_sum_in_each_category(cells: list[dict[str, Any]]) -> None:
    assert told(cells, "category", "cloud_hosting", "obligations of") == {
        ("resold", "Heron", ""): 795,
        ("direct", "Heron", ""): 300,
    }
    assert told(cells, "category", "analytics_case_management", "obligations of") == {("resold", "Heron", ""): 6}


def test_a_company_of_two_agencies_has_a_sum_at_each(cells: list[dict[str, Any]]) -> None:
    assert told(cells, "company", "SHOP LLC", "obligations at") == {("all", "A", ""): 757, ("all", "B", ""): 97040}
    assert told(cells, "company", "HERON INC", "obligations at") == {}


def test_awards_of_several_makers_are_apart_at_their_agency(cells: list[dict[str, Any]]) -> None:
    assert told(cells, "agency", "A", "several makers through") == {("shared", "SHOP LLC", ""): 7}
    assert told(cells, "agency", "A", "several makers direct") == {("shared", "", ""): 11}


def test_narrow_sums_are_of_all_years_alone(cells: list[dict[str, Any]]) -> None:
    narrow = ("obligations for", "obligations of", "several makers through", "several makers direct")
    years = {row["fiscal_year"] for row in cells if row["measure"] in narrow or row["of_agency"]}
    assert years == {None}


def test_what_is_inferred_or_a_summary_is_in_no_narrow_sum(cells: list[dict[str, Any]]) -> None:
    figures = [row["figure"] for row in cells if row["measure"] == "obligations for" or row["of_agency"]]
    assert figures
    assert max(figures) < 90000
