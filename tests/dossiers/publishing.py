"""Small traces that a test changes between one publication and the next."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

import duckdb

from undersigned.case.folder import Case
from undersigned.claims.reading import Trace


@dataclass(frozen=True)
class Told:
    """A claim of an invented trace; `rows` are the keys of the rows that it sums."""

    claim_id: str
    subject: str = "HERON LLC"
    figure: int | None = 100
    fiscal_year: int | None = None
    rows: tuple[str, ...] = ("a",)
    kind: str = "company"
    measure: str = "obligations"
    channel: str = "all"
    other: str = ""


def trace_of(
    case: Case, claims: Iterable[Told], as_of: str = "2031-09-30", called: Iterable[tuple[str, str]] = ()
) -> Trace:
    """A trace with these claims; `called` are recipient names with the names of their companies."""
    connection = duckdb.connect()
    connection.execute(
        """CREATE TABLE claims (claim_id VARCHAR, subject_kind VARCHAR, subject VARCHAR,
               measure VARCHAR, channel VARCHAR, other VARCHAR, fiscal_year INTEGER, statement VARCHAR,
               figure BIGINT, unit VARCHAR, as_of VARCHAR, sources VARCHAR[], of_agency VARCHAR);
           CREATE TABLE citations (claim_id VARCHAR, transaction_key VARCHAR);
           CREATE TABLE transactions (transaction_key VARCHAR);
           CREATE TABLE companies (recipient_name VARCHAR, company_name VARCHAR)"""
    )
    keys: set[str] = set()
    for told in claims:
        statement = f"{told.subject} has {told.figure}."
        about = (told.claim_id, told.kind, told.subject, told.measure, told.channel, told.other, told.fiscal_year)
        connection.execute(
            "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'cents', ?, ?, '')",
            [*about, statement, told.figure, as_of, [told.claim_id]],
        )
        for key in told.rows:
            connection.execute("INSERT INTO citations VALUES (?, ?)", [told.claim_id, key])
        keys.update(told.rows)
    for key in sorted(keys, key=lambda key: hashlib.sha256(key.encode()).digest()):
        connection.execute("INSERT INTO transactions VALUES (?)", [key])
    for names in called:
        connection.execute("INSERT INTO companies VALUES (?, ?)", list(names))
    return Trace(connection, case)
