"""Puts load on a web server: `python -m bench.surge.generator < plan.json > report.json`.

One thread over one epoll; what is sent lies ready, and of an answer only its length, status and some words are looked
at. With a rate, a request has an intended beginning, its latency counts from there, and it waits its turn when all
connections are busy: a slow server makes nothing look better by slowing the generator down. The clock of epoll has
steps of a millisecond, which count as latency too.
"""

import gc
import math
import sys
import time
from collections.abc import Sequence

from bench.surge.plan import Plan, Report, read_plan
from bench.surge.sending import Connections, Sender, clock

DRAIN = 20.0
"""Seconds that the last answers may take."""


def run(plan: Plan) -> Report:
    """Send all of it."""
    connections = Connections(plan.port)
    senders = [Sender(stream, connections) for stream in plan.streams]
    processor, start = time.process_time(), clock()
    for sender in senders:
        sender.begin(start)
    _until(start + plan.seconds, senders, connections)
    for sender in senders:
        sender.end()
    _until(clock() + DRAIN, senders, connections)
    report = Report([sender.told(start) for sender in senders], time.process_time() - processor)
    connections.close()
    return report


def _until(end: float, senders: Sequence[Sender], connections: Connections) -> None:
    """Send and receive until then, or until nothing is to be sent and every answer is there."""
    while (now := clock()) < end:
        for sender in senders:
            sender.send_due(now)
        if not any(sender.under_way or sender.next < math.inf for sender in senders):
            return
        soonest = min(end, *(sender.wakes for sender in senders))
        for connection in connections.ready(max(0.0, soonest - now)):
            connection.sender.receive(connection)


if __name__ == "__main__":
    gc.disable()  # nothing here makes circles
    sys.stdout.write(run(read_plan(sys.stdin.read())).written())
