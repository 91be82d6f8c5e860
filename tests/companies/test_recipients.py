from dataclasses import asdict, fields

import duckdb
import pyarrow as pa

from undersigned.companies.recipients import recipients
from undersigned.engine.duckdb import DuckDB
from undersigned.terms.column import SUBAWARD, TRANSACTION
from undersigned.terms.company import Recipient

COLUMNS = {"every_row": TRANSACTION, "subaward_rows": SUBAWARD}


def found(**rows: list[dict[str, str]]) -> list[Recipient]:
    """The recipients of those rows."""
    with duckdb.connect() as connection:
        engine = DuckDB(connection)
        tables = {
            name: engine.load(
                name,
                pa.Table.from_pylist(rows.get(name, []), pa.schema([(column.name, pa.string()) for column in columns])),
            )
            for name, columns in COLUMNS.items()
        }
        return recipients(engine, tables["every_row"], tables["subaward_rows"])


def test_one_way_of_writing_a_recipient_is_told_once_with_its_rows() -> None:
    rows = [{"recipient_name": "HERON LLC", "recipient_uei": "U1", "parent_name": "AVOCET"}] * 3
    rows.append({"recipient_name": "HERON LLC", "recipient_uei": "U2"})
    assert found(every_row=rows) == [
        Recipient("HERON LLC", uei="U1", parent_name="AVOCET", rows=3),
        Recipient("HERON LLC", uei="U2", rows=1),
    ]


def test_every_column_lands_in_its_place() -> None:
    columns = [field.name for field in fields(Recipient) if field.name != "rows"]
    ours = {name: name if name.startswith("parent") else f"recipient_{name}" for name in columns}
    (one,) = found(every_row=[{column: f"the {name}" for name, column in ours.items()}])
    assert asdict(one) == {"rows": 1} | {name: f"the {name}" for name in columns}


def test_subawards_tell_of_both_sides() -> None:
    row = {
        "prime_name": "HERON LLC",
        "prime_uei": "U1",
        "prime_parent_name": "AVOCET",
        "prime_parent_uei": "P1",
        "recipient_name": "STILT LLC",
        "recipient_duns": "D2",
    }
    assert found(subaward_rows=[row]) == [
        Recipient("HERON LLC", uei="U1", parent_name="AVOCET", parent_uei="P1"),
        Recipient("STILT LLC", duns="D2"),
    ]


def test_the_trading_name_of_a_subaward_is_not_read() -> None:
    row = {"recipient_name": "STILT LLC", "recipient_dba": "HERON LLC"}
    assert found(subaward_rows=[row]) == [Recipient("STILT LLC")]


def test_names_come_in_alphabetical_order_and_what_is_not_told_comes_last() -> None:
    rows = [{"recipient_name": name} for name in ("STILT LLC", "AVOCET")]
    rows.append({"recipient_name": "AVOCET", "recipient_uei": "U1"})
    assert [(one.name, one.uei) for one in found(every_row=rows)] == [
        ("AVOCET", "U1"),
        ("AVOCET", None),
        ("STILT LLC", None),
    ]
