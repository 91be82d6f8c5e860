"""What an operator hears: a trouble once, and once that it is over. No address of a signer stands in it."""

import sys
from threading import Lock
from typing import TextIO

_DATABASE = "database"


class Troubles:
    """Says troubles of one process; several threads may meet the same one, and the last to leave it says so."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream
        self._met: dict[str, set[str]] = {}
        self._lock = Lock()

    def met(self, about: str, who: str, sentence: str) -> None:
        """Thread or job `who` cannot go on for now, because of `about` (such as "mail")."""
        with self._lock:
            those = self._met.setdefault(about, set())
            if not those:
                self._say(sentence)
            those.add(who)

    def over(self, about: str, who: str, sentence: str) -> None:
        """`who` goes on; says so when nobody else still cannot."""
        if who not in self._met.get(about, ()):
            return
        with self._lock:
            those = self._met.get(about, set())
            those.discard(who)
            if not those and self._met.pop(about, None) is not None:
                self._say(sentence)

    def no_database(self, who: str, error: Exception) -> None:
        """The database is away, or its disk is full; what it said is left out, for it can hold values of a row."""
        self.met(_DATABASE, who, f"The database is away or cannot write ({type(error).__name__}); mails wait for it.")

    def database_again(self, who: str) -> None:
        """It is back."""
        self.over(_DATABASE, who, "The database is back; mails go on.")

    def _say(self, sentence: str) -> None:
        print(sentence, file=self._stream or sys.stderr, flush=True)
