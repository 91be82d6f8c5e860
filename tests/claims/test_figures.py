"""Which rows each figure sums, on a handful of rows that say everything."""

import ibis
import pytest

from tests.claims.cells import summed
from undersigned.claims import figures
from undersigned.terms.column import TRANSACTION

TRANSACTIONS = [
    # award, agency, company, cents, fiscal year
    ("own", "A", "MAKER INC", 100, 2031),
    ("resold", "A", "SHOP LLC", 1000, 2031),
    ("resold", "A", "SHOP LLC", -250, 2032),
    ("two makers", "A", "SHOP LLC", 7, 2031),
    ("labour too", "A", "SHOP LLC", 70, 2031),
    ("sister", "A", "SHOP LLC", 700, 2031),
    ("silent", "B", "SHOP LLC", 7000, 2031),
    ("summary", "B", "SHOP LLC", 70000, None),
]
ATTRIBUTIONS = [
    # award, maker, relation, reseller, confidence, shared
    ("own", "Maker", "product", False, "medium", False),
    ("resold", "Maker", "product", True, "high", False),
    ("two makers", "Maker", "product", True, "high", True),
    ("two makers", "Other", "product", True, "high", True),
    ("labour too", "Maker", "product", True, "high", True),
    ("labour too", "Other", "services_around", False, "medium", True),
    ("sister", "Maker", "inferred", True, "low", False),
    ("summary", "Maker", "product", True, "high", False),
]
Key = tuple[str, str, str, int | None]


@pytest.fixture(scope="module")
def sums() -> dict[Key, int]:
    """(kind, subject, measure with channel, fiscal year) → cents."""
    told = [(*attribution, "cloud_hosting", "") for attribution in ATTRIBUTIONS]
    return {
        (row["kind"], row["subject"], f"{row['measure']} {row['channel']}", row["fiscal_year"]): row["figure"]
        for row in summed(TRANSACTIONS, told)
        if row["other"] == ""
    }


def test_direct_and_resold_are_apart_by_year_and_in_all(sums: dict[Key, int]) -> None:
    assert sums["maker", "Maker", "obligations direct", 2031] == 100
    assert sums["maker", "Maker", "obligations resold", 2031] == 1000
    assert sums["maker", "Maker", "obligations resold", 2032] == -250
    assert sums["maker", "Maker", "obligations resold", None] == 750


def test_an_award_of_several_makers_is_in_a_sum_of_its_own(sums: dict[Key, int]) -> None:
    assert sums["maker", "Maker", "obligations shared", None] == 77
    assert sums["maker", "Other", "obligations shared", None] == 7
    assert ("maker", "Other", "obligations resold", None) not in sums


def test_what_is_inferred_is_in_no_sum_of_its_maker(sums: dict[Key, int]) -> None:
    mine = [
        cents for (kind, subject, _, year), cents in sums.items() if (kind, subject, year) == ("maker", "Maker", None)
    ]
    assert sorted(mine) == [77, 100, 750, 70000]


def test_summaries_never_add_to_rows(sums: dict[Key, int]) -> None:
    assert sums["agency", "B", "obligations all", None] == 7000
    assert sums["agency", "B", "obligations in summaries all", None] == 70000


def test_technology_and_resellers_and_companies(sums: dict[Key, int]) -> None:
    assert sums["agency", "A", "obligations technology", None] == 100 + 750 + 77
    assert sums["reseller", "SHOP LLC", "obligations resold", None] == 750 + 77
    assert sums["company", "SHOP LLC", "obligations all", None] == 750 + 77 + 700 + 7000
    assert sums["category", "cloud_hosting", "obligations direct", None] == 100


CUMULATIVE = [column.name for column in TRANSACTION if column.cumulative]


@pytest.mark.parametrize("column", CUMULATIVE)
def test_summing_a_running_total_is_an_error(column: str) -> None:
    with pytest.raises(figures.CumulativeColumnError, match=f"{column!r} repeats a running total"):
        figures.net_sum(ibis.table({column: "int64"}, name="t"), column)


def test_the_columns_with_running_totals_are_known() -> None:
    assert {"total_obligation", "current_value", "ceiling"} <= set(CUMULATIVE)
    assert "obligation" not in CUMULATIVE
