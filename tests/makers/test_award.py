from collections.abc import Iterator

import duckdb
import pytest

from undersigned.makers.award import Award, Line, awards

COLUMNS = (
    "award_key",
    "transaction_key",
    "action_date",
    "description",
    "base_description",
    "recipient_name",
    "product_service",
    "industry",
)


@pytest.fixture
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        opened.execute(f"CREATE TABLE every_row ({', '.join(f'{name} VARCHAR' for name in COLUMNS)})")
        yield opened


def add(connection: duckdb.DuckDBPyConnection, key: str, day: str, text: str | None, base: str | None = None) -> None:
    row = ["A1", key, day, text, base, "FOUR MEADOWS LLC", None, "PUBLISHERS"]
    connection.execute(f"INSERT INTO every_row VALUES ({', '.join('?' * len(row))})", row)


def texts(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    (one,) = awards(connection)
    return [(line.transaction_key, line.text) for line in one.lines]


def test_an_awards_texts_come_oldest_row_first(connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, "T2", "2031-05-01", "FUNDING ONLY")
    add(connection, "T1", "2031-04-01", "PERCH LICENSES")
    assert texts(connection) == [("T1", "PERCH LICENSES"), ("T2", "FUNDING ONLY")]


def test_a_repeated_text_is_of_the_first_row_that_carries_it(connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, "T2", "2031-05-01", "PERCH LICENSES")
    add(connection, "T1", "2031-04-01", "PERCH LICENSES")
    assert texts(connection) == [("T1", "PERCH LICENSES")]


def test_the_base_description_is_read_too(connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, "T1", "2031-04-01", "FUNDING ONLY", "PERCH LICENSES")
    add(connection, "T2", "2031-05-01", "PERCH LICENSES", "PERCH LICENSES")
    assert texts(connection) == [("T1", "FUNDING ONLY"), ("T1", "PERCH LICENSES")]


def test_what_a_row_does_not_say_is_an_empty_text(connection: duckdb.DuckDBPyConnection) -> None:
    add(connection, "T1", "2031-04-01", None)
    assert awards(connection) == [Award("A1", (Line("T1", "", "FOUR MEADOWS LLC", "", "PUBLISHERS"),))]


def test_the_agreement_is_the_parents_number_and_agency() -> None:
    assert Award("CONT_AWD_A1_7012_P1_4732", ()).agreement() == "P1_4732"
    assert Award("CONT_AWD_A1_7012_-NONE-_-NONE-", ()).agreement() is None
    assert Award("CONT_IDV_A1_7012", ()).agreement() is None
    assert Award("county|17", ()).agreement() is None


def test_recipients_are_named_once_in_order_of_the_rows() -> None:
    lines = tuple(Line("T", "", name, "", "") for name in ("B LLC", "A LLC", "B LLC"))
    assert Award("A1", lines).recipients == ("B LLC", "A LLC")


def test_the_context_is_everything_that_a_row_says() -> None:
    assert Line("T", "Perch", "Meadows", "Tools", "Publishers").context() == "Perch | Tools | Publishers | Meadows"
