import json
from dataclasses import replace

import pytest

from undersigned.terms.reconciliation import Reconciliation, Suspicion, from_dict

BOOKS = Reconciliation(
    file_id="f1",
    name="invented.csv",
    sha256="00",
    shape="table",
    title="Any table",
    rows_read=10,
    kept=7,
    rejected=2,
    repeated=1,
    net_read=1000,
    net_kept=1100,
    net_rejected=-200,
    net_repeated=100,
    first_day="2031-01-01",
    last_day=None,
    suspicions=(Suspicion("page_end", "a page ends here", 100, "Agency of Meadows", 2031),),
    reject_reasons={"there is no recipient": 2},
    absent=("end_date",),
)


def test_books_balance_when_no_row_and_no_cent_is_lost() -> None:
    assert BOOKS.balances()


@pytest.mark.parametrize(
    "field", ["rows_read", "kept", "rejected", "repeated", "net_read", "net_kept", "net_rejected", "net_repeated"]
)
def test_one_row_or_one_cent_too_many_is_noticed(field: str) -> None:
    assert not replace(BOOKS, **{field: getattr(BOOKS, field) + 1}).balances()


def test_books_come_back_from_json_as_they_were() -> None:
    assert from_dict(json.loads(json.dumps(BOOKS.as_dict()))) == BOOKS
