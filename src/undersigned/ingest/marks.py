"""Marks on rows: one bit a row, looked up by the row's number.

A join with the marked rows would say the same, but the engine writes what comes out of a join in no order, and so
other bytes in every run; looking up a bit keeps the order of the file, and is cheaper.
"""

import duckdb


def put(mark: str, rows: str, last: int, connection: duckdb.DuckDBPyConnection) -> None:
    """Put a mark on the rows whose numbers a query gives in its column `row`; `last` is the file's last row."""
    none = f"bitstring('0', {last + 1})"
    connection.execute(f"SET VARIABLE {mark} = (SELECT coalesce(bitstring_agg(row, 0, {last}), {none}) FROM ({rows}))")


def has(mark: str) -> str:
    """SQL: does this row have the mark?"""
    return f"get_bit(getvariable('{mark}'), CAST(row AS INTEGER)) = 1"
