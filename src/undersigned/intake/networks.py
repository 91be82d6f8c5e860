"""How many forms a network has sent in this hour: counted here at once, and shared over an unlogged table.

What costs less is counted by one process alone (`Local`): challenges, and forms that go back.

A network is known by a keyed hash alone, under a key of the day; both the count and the key are gone soon.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from secrets import token_bytes
from time import monotonic

from undersigned.intake.peers import UNKNOWN
from undersigned.sealing.addresses import network_hashes
from undersigned.site.keyring import Keyring

REMEMBERED = 1 << 16
"""Networks whose count is held here; beyond it all are forgotten, and learnt again from the table when they come."""


class Networks:
    """The counts of one process, and what the others told."""

    def __init__(self, keyring: Keyring) -> None:
        self._keyring = keyring
        self._hour: datetime | None = None
        self._known: dict[bytes, int] = {}
        self._new: dict[bytes, int] = {}
        self._key = b""

    def count(self, address: str, now: datetime, most: int, weight: int = 1) -> int:
        """Count one more form from an IP address; how many came from its network in this hour, this one included.

        Where a wider network of it has used up more of its own share, it is that. Beyond `most` in a wider one its
        parts are not counted any more, so that whoever has many addresses makes few rows.
        """
        self._turn(now)
        return _count(networks_of(self._key, address), self._add, most, weight)

    def _add(self, network: bytes, weight: int) -> int:
        self._new[network] = self._new.get(network, 0) + weight
        number = self._known[network] = self._known.get(network, 0) + weight
        return number

    def unshared(self) -> tuple[datetime | None, dict[bytes, int]]:
        """What was counted since the last sharing, and of which hour; sharing it is the caller's."""
        new, self._new = self._new, {}
        return self._hour, new

    def learn(self, totals: dict[bytes, int]) -> None:
        """Take over what all processes together have counted; what came meanwhile is added."""
        if len(self._known) > REMEMBERED:
            self._known = {}
        for network, total in totals.items():
            self._known[network] = total + self._new.get(network, 0)

    def _turn(self, now: datetime) -> None:
        hour = now.replace(minute=0, second=0, microsecond=0)
        if hour != self._hour:
            if self._hour is None or hour.date() != self._hour.date():
                self._key = self._keyring.daily("limits", hour.date())
            self._hour = hour
            self._known, self._new = {}, {}


class Local:
    """Counts of one process by network, which begin anew after a time; the key is random and nobody else's."""

    def __init__(self, time: timedelta, clock: Callable[[], float] = monotonic) -> None:
        self._seconds = time.total_seconds()
        self._clock = clock
        self._ends = 0.0
        self._known: dict[bytes, int] = {}
        self._key = b""

    def count(self, address: str, most: int) -> int:
        """Count one more from an IP address; how many came from its network in this time, as `Networks` has it."""
        if self._clock() >= self._ends or len(self._known) > REMEMBERED:
            self._known, self._key, self._ends = {}, token_bytes(32), self._clock() + self._seconds
        return _count(networks_of(self._key, address), self._add, most)

    def _add(self, network: bytes, weight: int) -> int:
        number = self._known[network] = self._known.get(network, 0) + weight
        return number


def networks_of(key: bytes, address: str) -> tuple[tuple[bytes, int], ...]:
    """The networks of an address, the widest first, with their shares; what is no address is one nobody's."""
    try:
        return network_hashes(key, address)
    except ValueError:
        return network_hashes(key, UNKNOWN)


def _count(
    networks: tuple[tuple[bytes, int], ...], add: Callable[[bytes, int], int], most: int, weight: int = 1
) -> int:
    """Count in each network until one has too many; gives the greatest number, in shares, rounded up."""
    greatest = 0
    for network, shares in networks:
        greatest = max(greatest, -(-add(network, weight) // shares))
        if greatest > most:
            break
    return greatest
