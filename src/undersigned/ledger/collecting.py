"""Signatures into the ledger, many in one commit.

A commit costs the database a write to disk whether it holds one signature or three hundred. So what arrives while one
commit is under way waits for the next; nobody waits for a clock, and an answer is given only after the commit.
"""

import asyncio
from collections import deque
from datetime import datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

import asyncpg

from undersigned.ledger import connecting
from undersigned.ledger.lasting import go_on

MOST_AT_ONCE = 400
"""Signatures in one commit; more only makes the first of them wait longer."""
MOST_WAITING = 4_000
"""Beyond this the honest answer is to come back: about half a second of work."""
PATIENCE = 8.0
"""Seconds in which a commit must be done; then the signer is told that nothing was kept for sure."""
TRIES = 4
_COLLECT = "select id, ended from ledger.collect($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16)"
_AGAIN = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
_REFUSED = (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, ValueError)


class Overloaded(Exception):  # noqa: N818 (a state that callers answer, not a mistake)
    """More waits than can be kept in time; what was offered was not taken."""


class Unsure(Exception):  # noqa: N818
    """The database did not say in time whether it kept the signature; sending the same form again does no harm."""


class Ended(Exception):  # noqa: N818
    """The campaign takes no more signatures; nothing was kept."""


class WrappedKey(Protocol):
    """A data key as the ledger keeps it: wrapped for the campaign's key holders."""

    @property
    def id(self) -> UUID:
        """Its name."""

    @property
    def wrapped(self) -> bytes:
        """What only the key holders can open."""


class Arrival(NamedTuple):
    """A signature as it is kept: sealed bytes, and the little that stands in clear."""

    id: UUID
    campaign: int
    data_key: WrappedKey
    for_holders: bytes
    for_signer: bytes
    language: str
    country: str
    area: str
    provider: str
    signals: int
    mail: bytes
    mail_hour: datetime


Batch = list[tuple[Arrival, "asyncio.Future[bool]"]]


class Told(NamedTuple):
    """What the database said of a batch: which are kept and had not been before, and which came after the end."""

    new: set[UUID]
    ended: set[UUID]


class Connection:
    """One connection to the database that comes back by itself; `dsn` as libpq has it."""

    def __init__(self, dsn: str, shard: int) -> None:
        self._dsn = dsn
        self._shard = shard
        self._open: asyncpg.Connection | None = None

    async def keep(self, arrivals: list[Arrival], stored_keys: set[UUID]) -> Told:
        """Commit signatures of one hour in one statement; gives what became of them.

        A batch that a deadlock threw back is sent again whole. A batch whose connection was lost is sent again too: an
        id that is there by then may have been committed just before, so all of them count as kept; not those of a
        campaign that has ended, where nothing pending is.

        Raises:
            Unsure: the database did not answer in time.
        """
        keys = {arrival.data_key.id: arrival for arrival in arrivals if arrival.data_key.id not in stored_keys}
        perhaps_kept = False
        deadline = asyncio.get_running_loop().time() + PATIENCE
        for attempt in range(1, TRIES + 1):
            try:
                async with asyncio.timeout_at(deadline):
                    rows = await self._send(arrivals, list(keys.values()))
            except _AGAIN:
                await asyncio.sleep(0.01 * attempt)
            except TimeoutError:
                self._drop()
                raise Unsure("the database did not answer in time") from None
            except connecting.LOST:
                perhaps_kept = True
                self._drop()
                await asyncio.sleep(0.2 * attempt)
            else:
                stored_keys.update(keys)
                ended = {row["id"] for row in rows if row["ended"]}
                kept = {arrival.id for arrival in arrivals} if perhaps_kept else {row["id"] for row in rows}
                return Told(kept - ended, ended)
        raise Unsure("the database is away")

    async def _send(self, arrivals: list[Arrival], keys: list[Arrival]) -> list[asyncpg.Record]:
        if self._open is None or self._open.is_closed():
            self._open = await connecting.connect(self._dsn)
        return await self._open.fetch(
            _COLLECT, self._shard, *_of_keys(keys), *_of_arrivals(arrivals), arrivals[0].mail_hour
        )

    async def close(self) -> None:
        """Leave the database."""
        if self._open is not None:
            await self._open.close(timeout=PATIENCE)

    def _drop(self) -> None:
        if self._open is not None:
            self._open.terminate()
            self._open = None


_KEY = Arrival._fields.index("data_key")


class Collector:
    """Takes signatures of one process and commits them in groups, over its own connections.

    Its connections count in rows of the tally from `shard` on, one each, so that nobody waits for another's counts.
    """

    def __init__(self, shard: int) -> None:
        self._shard = shard
        self._waiting: deque[tuple[Arrival, asyncio.Future[bool]]] = deque()
        self._come = asyncio.Event()
        self._stored_keys: set[UUID] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._ends = False

    async def open(self, dsn: str, connections: int = 1) -> None:
        """Begin to commit, over so many connections. One makes the largest batches, which cost the least."""
        for number in range(connections):
            own = Connection(dsn, self._shard + number)
            self._tasks.append(go_on(self._commit_until_the_end(own), "committing signatures"))

    async def close(self) -> None:
        """Commit what waits, then stop."""
        self._ends = True
        self._come.set()
        await asyncio.gather(*self._tasks)

    @property
    def waiting(self) -> int:
        """How many signatures wait for their commit."""
        return len(self._waiting)

    async def take(self, arrival: Arrival) -> bool:
        """Keep a signature; True when it is committed, False when the very same form had been taken before.

        Raises:
            Overloaded: too many wait; nothing was kept.
            Unsure: the database did not answer in time.
            Ended: the campaign takes none any more; nothing was kept.
        """
        if len(self._waiting) >= MOST_WAITING:
            raise Overloaded
        kept: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, kept))
        self._come.set()
        return await kept

    async def _commit_until_the_end(self, own: Connection) -> None:
        while self._waiting or not self._ends:
            await self._come.wait()
            batch = self._next_batch()
            if batch:
                await self._settle(own, batch)
        await own.close()

    def _next_batch(self) -> Batch:
        """The oldest that wait; all of one hour, because their mails are sealed under that hour's key."""
        batch: Batch = []
        while self._waiting and len(batch) < MOST_AT_ONCE:
            if batch and self._waiting[0][0].mail_hour != batch[0][0].mail_hour:
                break
            batch.append(self._waiting.popleft())
        if not self._waiting and not self._ends:
            self._come.clear()
        return batch

    async def _settle(self, own: Connection, batch: Batch) -> None:
        """Commit a batch and tell each of its senders; a mistake in one of them costs the others nothing."""
        try:
            told = await own.keep(_once_each(batch), self._stored_keys)
        except _REFUSED as refusal:
            if len(batch) == 1:
                _tell(batch, refusal)
            else:
                for one in batch:
                    await self._settle(own, [one])
        except Unsure as unsure:
            _tell(batch, unsure)
        except asyncpg.PostgresError as trouble:
            _tell(batch, Unsure(type(trouble).__name__))
        else:
            ended = [(arrival, kept) for arrival, kept in batch if arrival.id in told.ended]
            _tell(ended, Ended())
            for arrival, kept in batch:
                if not kept.done():
                    kept.set_result(arrival.id in told.new)


def _once_each(batch: Batch) -> list[Arrival]:
    """A form that came twice at once is sent once, as it came first; both who sent it are told that it is kept."""
    return list({arrival.id: arrival for arrival, _ in reversed(batch)}.values())


def _tell(batch: Batch, trouble: Exception) -> None:
    for _, kept in batch:
        if not kept.done():
            kept.set_exception(trouble)


def _of_keys(keys: list[Arrival]) -> tuple[list[Any], ...]:
    return (
        [arrival.data_key.id for arrival in keys],
        [arrival.campaign for arrival in keys],
        [arrival.data_key.wrapped for arrival in keys],
    )


def _of_arrivals(arrivals: list[Arrival]) -> list[Any]:
    """The columns of `ledger.collect`, in the order of an arrival's fields; all but the hour, which is one."""
    columns: list[Any] = [list(column) for column in zip(*arrivals, strict=True)][:-1]
    columns[_KEY] = [key.id for key in columns[_KEY]]
    return columns
