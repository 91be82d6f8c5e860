from typing import Any

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ledger.collected import CAMPAIGN, collected
from undersigned.ledger.confirming import confirm
from undersigned.ledger.places import THRESHOLD, areas, countries, shown


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, ()),
        ({"US": 9}, ()),
        ({"US": 10}, (("US", 10),)),
        ({"US": 50, "CA": 40}, (("US", 50), ("CA", 40))),
        ({"US": 50, "CA": 40, "MX": 1}, (("US", 50),)),  # CA goes too, or the total would tell MX
        ({"US": 50, "CA": 40, "MX": 12, "FR": 2, "ES": 3}, (("US", 50), ("CA", 40))),  # five together are too few
        ({"US": 50, "CA": 40, "FR": 6, "ES": 6}, (("US", 50), ("CA", 40))),
        ({"US": 50, "MX": 1}, ()),
        ({"US": 50, "": 3}, ()),  # those who named no place would be told by the total
        ({"US": 50, "CA": 20, "": 12}, (("US", 50),)),
    ],
)
def test_small_counts_are_neither_shown_nor_told_by_the_total(
    counts: dict[str, int], expected: tuple[tuple[str, int], ...]
) -> None:
    assert shown(counts) == expected


@given(st.dictionaries(st.text("ABCDEF", max_size=2), st.integers(1, 40)))
def test_what_is_hidden_is_more_than_one_place_and_not_a_few_people(counts: dict[str, int]) -> None:
    given = dict(shown(counts))
    hidden = {place: number for place, number in counts.items() if place not in given}

    assert all(number >= THRESHOLD and number == counts[place] for place, number in given.items())
    if hidden and given:
        assert len(hidden) >= 2
        assert sum(hidden.values()) >= THRESHOLD


def test_only_confirmed_signatures_have_a_place(connection: psycopg.Connection[Any]) -> None:
    for number in range(THRESHOLD):
        confirm(connection, collected(connection), bytes([number]), None)
    collected(connection)
    collected(connection, campaign=CAMPAIGN + 1)

    assert countries(connection, CAMPAIGN) == (("US", THRESHOLD),)
    assert areas(connection, CAMPAIGN, "US") == (("802", THRESHOLD),)
    assert areas(connection, CAMPAIGN, "CA") == ()
