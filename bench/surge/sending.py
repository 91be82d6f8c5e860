"""One kind of requests on their way: connections, what is under way on them, and how the answers were."""

import math
import select
import socket
import struct
import time
from array import array
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from random import Random

from bench.surge.answers import Expected, whole
from bench.surge.plan import Stream, Told

_CHUNK = 1 << 14  # a larger one costs a mapping of memory each time
_SIZE = struct.Struct(">I")
_STAMP = Expected(b"200", b'"challenge"')
clock = time.perf_counter


def written(request: bytes) -> bytes:
    """A request as it stands in a file of forms."""
    return _SIZE.pack(len(request)) + request


def requests(path: Path) -> Iterator[bytes]:
    """The requests of a file of forms."""
    with path.open("rb", buffering=1 << 20) as file:
        while size := file.read(_SIZE.size):
            yield file.read(_SIZE.unpack(size)[0])


class Connection:
    """A connection, and the request that is under way on it; `asked` is the form that follows what goes ahead."""

    __slots__ = ("asked", "begun", "held", "number", "sender", "socket")

    def __init__(self, sender: "Sender", port: int) -> None:
        self.sender = sender
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.held = self.asked = b""
        self.begun = 0.0
        self.number = -1


class Connections:
    """All that are open, by their file numbers, and the epoll that watches them."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._poll = select.epoll()
        self._open: dict[int, Connection] = {}

    def open(self, sender: "Sender") -> Connection:
        """One more."""
        new = Connection(sender, self._port)
        self._open[new.socket.fileno()] = new
        self._poll.register(new.socket, select.EPOLLIN)
        return new

    def open_again(self, old: Connection) -> Connection:
        """Another in the place of one that the server closed."""
        del self._open[old.socket.fileno()]
        self._poll.unregister(old.socket)
        old.socket.close()
        return self.open(old.sender)

    def ready(self, seconds: float) -> Iterator[Connection]:
        """Those on which something came; waits so long for one."""
        for number, _ in self._poll.poll(seconds):
            yield self._open[number]

    def close(self) -> None:
        """Close all of them."""
        for connection in self._open.values():
            connection.socket.close()
        self._poll.close()

    def of(self, sender: "Sender") -> list[Connection]:
        """The connections of one stream."""
        return [connection for connection in self._open.values() if connection.sender is sender]


class Sender:
    """A stream at work."""

    def __init__(self, stream: Stream, connections: Connections) -> None:
        self.stream = stream
        self.next = math.inf
        """When the next request is to begin, by its rate."""
        self.under_way = 0
        self._expected = Expected(str(stream.status).encode(), stream.words.encode())
        self._before = stream.before.encode("latin-1")
        self._waiting = _to_send(stream)
        self._dice = Random(stream.name)  # noqa: S311 - arrivals, not secrets
        self._connections = connections
        self._idle = deque(connections.open(self) for _ in range(stream.connections))
        self._sent = self._good = 0
        self._wrong: Counter[str] = Counter()
        self._failed: list[int] = []
        self._latencies = array("d")
        self._last = 0.0

    @property
    def wakes(self) -> float:
        """When it is to be woken; while all its connections are busy an answer does that."""
        return self.next if self._idle else math.inf

    def begin(self, now: float) -> None:
        """Send the first of each connection; with a rate, begin to count the arrivals."""
        if self.stream.rate:
            self.next = now
            return
        for _ in range(len(self._idle)):
            self._send(self._idle.popleft(), now)

    def send_due(self, now: float) -> None:
        """Send what should have begun by now, as far as there are connections."""
        while self.next <= now and self._idle:
            if self._send(self._idle.popleft(), self.next):
                self.next += self._dice.expovariate(self.stream.rate)
            else:
                self.next = math.inf

    def end(self) -> None:
        """Begin nothing more."""
        self.next = math.inf
        self._waiting = iter(())

    def _send(self, connection: Connection, begun: float) -> bool:
        """Send the next request; False when there is none, and the connection is idle."""
        request = next(self._waiting, None)
        if request is None:
            self._idle.append(connection)
            return False
        connection.begun, connection.number = begun, self._sent
        self._sent += 1
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
            expected = _STAMP if connection.asked else self._expected
            wrong = expected.verdict(data) if came else "closed by the server"
        except (OSError, ValueError) as error:
            came, wrong = b"", str(error)
        connection.held = b""
        if connection.asked and not wrong:
            connection.socket.sendall(connection.asked)
            connection.asked = b""
            return
        self._note(connection, wrong)
        if not came:
            connection = self._connections.open_again(connection)
        if self.stream.rate:
            self._idle.append(connection)
        else:
            self._send(connection, self._last)

    def _note(self, connection: Connection, wrong: str) -> None:
        self._last = clock()
        self.under_way -= 1
        if wrong:
            self._wrong[wrong] += 1
            self._failed.append(connection.number)
        else:
            self._good += 1
            self._latencies.append(self._last - connection.begun)
        connection.number, connection.asked = -1, b""

    def told(self, start: float) -> Told:
        """How it went; what is still under way has failed."""
        lost = [found.number for found in self._connections.of(self) if found.number >= 0]
        times = sorted(self._latencies)
        return Told(
            name=self.stream.name,
            sent=self._sent,
            good=self._good,
            seconds=max(self._last - start, 0.0),
            wrong={**self._wrong, "no answer": len(lost)} if lost else dict(self._wrong),
            failed=[self.stream.skip + number for number in (*self._failed, *lost)],
            median=percentile(times, 0.5) * 1000,
            p99=percentile(times, 0.99) * 1000,
            longest=times[-1] * 1000 if times else 0.0,
        )


def percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that such a share of all do not exceed."""
    return ordered[max(0, math.ceil(len(ordered) * share) - 1)] if ordered else 0.0


def _to_send(stream: Stream) -> Iterator[bytes]:
    if stream.forms:
        return islice(requests(Path(stream.forms)), stream.skip, stream.skip + stream.most)
    request = stream.request.encode("latin-1")
    return iter(lambda: request, b"")
