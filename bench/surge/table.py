"""What the measuring prints: a line a way, with ratios; latencies; memory; and what was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from bench.surge.forms import NETWORKS
from bench.surge.loading import GENERATOR
from bench.surge.plan import Told

RATES = (
    "one commit each",
    "a second",
    "of pgbench",
    "of plain view",
    "CPU µs: web",
    "postgres",
    "load",
    "p50 ms",
    "p99 ms",
)
LATENCIES = ("open loop", "asked a second", "answered", "p50 ms", "p99 ms", "longest ms", "others")
MEMORY = ("signatures", "a second", "web MB", "worker MB")
WIDTHS = (30, 14, 12, 13, 12, 10, 8, 8, 8)
FLAT = 0.05
"""More than this share that memory grows after the first fifth is no longer flat."""
LEFT_OUT = (
    "Not included: TLS and a reverse proxy (its header is there), a network between, the browser's proof of work",
    "(forms come with it done, two hashes at the most), the mail server, confirming. Limits are raised; signers come",
    f"from {NETWORKS:,} networks; the worker is off except where memory is measured. The load comes from the same",
    "cores, and its own work stands in the table. Each answer is looked at, each acknowledged signature looked for.",
)


@dataclass(frozen=True, slots=True)
class Rate:
    """One round of one way."""

    rate: float
    microseconds: Mapping[str, float] = field(default_factory=dict)
    median: float = 0.0
    p99: float = 0.0


def rates(ways: Mapping[str, Sequence[Rate]], base: str, plain: str) -> list[str]:
    """A line a way: medians over its rounds, and ratios round by round, since the machine's own speed drifts."""
    lines = [line(RATES)]
    for name, rounds in ways.items():
        cells = [
            name,
            f"{median(one.rate for one in rounds):,.0f}",
            _ratio(rounds, ways[base]),
            _ratio(rounds, ways[plain]),
        ]
        cells += [
            _number([one.microseconds.get(whose, 0.0) for one in rounds], 0) for whose in ("web", "postgres", GENERATOR)
        ]
        cells += [_number([one.median for one in rounds], 1), _number([one.p99 for one in rounds], 1)]
        lines.append(line(cells))
    return lines


def _ratio(rounds: Sequence[Rate], others: Sequence[Rate]) -> str:
    return f"{median(one.rate / other.rate for one, other in zip(rounds, others, strict=True) if other.rate):.2f}"


def _number(values: Sequence[float], digits: int) -> str:
    return f"{median(values):,.{digits}f}" if any(values) else "-"


def latencies(streams: Sequence[Told], asked: Mapping[str, float]) -> list[str]:
    """A line a stream of the open loop."""
    lines = [line(LATENCIES)]
    for told in streams:
        others = ", ".join(f"{number:,} {kind}" for kind, number in sorted(told.wrong.items())) or "none"
        times = [f"{value:,.1f}" for value in (told.median, told.p99, told.longest)]
        lines.append(line([told.name, f"{asked[told.name]:,.0f}", f"{told.rate:,.0f}", *times, others]))
    return lines


@dataclass(frozen=True, slots=True)
class Memory:
    """After so many signatures: their rate since the last look, and the memory of web processes and worker in MB."""

    signatures: int
    rate: float
    web: float
    worker: float


def memory(looks: Sequence[Memory]) -> list[str]:
    """A line a look, and whether it stayed flat."""
    lines = [
        line(MEMORY),
        *(
            line([f"{look.signatures:,}", f"{look.rate:,.0f}", f"{look.web:,.1f}", f"{look.worker:,.1f}"])
            for look in looks
        ),
    ]
    for name, values in (("web", [look.web for look in looks]), ("worker", [look.worker for look in looks])):
        lines.append(f"{name}: {growth([look.signatures for look in looks], values)}")
    return lines


def growth(signatures: Sequence[int], megabytes: Sequence[float]) -> str:
    """How memory went after the first fifth, in which a process still learns."""
    first = next((place for place, number in enumerate(signatures) if number * 5 >= signatures[-1]), 0)
    grown, number = megabytes[-1] - megabytes[first], signatures[-1] - signatures[first]
    if number == 0:
        return "looked at too seldom"
    each = grown * 1024 * 1024 / number
    flat = "flat" if grown <= megabytes[first] * FLAT else "NOT flat"
    return f"{flat}; {grown:+.1f} MB over the last {number:,} signatures, {each:+,.0f} bytes each"


def line(cells: Sequence[str]) -> str:
    """A line of a table, names to the left and numbers to the right."""
    return "  ".join(
        f"{cell:<{width}}" if place == 0 else f"{cell:>{width}}"
        for place, (cell, width) in enumerate(zip(cells, WIDTHS, strict=False))
    ).rstrip()
