from collections.abc import Iterator
from dataclasses import asdict, fields

import duckdb
import pytest

from undersigned.companies.recipients import recipients
from undersigned.terms.column import SUBAWARD, TRANSACTION
from undersigned.terms.company import Recipient

Connection = duckdb.DuckDBPyConnection


@pytest.fixture
def connection() -> Iterator[Connection]:
    with duckdb.connect() as opened:
        for table, columns in (("every_row", TRANSACTION), ("subaward_rows", SUBAWARD)):
            opened.execute(f"CREATE TABLE {table} ({', '.join(f'{column.name} VARCHAR' for column in columns)})")
        yield opened


def add(connection: Connection, table: str, **row: str) -> None:
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", list(row.values()))


def test_one_way_of_writing_a_recipient_is_told_once_with_its_rows(connection: Connection) -> None:
    for _ in range(3):
        add(connection, "every_row", recipient_name="HERON LLC", recipient_uei="U1", parent_name="AVOCET")
    add(connection, "every_row", recipient_name="HERON LLC", recipient_uei="U2")
    assert recipients(connection) == [
        Recipient("HERON LLC", uei="U1", parent_name="AVOCET", rows=3),
        Recipient("HERON LLC", uei="U2", rows=1),
    ]


def test_every_column_lands_in_its_place(connection: Connection) -> None:
    columns = [field.name for field in fields(Recipient) if field.name != "rows"]
    ours = {name: name if name.startswith("parent") else f"recipient_{name}" for name in columns}
    add(connection, "every_row", **{column: f"the {name}" for name, column in ours.items()})
    (found,) = recipients(connection)
    assert asdict(found) == {"rows": 1} | {name: f"the {name}" for name in columns}


def test_subawards_tell_of_both_sides(connection: Connection) -> None:
    add(
        connection,
        "subaward_rows",
        prime_name="HERON LLC",
        prime_uei="U1",
        prime_parent_name="AVOCET",
        prime_parent_uei="P1",
        recipient_name="STILT LLC",
        recipient_duns="D2",
    )
    assert recipients(connection) == [
        Recipient("HERON LLC", uei="U1", parent_name="AVOCET", parent_uei="P1"),
        Recipient("STILT LLC", duns="D2"),
    ]


def test_the_trading_name_of_a_subaward_is_not_read(connection: Connection) -> None:
    add(connection, "subaward_rows", recipient_name="STILT LLC", recipient_dba="HERON LLC")
    assert recipients(connection) == [Recipient("STILT LLC")]
