"""Work shared out to processes: in order, a few parts at a time, with nothing of the engine in them."""

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from threading import Thread
from typing import TypeVar

CONTEXT = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
"""On Linux a process begins with what its parent has in memory; elsewhere that is sent to it."""
Part = TypeVar("Part")
Done = TypeVar("Done")


def shared_out(
    work: Callable[[Part], Done],
    parts: Iterable[Part],
    processes: int,
    begin: Callable[..., None],
    given: tuple[object, ...],
) -> Iterator[Done]:
    """The work on each part, in the parts' order; `begin` gives a process what it needs for all of them.

    The processes begin before the first part is asked for, so that no engine is at work when they are forked. They do
    without the collector: work that leaves circles behind is not for here. One process is this one.
    """
    if processes < 2:
        begin(*given)
        yield from map(work, parts)
        return
    with unmoved(), ProcessPoolExecutor(processes, CONTEXT, partial(_start, begin, *given)) as pool:
        pool.submit(int).result()
        yield from in_order(pool, work, parts, 2 * processes)


def in_order(pool: Executor, work: Callable[[Part], Done], parts: Iterable[Part], ahead: int) -> Iterator[Done]:
    """The work on each part, in the parts' order; no more parts are taken than so many ahead."""
    waiting: deque[Future[Done]] = deque()
    for part in parts:
        waiting.append(pool.submit(work, part))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _start(begin: Callable[..., None], *given: object) -> None:
    leave_with_parent()
    gc.disable()
    begin(*given)


def leave_with_parent() -> None:
    """Let this process end with the one that began it: it would wait for its next part for ever."""
    Thread(target=_wait_for_parent, daemon=True).start()


def _wait_for_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


@contextmanager
def unmoved() -> Iterator[None]:
    """The collector leaves what is in memory alone meanwhile: each page that it touches is copied for a process."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
