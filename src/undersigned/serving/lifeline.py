"""A child that ends with its parent: no process of a site outlives the program that started it."""

import ctypes
import os
import signal
import sys
from threading import Thread
from time import sleep

PR_SET_PDEATHSIG = 1
LOOK_EVERY = 0.5
"""Seconds between two looks at the parent, where the kernel gives no signal at its death."""


def end_with_parent(parent: int, by: signal.Signals = signal.SIGTERM) -> None:
    """From now on this process gets a signal when its parent `parent` is gone, however it went.

    Linux does it; elsewhere a thread looks every half second.
    """
    if sys.platform.startswith("linux"):
        ask_for_signal(by)
    else:
        Thread(target=_watch, args=(parent, by), daemon=True).start()
    if os.getppid() != parent:  # gone before the kernel was asked
        os.kill(os.getpid(), by)


def ask_for_signal(by: signal.Signals) -> None:
    """Ask Linux for a signal at the parent's death (prctl(2)); forgotten when a process changes its owner."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, int(by), 0, 0, 0)


def _watch(parent: int, by: signal.Signals) -> None:
    while os.getppid() == parent:
        sleep(LOOK_EVERY)
    os.kill(os.getpid(), by)
