"""What an operator hears: a trouble once, and once that it is over. No address of a signer stands in it."""

import sys
from threading import Lock
from typing import TextIO


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

    def _say(self, sentence: str) -> None:
        print(sentence, file=self._stream or sys.stderr, flush=True)
