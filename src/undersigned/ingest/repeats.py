"""One award and modification counts once: which rows of a file say the same again."""

import duckdb

from undersigned.ingest import normalising
from undersigned.ingest.normalising import Reading
from undersigned.ingest.staging import Staged
from undersigned.terms.column import Column

_KEYS = {
    "transactions": ("award_key", "modification", "transaction_key"),
    "summaries": ("award_key",),
    "subawards": (
        "award_key",
        "report_id",
        "subaward_number",
        "recipient_name",
        "subaward_amount",
        "action_date",
    ),
}


def find(reading: Reading, staged: Staged, connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `again`: row, the earlier row `first`, and whether every value is the `same`.

    The view `sharing_typed` has those rows, and others, in our terms.

    Rows are grouped by a hash of their key's raw text first, which is cheap; only rows that share a hash are then
    read in full and compared. A row that shares the key and differs in a value cannot count either, but it is a
    reject, not a repeat.
    """
    keys = _KEYS[reading.source.rows]
    values = ", ".join(_value(column) for column in reading.columns())
    _share(reading, staged, connection)
    connection.execute(f"CREATE OR REPLACE TEMP VIEW sharing_typed AS {normalising.typed(reading, 'sharing')}")
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE again AS
            WITH candidates AS (SELECT row, {", ".join(keys)}, hash({values}) AS content
                                FROM sharing_typed WHERE reason IS NULL),
                 grouped AS (SELECT row, first_value(row) OVER same_key AS first, content,
                                    first_value(content) OVER same_key AS first_content
                             FROM candidates WINDOW same_key AS (PARTITION BY {", ".join(keys)} ORDER BY row))
            SELECT row, first, content = first_content AS same FROM grouped WHERE row != first"""
    )


def _value(column: Column) -> str:
    """Dates of republication differ between two copies of the same row; everything else is its content."""
    return "NULL" if column.name == "last_modified" else column.name


def _share(reading: Reading, staged: Staged, connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `sharing` of the staged rows whose key's hash is another row's too."""
    texts = staged.texts()
    narrow = staged.view("keys", texts.only(["row", *normalising.key_columns(reading)]), connection)
    hashed = f"hash({normalising.raw_texts(reading)})"
    connection.execute(
        f"""CREATE OR REPLACE TEMP TABLE shared AS SELECT row FROM {narrow} WHERE {hashed} IN
            (SELECT {hashed} FROM {narrow} GROUP BY {hashed} HAVING count(*) > 1)"""
    )
    rows = connection.sql("SELECT row FROM shared ORDER BY row").fetchnumpy()["row"]
    around = staged.view("around", texts.around(rows), connection)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE sharing AS SELECT * FROM {around} WHERE row IN (FROM shared)")
