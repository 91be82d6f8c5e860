"""Puts load on a web server: `python -m bench.surge.generator < plan.json > report.json`.

One thread over one epoll; what is sent lies ready, and of an answer only its length, status and some words are looked
at. With a rate, a request has an intended beginning, its latency counts from there, and it waits its turn when all
connections are busy: a slow server makes nothing look better by slowing the generator down. The clock of epoll has
steps of a millisecond, which count as latency too.
"""

import gc
import math
import select
import socket
import struct
import sys
import time
from array import array
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from bench.surge.answers import Expected, whole
from bench.surge.plan import Plan, Report, Stream, Told, read_plan

DRAIN = 20.0
"""Seconds that the last answers may take."""
_CHUNK = 1 << 18
_LENGTH = struct.Struct(">I")
_STAMP = Expected(b"200", b'"challenge"')
_clock = time.perf_counter


def written(request: bytes) -> bytes:
    """A request as it stands in a file of forms."""
    return _LENGTH.pack(len(request)) + request


def requests(path: Path) -> Iterator[bytes]:
    """The requests of a file of forms."""
    with path.open("rb", buffering=1 << 20) as file:
        while size := file.read(_LENGTH.size):
            yield file.read(_LENGTH.unpack(size)[0])


class Connection:
    """One connection of a stream, and the request that is under way on it."""

    __slots__ = ("asked", "begun", "held", "number", "socket", "stream")

    def __init__(self, stream: "Sender", port: int) -> None:
        self.stream = stream
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.held = b""
        self.begun = 0.0
        self.number = -1
        self.asked = b""
        """The form that follows what goes ahead of it."""


class Sender:
    """A stream at work."""

    def __init__(self, stream: Stream, port: int, poll: select.epoll) -> None:
        self.stream = stream
        self._expected = Expected(str(stream.status).encode(), stream.words.encode())
        self._before = stream.before.encode("latin-1")
        self._waiting: Iterator[bytes] = _to_send(stream)
        self._poll = poll
        self._port = port
        self._random = Random(stream.name)  # noqa: S311 - arrivals, not secrets
        self.idle = deque(Connection(self, port) for _ in range(stream.connections))
        for connection in self.idle:
            poll.register(connection.socket, select.EPOLLIN)
        self.open = {connection.socket.fileno(): connection for connection in self.idle}
        self.next = math.inf
        self.sent = self.good = self.under_way = 0
        self.wrong: Counter[str] = Counter()
        self.failed: list[int] = []
        self.latencies = array("d")
        self.last = 0.0

    def begin(self, now: float) -> None:
        """Send the first of each connection, or begin to count the arrivals."""
        if self.stream.rate:
            self.next = now
            return
        while self.idle and self._send(self.idle.popleft(), now):
            continue

    def send_due(self, now: float) -> None:
        """Send what should have begun by now, as far as there are connections."""
        while self.next <= now and self.idle:
            if not self._send(self.idle.popleft(), self.next):
                self.next = math.inf
                return
            self.next += self._random.expovariate(self.stream.rate)

    def end(self) -> None:
        """Begin nothing more."""
        self.next = math.inf
        self._waiting = iter(())

    def _send(self, connection: Connection, begun: float) -> bool:
        request = next(self._waiting, None)
        if request is None:
            self.idle.append(connection)
            return False
        connection.begun, connection.number = begun, self.sent
        self.sent += 1
        self.under_way += 1
        if self._before:
            connection.asked, request = request, self._before
        connection.socket.sendall(request)
        return True

    def receive(self, connection: Connection) -> None:
        """Read what came on a connection; with a whole answer go on."""
        try:
            came = connection.socket.recv(_CHUNK)
            data = connection.held + came if connection.held else came
            if came and not whole(data):
                connection.held = data
                return
            wrong = self._verdict(connection, data) if came else "closed by the server"
        except (OSError, ValueError) as error:
            came, wrong = b"", str(error)
        connection.held = b""
        if connection.asked and not wrong:
            request, connection.asked = connection.asked, b""
            connection.socket.sendall(request)
            return
        self._note(connection, wrong)
        if not came:
            connection = self._connect_again(connection)
        if self.stream.rate or not self._send(connection, self.last):
            self.idle.append(connection) if self.stream.rate else None

    def _verdict(self, connection: Connection, data: bytes) -> str:
        return (_STAMP if connection.asked else self._expected).verdict(data)

    def _note(self, connection: Connection, wrong: str) -> None:
        self.last = _clock()
        self.under_way -= 1
        connection.asked = b""
        if wrong:
            self.wrong[wrong] += 1
            self.failed.append(connection.number)
        else:
            self.good += 1
            self.latencies.append(self.last - connection.begun)
        connection.number = -1

    def _connect_again(self, old: Connection) -> Connection:
        del self.open[old.socket.fileno()]
        self._poll.unregister(old.socket)
        old.socket.close()
        new = Connection(self, self._port)
        self._poll.register(new.socket, select.EPOLLIN)
        self.open[new.socket.fileno()] = new
        return new

    def told(self, start: float) -> Told:
        """How it went; what is still under way has failed."""
        lost = [connection.number for connection in self.open.values() if connection.number >= 0]
        wrong = {**self.wrong, "no answer": len(lost)} if lost else dict(self.wrong)
        times = sorted(self.latencies)
        return Told(
            name=self.stream.name,
            sent=self.sent,
            good=self.good,
            seconds=max(self.last - start, 0.0),
            wrong=wrong,
            failed=[self.stream.skip + number for number in (*self.failed, *lost)],
            median=percentile(times, 0.5) * 1000,
            p99=percentile(times, 0.99) * 1000,
            longest=times[-1] * 1000 if times else 0.0,
        )


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that such a share of all do not exceed."""
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)] if ordered else 0.0


def _to_send(stream: Stream) -> Iterator[bytes]:
    if stream.forms:
        return islice(requests(Path(stream.forms)), stream.skip, stream.skip + stream.most if stream.most else None)
    request = stream.request.encode("latin-1")
    return iter(lambda: request, b"")


def run(plan: Plan) -> Report:
    """Send all of it."""
    poll = select.epoll()
    senders = [Sender(stream, plan.port, poll) for stream in plan.streams]
    connections = {number: connection for sender in senders for number, connection in sender.open.items()}
    gc.freeze()
    gc.disable()
    processor, start = time.process_time(), _clock()
    for sender in senders:
        sender.begin(start)
    end, ending = start + plan.seconds, False
    while True:
        now = _clock()
        if now >= end and not ending:
            ending, end = True, now + DRAIN
            for sender in senders:
                sender.end()
        if _finished(senders, ending) or (ending and now >= end):
            break
        for sender in senders:
            sender.send_due(now)
        for number, _ in poll.poll(max(0.0, min(end, *(_wake(sender) for sender in senders)) - now)):
            connection = connections.get(number)
            if connection is None or connection.socket.fileno() != number:
                connection = connections[number] = next(s.open[number] for s in senders if number in s.open)
            connection.stream.receive(connection)
    return Report([sender.told(start) for sender in senders], time.process_time() - processor)


def _wake(sender: Sender) -> float:
    """When it wants to send next; an answer will wake it when all its connections are busy."""
    return sender.next if sender.idle else math.inf


def _finished(senders: Sequence[Sender], ending: bool) -> bool:
    if any(sender.under_way for sender in senders):
        return False
    return ending or all(sender.next == math.inf for sender in senders)


if __name__ == "__main__":
    sys.stdout.write(run(read_plan(sys.stdin.read())).written())
