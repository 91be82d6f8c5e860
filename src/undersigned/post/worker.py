"""The worker's process: threads for each provider that has mail waiting, and two for jobs that come again."""

import logging
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from pathlib import Path
from threading import Event, Thread

import django.db
import psycopg
from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.campaigns import orm
from undersigned.ledger import locks, outbox
from undersigned.post.chores import all_chores
from undersigned.post.desk import PATIENCE_WITH_A_CHORE, Desk
from undersigned.post.lane import Lane
from undersigned.post.pace import for_the_way
from undersigned.post.periodic import Chore, Round
from undersigned.post.setting_up import desk_of
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.terms.address import PROVIDERS

MAILS_A_MINUTE_A_WAY = 1_200
MOST_WAYS = 4
"""Ways to one provider at a time; a mail server serves us no better for more."""
MOST_THREADS = 12
"""Beyond so many, a provider has one way."""
MOST_CONNECTIONS = 2 * 3 + MOST_THREADS + len(PROVIDERS) - MOST_THREADS // MOST_WAYS
"""Each of the three threads that send nothing has one, and one of Django's; so has every way. A way that waits for
mails leaves."""
_POLL = 0.5
_REFRESH = 5.0
_START_AGAIN = 2.0
_SECONDS_TO_STOP = 6.0


def main(site: Site, configuration: Configuration) -> None:
    """Send mails and do the jobs until SIGTERM or SIGINT; ends at once with what breaks a thread, to be started again.

    Raises:
        SiteError: the database or the keys cannot be had at the start.
    """
    stop = Event()
    broken: list[threading.ExceptHookArgs] = []

    def end_with_thread(about: threading.ExceptHookArgs) -> None:
        broken.append(about)
        stop.set()

    threading.excepthook = end_with_thread
    logging.getLogger("psycopg").setLevel(logging.ERROR)  # a connection that went is said by us, once
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    desk = desk_of(site, configuration)
    Worker(desk, all_chores(desk)).run(stop)
    if broken:
        sys.exit(_place_of(broken[0]))


class Worker:
    """Watches which providers have mail waiting and keeps a thread for each."""

    def __init__(self, desk: Desk, chores: Sequence[Chore] = ()) -> None:
        self._desk = desk
        self._rounds = {
            "chores": _round(desk, [chore for chore in chores if not chore.takes_long], locks.CHORES),
            "long chores": _round(desk, [chore for chore in chores if chore.takes_long], locks.LONG_CHORES),
        }
        self._lanes: dict[str, tuple[Thread, float]] = {}
        self._refreshed = -_REFRESH
        self._has_joined = False

    def run(self, stop: Event) -> None:
        """Work until `stop`; comes back by itself when the database was away."""
        connect = partial(self._desk.connect, PATIENCE_WITH_A_CHORE)
        chores = [_started(name, partial(own.run, connect, stop)) for name, own in self._rounds.items()]
        failures = 0
        while not stop.is_set():
            try:
                with self._desk.connect() as connection:
                    self._desk.troubles.database_again("worker")
                    _join(connection, started_now=not self._has_joined)
                    self._has_joined, failures = True, 0
                    self._watch(connection, stop)
            except (psycopg.OperationalError, psycopg.InterfaceError, django.db.Error) as error:
                orm.close()
                self._desk.troubles.no_database("worker", error)
                failures += 1
                stop.wait(for_the_way(failures))
        _wait_for([*chores, *(thread for thread, _ in self._lanes.values())])
        self._write_last_counts()

    def _watch(self, connection: Connection[TupleRow], stop: Event) -> None:
        while not stop.wait(_POLL):
            if time.monotonic() >= self._refreshed + _REFRESH:
                self._desk.stages.refresh()
                self._desk.counts.write(connection)
                self._refreshed = time.monotonic()
            self._keep_lanes(tuple(outbox.delays(connection)), stop)

    def _keep_lanes(self, providers: Sequence[str], stop: Event) -> None:
        per_minute = self._desk.limits.mails_per_provider_per_minute
        ways = min(MOST_WAYS, -(-per_minute // MAILS_A_MINUTE_A_WAY))
        for share, provider in product(range(ways), providers):
            lane = Lane(self._desk, provider, share, ways)
            if self._may_start(lane.name, share):
                self._lanes[lane.name] = _started(lane.name, partial(lane.run, stop)), time.monotonic()

    def _may_start(self, name: str, share: int) -> bool:
        """Every provider has one way, further ones while there are few: each holds a connection to the database."""
        thread, started = self._lanes.get(name, (None, -_START_AGAIN))
        if (thread is not None and thread.is_alive()) or time.monotonic() < started + _START_AGAIN:
            return False
        return share == 0 or sum(thread.is_alive() for thread, _ in self._lanes.values()) < MOST_THREADS

    def _write_last_counts(self) -> None:
        try:
            with self._desk.connect() as connection:
                self._desk.counts.write(connection)
        except psycopg.Error:
            return  # they are figures for the operator, and lost when a worker is killed too


def _round(desk: Desk, chores: Sequence[Chore], lock: int) -> Round:
    return Round(chores, desk.troubles, after_trouble=orm.close, lock=lock)


def _join(connection: Connection[TupleRow], *, started_now: bool) -> None:
    """Join the workers; one that starts as the only one knows that nobody holds a mail, and ends what leases there are.

    One that comes back after the database was away must not: its own threads have mails in their hands.
    """
    row = connection.execute("select pg_try_advisory_lock(%s)", [locks.WORKERS]).fetchone() if started_now else None
    is_alone = row is not None and bool(row[0])
    if is_alone:
        outbox.end_leases(connection)
    connection.execute("select pg_advisory_lock_shared(%s)", [locks.WORKERS])
    if is_alone:
        connection.execute("select pg_advisory_unlock(%s)", [locks.WORKERS])


def _started(name: str, work: Callable[[], None]) -> Thread:
    thread = Thread(target=work, name=name, daemon=True)
    thread.start()
    return thread


def _wait_for(threads: Sequence[Thread]) -> None:
    """Let each finish the mail in its hands; one that hangs is left, as if it had been killed."""
    until = time.monotonic() + _SECONDS_TO_STOP
    for thread in threads:
        thread.join(max(0.0, until - time.monotonic()))


def _place_of(about: threading.ExceptHookArgs) -> str:
    """What broke a thread and where, without its words: they might name a signer."""
    frame = about.exc_traceback
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame is not None else "no place"
    return f"undersigned: the worker broke with {about.exc_type.__name__} at {where} and has to be started again."
