"""Work of a process that must go on for as long as the process lives."""

import asyncio
import logging
import os
import signal
from collections.abc import Coroutine

_log = logging.getLogger(__name__)


def go_on(work: Coroutine[None, None, None], what: str) -> "asyncio.Task[None]":
    """Begin work that only cancelling ends, or its own last line; a process in which it breaks does not live on.

    What it did would be missed by people who wait, and by nobody who could see it: another process is started for it.
    """
    task = asyncio.create_task(work, name=what)
    task.add_done_callback(_end_the_process_if_broken)
    return task


def _end_the_process_if_broken(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (trouble := task.exception()) is not None:
        _log.critical("The process cannot go on %s (%s) and ends.", task.get_name(), type(trouble).__name__)
        os.kill(os.getpid(), signal.SIGKILL)
