"""Not faster than a mail provider likes, and longer and longer waits for what does not answer."""

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event

_HOUR = 3600.0
_FIRST = 60.0
_MOST = 4 * _HOUR
_WAY_FIRST = 0.5
_WAY_MOST = 120.0
_MOST_DOUBLED = 16


class Pace:
    """Lets one mail go every so many seconds; time that nobody used is not made up for."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._next = clock()

    def wait(self, per_minute: float, stop: Event) -> bool:
        """Wait for this mail's turn; False when `stop` came first."""
        now = self._clock()
        turn = max(self._next, now)
        self._next = turn + 60.0 / per_minute
        return not stop.wait(turn - now) if turn > now else not stop.is_set()


def for_a_mail(tries: int) -> timedelta:
    """How long a mail waits after so many failures: a minute, then twice as long each time, up to four hours."""
    return timedelta(seconds=_jittered(_FIRST, _MOST, tries))


def for_the_way(failures: int) -> float:
    """Seconds to wait for a server that is away: half a second at first, two minutes at most."""
    return _jittered(_WAY_FIRST, _WAY_MOST, failures)


def until_tomorrow(now: datetime) -> timedelta:
    """Until the next day begins, and up to an hour more."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    return midnight - now + timedelta(seconds=_jittered(_HOUR / 2, _HOUR / 2, 0))


def _jittered(first: float, most: float, times: int) -> float:
    """Half to one and a half of it, so that what failed together does not come back together."""
    wait: float = min(first * 2 ** min(times, _MOST_DOUBLED), most)
    return wait * random.uniform(0.5, 1.5)  # noqa: S311 - nothing secret
