"""The tally as kept, and the recount that checks it: events, signatures, addresses and counters must say the same.

What a recount says holds no number: of a letter that waits for its number none may be seen, not by operators either.
"""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import NamedTuple

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.terms.campaign import Tally

_KINDS = tuple(field.name for field in fields(Tally))
_RECOUNT = """
with told as (
    select kind::text as kind, sum(number)::bigint as number from ledger.event
    where campaign = %(campaign)s group by kind
), counted as (
    select kind, sum(number)::bigint as number from ledger.tally where campaign = %(campaign)s group by kind
), story as (
    select signature, bool_or(kind = 'confirmed') as confirmed, (array_agg(kind::text order by seq desc))[1] as last,
        count(*) filter (where kind = 'confirmed') as confirmations,
        count(*) filter (where kind = 'collected') as arrivals
    from ledger.event where campaign = %(campaign)s and signature is not null group by signature
), derived as (
    select *, case when last = 'collected' then 'pending'
        when last = 'reinstated' then case when confirmed then 'confirmed' else 'pending' end
        else last end as state
    from story
), standing as (
    select count(*)::bigint as number from derived where state = 'confirmed'
), compared as (
    select kind, coalesce(told.number, 0) as events, coalesce(counted.number, 0) as counter
    from told full join counted using (kind) where kind <> 'standing'
    union all
    select 'standing', (select number from standing), coalesce((select number from counted where kind = 'standing'), 0)
), kept as (
    select id, state::text as state, for_signer is not null as is_sealed
    from ledger.signature where campaign = %(campaign)s
), taken as (
    select signature from ledger.confirmed where campaign = %(campaign)s
)
select 'the counter of ' || kind || ' and its events differ' as what
from compared where events <> counter
union all
select 'some signatures stand otherwise than their events say'
from derived full join kept on kept.id = derived.signature
where derived.state is distinct from kept.state having count(*) > 0
union all
select 'some signatures were collected or confirmed more than once'
from derived where confirmations > 1 or arrivals <> 1 having count(*) > 0
union all
select 'some signatures are confirmed and no address is taken for them'
from kept left join taken on taken.signature = kept.id
where kept.state = 'confirmed' and kept.is_sealed and taken.signature is null having count(*) > 0
union all
select 'some addresses are taken by signatures that are not confirmed'
from taken left join kept on kept.id = taken.signature
where kept.state is null or kept.state not in ('confirmed', 'invalidated') having count(*) > 0
order by what
"""


@dataclass(frozen=True, slots=True)
class Recount:
    """What a recount of one campaign found: nothing, or sentences about what does not agree."""

    campaign: int
    differences: tuple[str, ...]


class Alarm(NamedTuple):
    """Since when, about which campaign (or none), and a sentence."""

    at: datetime
    campaign: int | None
    what: str


def tally(connection: Connection[TupleRow], campaign: int) -> Tally:
    """How many, by kind, from the counters that are kept beside the events."""
    rows = connection.execute(
        "select kind, sum(number)::bigint from ledger.tally where campaign = %s group by kind", [campaign]
    ).fetchall()
    return Tally(**{kind: int(number) for kind, number in rows if kind in _KINDS})


def recount(connection: Connection[TupleRow], campaign: int) -> Recount:
    """Count again from the events, in one look at the database; a difference is an alarm, until a recount agrees."""
    rows = connection.execute(_RECOUNT, {"campaign": campaign}).fetchall()
    differences = tuple(str(what) for (what,) in rows)
    with connection.transaction():
        connection.execute(
            """update ledger.alarm set settled = now()
               where campaign = %s and settled is null and what like 'Recount: %%' and what <> all(%s)""",
            [campaign, [_alarm(what) for what in differences]],
        )
        for what in differences:
            connection.execute(
                """insert into ledger.alarm (campaign, what) select %(campaign)s, %(what)s where not exists (
                       select from ledger.alarm
                       where campaign = %(campaign)s and what = %(what)s and settled is null)""",
                {"campaign": campaign, "what": _alarm(what)},
            )
    return Recount(campaign, differences)


def alarms(connection: Connection[TupleRow]) -> list[Alarm]:
    """What is amiss and not settled; the oldest first."""
    rows = connection.execute("select at, campaign, what from ledger.alarm where settled is null order by id")
    return [Alarm(*row) for row in rows.fetchall()]


def _alarm(what: str) -> str:
    return f"Recount: {what}."
