"""How many forms a network has sent in this hour: counted here at once, and shared over an unlogged table.

A network is known by a keyed hash alone, under a key of the day; both the count and the key are gone soon.
"""

from datetime import datetime

from undersigned.intake.peers import UNKNOWN
from undersigned.sealing.addresses import network_hash
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

    def count(self, address: str, now: datetime, weight: int = 1) -> int:
        """Count one more form from an IP address; how many came from its network in this hour, this one included."""
        self._turn(now)
        network = self._network(address)
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

    def _network(self, address: str) -> bytes:
        try:
            return network_hash(self._key, address)
        except ValueError:
            return network_hash(self._key, UNKNOWN)

    def _turn(self, now: datetime) -> None:
        hour = now.replace(minute=0, second=0, microsecond=0)
        if hour != self._hour:
            if self._hour is None or hour.date() != self._hour.date():
                self._key = self._keyring.daily("limits", hour.date())
            self._hour = hour
            self._known, self._new = {}, {}
