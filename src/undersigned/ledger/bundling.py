"""The sealed signatures of a campaign as they leave the server, for the key holders to open elsewhere."""

from collections.abc import Iterator

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.sealing.bundle import Head, SealedRow, end_line, head_line, key_line, row_line
from undersigned.terms.signature import State

_AT_ONCE = 2_000
_KEYS = """
select id, wrapped from ledger.data_key where campaign = %(campaign)s and id in (
    select data_key from ledger.signature where campaign = %(campaign)s and state = 'confirmed') order by id
"""
_ROWS = """
select id, data_key, coalesce(for_holders, ''), state::text, country, area from ledger.signature
where campaign = %(campaign)s and state = 'confirmed' order by id
"""


def lines(connection: Connection[TupleRow], head: Head) -> Iterator[str]:
    """The lines of a bundle of all confirmed signatures that stand, as of one moment, in an order that says nothing.

    Pending ones are left out: nobody has confirmed that they are the address's owner's.
    """
    about = {"campaign": head.campaign}
    keys = signatures = 0
    with connection.transaction():
        connection.execute("set transaction isolation level repeatable read, read only")
        yield head_line(head)
        for key, wrapped in _rows(connection, "bundle_keys", _KEYS, about):
            keys += 1
            yield key_line(key, bytes(wrapped))
        for signature, key, sealed, state, country, area in _rows(connection, "bundle_rows", _ROWS, about):
            signatures += 1
            yield row_line(SealedRow(signature, key, bytes(sealed), State(state), country, area))
    yield end_line(keys, signatures)


def _rows(connection: Connection[TupleRow], name: str, query: str, values: dict[str, int]) -> Iterator[TupleRow]:
    with connection.cursor(name) as cursor:
        cursor.itersize = _AT_ONCE
        cursor.execute(query.encode(), values)
        yield from cursor
