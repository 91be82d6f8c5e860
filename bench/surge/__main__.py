"""`make bench`, its third part: signatures a second, beside pgbench and a plain view of Django.

Everything runs here, in a site made for it: the embedded PostgreSQL with fsync, the web processes as
`undersigned serve` starts them, the load. Rates neither pass nor fail; an acknowledged signature that is not in the
database does.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.surge import database, machine, measuring, table
from bench.surge.loading import Run
from bench.surge.measuring import PAGE, SIGN, STAMP_AND_SIGN, UNCHANGED, Bench
from bench.surge.rig import Rig, rig
from undersigned.errors import SiteError

PGBENCH, PLAIN = "pgbench, a row a commit", "plain Django view"
COMPLETE, WITH_STAMP = "complete signature", "the same, stamp fetched first"
LOOKS = 10
FASTEST, FASTEST_PLAIN = 14_000, 3_000
"""Signatures a second for which forms are made; a way that is faster ends sooner."""


@dataclass(frozen=True)
class Asked:
    """How long and how much."""

    seconds: float = 5.0
    rounds: int = 3
    open_seconds: float = 30.0
    signatures: float = 3_300.0
    pages: float = 2_000.0
    memory: int = 100_000
    fastest: int = FASTEST


def measure(place: Rig, asked: Asked) -> list[str]:
    """All of it, printed as it is found; what does not agree in the database."""
    bench = Bench(place)
    rounds = [_round(bench, asked) for _ in range(asked.rounds)]
    _say("", *table.rates({name: [found[name] for found in rounds] for name in rounds[0]}, PGBENCH, PLAIN))
    with bench.serving():
        late = bench.open_loop(asked.open_seconds, asked.signatures, asked.pages)
        wanted = {SIGN: asked.signatures, PAGE: asked.pages / 2, UNCHANGED: asked.pages / 2}
        _say("", *table.latencies(list(late.streams.values()), wanted), _work(late))
        troubles = bench.troubles()
        if asked.memory:
            with place.worker() as worker:
                _say("", *table.memory(_looks(bench, worker, asked)))
            troubles += bench.troubles(mails_wait=False)
    _say("", *_books(bench), *troubles)
    return troubles


def _round(bench: Bench, asked: Asked) -> dict[str, table.Rate]:
    """One round of each way, in turn."""
    seconds, number = asked.seconds, int(asked.seconds * asked.fastest)
    alone = database.commits(bench.rig, max(1, round(seconds)))
    plain = measuring.plain(bench.rig, seconds, min(number, int(seconds * FASTEST_PLAIN)))
    with bench.serving():
        signed = bench.close_loop(seconds, number)
        stamped = bench.close_loop(seconds, number, stamps=True)
    found = {
        PGBENCH: table.Rate(alone.rate, {"postgres": alone.microseconds}),
        PLAIN: _rate(plain, SIGN),
        COMPLETE: _rate(signed, SIGN),
        WITH_STAMP: _rate(stamped, STAMP_AND_SIGN),
    }
    _say("a second: " + ", ".join(f"{name} {rate.rate:,.0f}" for name, rate in found.items()))
    return found


def _rate(run: Run, stream: str) -> table.Rate:
    told = run.streams[stream]
    return table.Rate(told.rate, run.microseconds, told.median, told.p99)


def _work(run: Run) -> str:
    return "CPU µs an answer: " + ", ".join(f"{name} {value:,.0f}" for name, value in run.microseconds.items())


def _looks(bench: Bench, worker: int, asked: Asked) -> list[table.Memory]:
    """Signatures in ten parts, with a look at the memory after each."""
    part = max(measuring.WARM_UP + 1, asked.memory // LOOKS)
    looks = []
    for place in range(1, max(1, asked.memory // part) + 1):
        told = bench.close_loop(measuring.PATIENT, part - measuring.WARM_UP).streams[SIGN]
        web, post = machine.megabytes([bench.web]), machine.megabytes([worker])
        looks.append(table.Memory(place * part, told.rate, web, post))
    return looks


def _books(bench: Bench) -> list[str]:
    books = bench.books
    others = ", ".join(f"{number:,} {kind}" for kind, number in sorted(books.wrong.items())) or "none"
    return [
        f"{books.sent:,} forms sent, {len(books.acknowledged):,} acknowledged and looked for; other answers: {others}"
    ]


def _say(*lines: str) -> None:
    print("\n".join(lines), flush=True)


def read(words: Sequence[str] | None = None) -> tuple[Asked, Path | None]:
    """What the command line asks for, and where the site shall be."""
    parser = argparse.ArgumentParser(prog="python -m bench.surge", description=__doc__)
    parser.add_argument("--seconds", type=float, default=Asked.seconds, help="of each way in each round")
    parser.add_argument("--rounds", type=int, default=Asked.rounds, help="of all ways in turn")
    parser.add_argument("--open-seconds", type=float, default=Asked.open_seconds, help="of the open loop")
    parser.add_argument("--signatures", type=float, default=Asked.signatures, help="a second, in the open loop")
    parser.add_argument("--pages", type=float, default=Asked.pages, help="page views a second, in the open loop")
    parser.add_argument("--memory", type=int, default=Asked.memory, help="signatures over which memory is looked at")
    parser.add_argument("--million", action="store_true", help="memory over a million signatures")
    parser.add_argument("--folder", type=Path, help="where to work: on the disk that is to be measured")
    found = vars(parser.parse_args(words))
    folder, million = found.pop("folder"), found.pop("million")
    return Asked(**{**found, **({"memory": 1_000_000} if million else {})}), folder


def main() -> None:
    """Measure and print; a signature that was acknowledged and is not there ends it with an error."""
    asked, folder = read()
    _say(machine.described(), f"load of the machine before: {os.getloadavg()[0]:.1f}", *table.LEFT_OUT)
    try:
        with rig(folder) as place:
            troubles = measure(place, asked)
    except SiteError as error:
        sys.exit(str(error))
    if troubles:
        sys.exit("What is kept does not agree with what was acknowledged.")


if __name__ == "__main__":
    main()
