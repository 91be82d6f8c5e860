"""How many signatures arrive in a second, lately: what the work that a form asks for hardens with."""

from collections.abc import Callable
from time import monotonic

SECONDS = 5.0
"""The length of a look; the pace is that of the last whole look."""


class Pace:
    """Counts arrivals of one process; `processes` share the load, so what is seen here is a part of it."""

    def __init__(self, processes: int = 1, clock: Callable[[], float] = monotonic) -> None:
        self._processes = processes
        self._clock = clock
        self._began = clock()
        self._number = 0
        self._last = 0.0

    def count(self) -> None:
        """One more."""
        self._number += 1

    def per_second(self) -> float:
        """Of all processes together, in the last look."""
        passed = self._clock() - self._began
        if passed >= SECONDS:
            self._last = self._number / passed
            self._number, self._began = 0, self._clock()
        return self._last * self._processes
