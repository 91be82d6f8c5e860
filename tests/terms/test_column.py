import pytest

from undersigned.terms.column import SUBAWARD, TRANSACTION, Column
from undersigned.terms.text import words

both = pytest.mark.parametrize("columns", [TRANSACTION, SUBAWARD], ids=["transaction", "subaward"])


@both
def test_a_column_has_one_name_and_a_meaning(columns: tuple[Column, ...]) -> None:
    names = [column.name for column in columns]
    assert len(set(names)) == len(names)
    assert all(words(column.meaning) for column in columns)


def test_running_totals_are_cumulative_and_what_a_row_commits_is_not() -> None:
    cumulative = {column.name for column in TRANSACTION if column.cumulative}
    assert cumulative == {"total_obligation", "current_value", "ceiling"}
    assert {column.name for column in TRANSACTION if column.kind == "cents"} - cumulative == {"obligation"}


@both
def test_no_column_is_for_a_natural_person(columns: tuple[Column, ...]) -> None:
    personal = ("phone", "fax", "officer", "street", "address", "mail")
    assert [column.name for column in columns if any(word in column.name for word in personal)] == []
