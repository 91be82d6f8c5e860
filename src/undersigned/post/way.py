"""The way out of one sending thread: opened when needed, renewed now and then, rested when it fails."""

import time
from collections.abc import Callable

from undersigned.post.pace import for_the_way
from undersigned.post.transport import Fault, Letter, MailError, Transport, Way
from undersigned.post.trouble import Troubles

MAILS_A_WAY = 100
"""Mail servers count what comes over one connection; a new one now and then is polite."""
_TROUBLE = "mail"


class OwnWay:
    """A way that comes back by itself; `name` is whose it is."""

    def __init__(
        self, transport: Transport, troubles: Troubles, name: str, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._transport = transport
        self._troubles = troubles
        self._name = name
        self._clock = clock
        self._open: Way | None = None
        self._sent = 0
        self._failures = 0
        self._rests_until = 0.0

    @property
    def rest(self) -> float:
        """Seconds until it is worth trying again; nothing when all is well."""
        return max(0.0, self._rests_until - self._clock())

    def is_ready(self) -> bool:
        """Whether a mail can be handed over now; opens the way where that helps."""
        if self.rest:
            return False
        if self._sent >= MAILS_A_WAY:
            self.close()
        if self._open is None:
            try:
                self._open = self._transport.open()
            except MailError as error:
                self._failed(error)
                return False
        return True

    def send(self, letter: Letter) -> None:
        """Hand a mail over; `is_ready` has been asked.

        Raises:
            MailError: it is not out, or not for sure.
        """
        if self._open is None:
            raise MailError("There is no way out.", Fault.WAY)
        self._sent += 1
        try:
            self._open.send(letter)
        except MailError as error:
            if error.fault is Fault.WAY:
                self._failed(error)
            raise
        self._failures = 0
        self._troubles.over(_TROUBLE, self._name, "Mails go out again.")

    def close(self) -> None:
        """Leave in good order."""
        if self._open is not None:
            self._open.close()
        self._open, self._sent = None, 0

    def _failed(self, error: MailError) -> None:
        self._troubles.met(_TROUBLE, self._name, str(error))
        self._rests_until = self._clock() + for_the_way(self._failures)
        self._failures += 1
        self.close()
