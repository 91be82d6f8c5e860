"""Jobs that come again: one worker at a time does them, each at its hour; one that fails stops no other."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from threading import Event

import django.db
import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.errors import UndersignedError
from undersigned.ledger import locks
from undersigned.post.pace import for_the_way
from undersigned.post.trouble import Troubles

_POLL = 1.0
_WRITTEN_FROM = timedelta(hours=1)
_AGAIN_AFTER = 300.0
"""Seconds until a job that failed is tried again, if it does not come more often anyway."""
_LOST = (psycopg.OperationalError, psycopg.InterfaceError)
_ASK_EVERY = 300.0
Connect = Callable[[], Connection[TupleRow]]


@dataclass(frozen=True, slots=True)
class Chore:
    """A job that comes again. Doing it twice must do no harm: a worker may be killed between doing and noting it.

    `name` is a noun phrase for the operator, such as "the recount". One that `takes_long` has a thread of its own.
    """

    name: str
    every: timedelta
    do: Callable[[Connection[TupleRow]], None]
    takes_long: bool = False

    @property
    def is_written(self) -> bool:
        """Whether the database remembers when it was last done; what comes every few seconds is not worth it."""
        return self.every >= _WRITTEN_FROM


class Round:
    """Does the jobs that are due, over and over; of all workers the one that has `lock`."""

    def __init__(
        self,
        chores: Iterable[Chore],
        troubles: Troubles,
        after_trouble: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
        lock: int = locks.CHORES,
    ) -> None:
        self._chores = tuple(chores)
        self._troubles = troubles
        self._after_trouble = after_trouble
        self._clock = clock
        self._lock = lock
        self._who = f"chores {lock}"
        self._not_before: dict[str, float] = {}

    def run(self, connect: Connect, stop: Event) -> None:
        """Until `stop`; waits while another worker does them, and while the database is away."""
        failures = 0
        while not stop.is_set():
            try:
                with connect() as connection:
                    self._troubles.database_again(self._who)
                    failures = 0
                    while not stop.wait(_POLL):
                        if _is_ours(connection, self._lock):
                            self.do_due(connection)
            except _LOST as error:
                self._after_trouble()
                self._troubles.no_database(self._who, error)
                failures += 1
                stop.wait(for_the_way(failures))

    def do_due(self, connection: Connection[TupleRow]) -> list[str]:
        """Do what is due now; gives the names of what was done."""
        return [chore.name for chore in self._due(connection) if self._do(connection, chore)]

    def _due(self, connection: Connection[TupleRow]) -> Sequence[Chore]:
        now = self._clock()
        asked = [chore for chore in self._chores if self._not_before.get(chore.name, now) <= now]
        done_of_late = _done_of_late(connection, [chore for chore in asked if chore.is_written])
        return [chore for chore in asked if chore.name not in done_of_late]

    def _do(self, connection: Connection[TupleRow], chore: Chore) -> bool:
        seconds = chore.every.total_seconds()
        try:
            chore.do(connection)
        except (UndersignedError, psycopg.Error, django.db.Error, OSError) as error:
            if connection.closed:
                raise
            self._after_trouble()
            said = str(error) if isinstance(error, UndersignedError) else type(error).__name__
            self._troubles.met(chore.name, self._who, f"A job failed and is tried again, {chore.name}: {said}")
            self._not_before[chore.name] = self._clock() + min(seconds, _AGAIN_AFTER)
            return False
        if chore.is_written:
            _note(connection, chore)
        self._not_before[chore.name] = self._clock() + (min(seconds, _ASK_EVERY) if chore.is_written else seconds)
        self._troubles.over(chore.name, self._who, f"The job is done again: {chore.name}.")
        return True


def _is_ours(connection: Connection[TupleRow], lock: int) -> bool:
    """Whether no other worker does the jobs; holding it twice does no harm."""
    row = connection.execute(
        "select case when exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()"
        " and classid = 0 and objid = %(lock)s and objsubid = 1) then true else pg_try_advisory_lock(%(lock)s) end",
        {"lock": lock},
    ).fetchone()
    return row is not None and bool(row[0])


def _done_of_late(connection: Connection[TupleRow], chores: Sequence[Chore]) -> set[str]:
    """Those whose time has not come again; one that was done in the future (a clock was set back) is due."""
    if not chores:
        return set()
    rows = connection.execute(
        "select chore.name from ledger.chore join unnest(%s::text[], %s::interval[]) as asked (name, every)"
        " on chore.name = asked.name where chore.last > now() - asked.every and chore.last <= now()",
        [[chore.name for chore in chores], [chore.every for chore in chores]],
    )
    return {name for (name,) in rows}


def _note(connection: Connection[TupleRow], chore: Chore) -> None:
    connection.execute(
        "insert into ledger.chore (name, last) values (%s, now()) on conflict (name) do update set last = now()",
        [chore.name],
    )
