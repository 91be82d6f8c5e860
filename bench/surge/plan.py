"""What the generator is asked to send, and what it tells afterwards; both travel between processes as JSON."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Stream:
    """Requests of one kind.

    `forms` is a file of prepared requests, each sent once, the first `skip` left out; without it `request` is sent
    again and again. `before` goes ahead of each on the same connection. `rate` is how many begin in a second, however
    long the answers take; 0 means that each connection sends its next when it has its answer.
    """

    name: str
    connections: int
    status: int = 200
    words: str = ""
    request: str = ""
    forms: str = ""
    skip: int = 0
    most: int = 0
    rate: float = 0.0
    before: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Streams that are sent at the same time, for so many seconds, or until forms run out."""

    port: int
    seconds: float
    streams: Sequence[Stream]

    def written(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))


def read_plan(text: str) -> Plan:
    """What `Plan.written` wrote."""
    data = json.loads(text)
    return Plan(**{**data, "streams": [Stream(**stream) for stream in data["streams"]]})


@dataclass(frozen=True, slots=True)
class Told:
    """How a stream went: answers that count, others by kind, the forms without such an answer, milliseconds."""

    name: str
    sent: int
    good: int
    seconds: float
    wrong: dict[str, int] = field(default_factory=dict)
    failed: list[int] = field(default_factory=list)
    median: float = 0.0
    p99: float = 0.0
    longest: float = 0.0

    @property
    def rate(self) -> float:
        """Answers that count, a second."""
        return self.good / self.seconds if self.seconds else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """What the generator tells at its end: its streams, and the processor seconds that it took itself."""

    streams: Sequence[Told]
    processor: float

    def written(self) -> str:
        """As JSON."""
        return json.dumps(asdict(self))


def read_report(text: str) -> Report:
    """What `Report.written` wrote."""
    data = json.loads(text)
    return Report([Told(**told) for told in data["streams"]], data["processor"])
