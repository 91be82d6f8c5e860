"""One sending thread: one connection to the database, one way out, the mails of one provider, one after the other.

What became of a mail is committed before the next one goes out. So a worker that is killed repeats at most the one
mail that each of its ways had just handed over; and should the database go away in that moment, the thread
remembers what it owes it.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from threading import Event
from zlib import crc32

import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.errors import UndersignedError
from undersigned.ledger import locks, outbox
from undersigned.ledger.outbox import Hashes, Row, Verdict
from undersigned.post.desk import Desk
from undersigned.post.pace import Pace, for_a_mail, for_the_way, until_tomorrow
from undersigned.post.transport import Fault, Letter, MailError
from undersigned.post.way import OwnWay
from undersigned.terms.campaign import Stage
from undersigned.terms.mail import MailKind

MOST_AT_ONCE = 50
SECONDS_AT_ONCE = 10
IDLE = 5.0
_POLL = 0.5
_SOON = timedelta(seconds=10)  # until the main thread has read the stages of campaigns again

Debt = Callable[[Connection[TupleRow]], None]


class Lane:
    """Sends the mails of one provider over one way; `share` says which of `of` such lanes."""

    def __init__(self, desk: Desk, provider: str, share: int = 0, of: int = 1) -> None:
        self.name = f"{provider} {share}"
        self._desk = desk
        self._provider = provider
        self._of = of
        self._pace = Pace()
        self._way = OwnWay(desk.transport, desk.troubles, self.name)
        self._held: Sequence[Row] = ()
        self._owed: Debt | None = None

    def run(self, stop: Event) -> None:
        """Send until nothing has waited for a while, another worker has this lane, or `stop` comes."""
        failures = 0
        while not stop.is_set() or self._owed is not None:
            try:
                with self._desk.connect() as connection:
                    self._pay(connection)
                    failures = 0
                    if self._is_ours(connection):
                        self._work(connection, stop)
                break
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                self._desk.troubles.no_database(self.name, error)
            except UndersignedError as error:
                self._desk.troubles.met("site", self.name, str(error))
            failures += 1
            if stop.wait(for_the_way(failures)):
                break
        self._way.close()

    def _pay(self, connection: Connection[TupleRow]) -> None:
        """Write what a connection that broke could not, and let go what it held."""
        if self._owed is not None:
            self._settle(connection, self._owed)
        outbox.give_back(connection, self._held)
        self._held = ()
        self._desk.troubles.database_again(self.name)

    def _is_ours(self, connection: Connection[TupleRow]) -> bool:
        """Whether no other worker has this lane; so the pace holds over all workers."""
        key = crc32(self.name.encode()) - (1 << 31)
        row = connection.execute("select pg_try_advisory_lock(%s, %s)", [locks.LANE, key]).fetchone()
        return row is not None and bool(row[0])

    def _work(self, connection: Connection[TupleRow], stop: Event) -> None:
        idle = 0.0
        while not stop.is_set() and idle < IDLE:
            rows = outbox.take(connection, self._provider, self._number)
            if rows:
                self._send_all(connection, rows, stop)
                self._desk.troubles.over("site", self.name, "The keys can be read again; mails go on.")
                idle = 0.0
            else:
                stop.wait(_POLL)
                idle += _POLL

    @property
    def _per_minute(self) -> float:
        return self._desk.limits.mails_per_provider_per_minute / self._of

    @property
    def _number(self) -> int:
        return max(1, min(MOST_AT_ONCE, int(self._per_minute * SECONDS_AT_ONCE / 60)))

    def _send_all(self, connection: Connection[TupleRow], rows: Sequence[Row], stop: Event) -> None:
        for place, row in enumerate(rows):
            self._held = rows[place:]
            if not (self._way.is_ready() and self._pace.wait(self._per_minute, stop)):
                outbox.give_back(connection, self._held)
                stop.wait(self._way.rest)
                break
            self._send(connection, row)
        self._held = ()

    def _send(self, connection: Connection[TupleRow], row: Row) -> None:
        stage, waiting = self._desk.stages.of(row.campaign), self._desk.opened(row)
        if stage is None:
            outbox.put_off(connection, row, _SOON)
        elif stage is not Stage.OPEN:
            self._drop(connection, row, "closed")
        elif waiting is None:
            self._drop(connection, row, "unreadable")
        else:
            try:
                letter = self._desk.letters.write(waiting, MailKind(row.kind), datetime.now(UTC))
            except ValueError:
                self._drop(connection, row, "unreadable")
            else:
                self._send_letter(connection, row, letter, self._desk.hashes(waiting))

    def _send_letter(self, connection: Connection[TupleRow], row: Row, letter: Letter, hashes: Hashes) -> None:
        verdict = outbox.begin(connection, row, hashes)
        if verdict is Verdict.READY:
            try:
                self._way.send(letter)
            except MailError as error:
                self._failed(connection, row, hashes, error)
            else:
                self._desk.counts.add(self._provider, f"{row.kind} sent")
                self._settle(connection, lambda known: outbox.sent(known, row))
        elif verdict is Verdict.ENOUGH and row.kind == MailKind.CONFIRM:
            self._desk.counts.add(self._provider, "put off")
            outbox.put_off(connection, row, until_tomorrow(datetime.now(UTC)))
        elif verdict is not Verdict.NOT_OURS:
            self._drop(connection, row, verdict.value)

    def _failed(self, connection: Connection[TupleRow], row: Row, hashes: Hashes, error: MailError) -> None:
        if error.fault is Fault.ADDRESS:
            self._drop(connection, row, "refused")
            return
        self._desk.counts.add(self._provider, "tried again")
        uncounted = None if error.maybe_taken else hashes.counted
        after = for_a_mail(row.tries)
        self._settle(connection, lambda known: outbox.later(known, row, after, uncounted))

    def _drop(self, connection: Connection[TupleRow], row: Row, outcome: str) -> None:
        self._desk.counts.add(self._provider, outcome)
        self._settle(connection, lambda known: outbox.drop(known, row))

    def _settle(self, connection: Connection[TupleRow], debt: Debt) -> None:
        """Write what became of a mail; owed to the database until it is written."""
        self._owed = debt
        debt(connection)
        self._owed = None
