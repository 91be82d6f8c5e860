"""Whether every signature that was acknowledged is there, once, in everything that is kept of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from psycopg import Connection
from psycopg.rows import TupleRow

_AT_ONCE = 50_000
_COUNTS = """
select (select count(*) from ledger.signature where campaign = %(campaign)s),
       (select count(*) from ledger.event where campaign = %(campaign)s and kind = 'collected'),
       (select count(distinct signature) from ledger.event where campaign = %(campaign)s and kind = 'collected'),
       (select count(*) from ledger.outbox where campaign = %(campaign)s),
       (select coalesce(sum(number), 0)::bigint from ledger.tally where campaign = %(campaign)s and kind = 'collected')
"""
_THERE = """
select count(*) from unnest(%s::uuid[]) as wanted (id) join ledger.signature using (id)
join ledger.event on event.signature = id and event.kind = 'collected'
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """What is kept: signatures, events of collecting, the signatures they are about, mails that wait, the tally."""

    signatures: int
    events: int
    told: int
    mails: int
    tally: int


def counts(connection: Connection[TupleRow], campaign: int) -> Counts:
    """Count in the database."""
    row = connection.execute(_COUNTS, {"campaign": campaign}).fetchone()
    return Counts(*row) if row else Counts(0, 0, 0, 0, 0)


def missing(connection: Connection[TupleRow], acknowledged: Sequence[UUID]) -> int:
    """How many of these are not there, with their event, exactly once."""
    there = 0
    for start in range(0, len(acknowledged), _AT_ONCE):
        row = connection.execute(_THERE, [list(acknowledged[start : start + _AT_ONCE])]).fetchone()
        there += row[0] if row else 0
    return len(acknowledged) - there


def troubles(found: Counts, acknowledged: int, sent: int, *, mails_wait: bool = True) -> list[str]:
    """What does not agree; a form without an answer may have been kept, so there may be more than acknowledged."""
    wrong = []
    if not acknowledged <= found.signatures <= sent:
        wrong.append(f"{acknowledged:,} were acknowledged of {sent:,} sent, {found.signatures:,} are kept")
    for name, number in (("events", found.events), ("signatures with an event", found.told), ("tally", found.tally)):
        if number != found.signatures:
            wrong.append(f"{name}: {number:,}, signatures: {found.signatures:,}")
    if mails_wait and found.mails != found.signatures:
        wrong.append(f"mails: {found.mails:,}, signatures: {found.signatures:,}")
    return wrong
