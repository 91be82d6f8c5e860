"""Keeps the parts of a site running: starts them in order, starts again what died, stops them in the other order.

A part that dies is started again at once, and after a growing pause when it keeps dying. This is said once, and again
only after it had stood for a while.
"""

import os
import select
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from types import FrameType
from typing import Protocol

from undersigned.errors import SiteError, UndersignedError

FIRST_PAUSE = 0.2
LONGEST_PAUSE = 10.0
STANDS_AFTER = 30.0
"""Seconds after which a part that was started again counts as standing."""
SECONDS_TO_ANSWER = 60.0
SOON = 0.05
LOOK_EVERY = 0.5
"""Seconds between two looks at parts whose end gives no signal here."""
_WAKING = (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_ENDING = frozenset({signal.SIGTERM, signal.SIGINT, signal.SIGHUP})


class Part(Protocol):
    """Something that runs as processes of its own."""

    @property
    def name(self) -> str:
        """What the terminal calls it."""

    def start(self) -> None:
        """Start it, or start it again."""

    def is_running(self) -> bool:
        """Whether it still runs."""

    def stop(self) -> None:
        """Stop it; when this returns it is gone."""


@dataclass(slots=True)
class _Kept:
    """A part, and how it has fared."""

    part: Part
    deaths: int = 0
    started: float = field(default_factory=monotonic)
    again_at: float = 0.0


class Supervisor:
    """The parts of one site, for the life of one `serve`."""

    def __init__(self, parts: Sequence[Part], say: Callable[[str], None]) -> None:
        self._kept = [_Kept(part) for part in parts]
        self._say = say
        self._started: list[Part] = []
        self._ending = False

    def run(self, answers: Callable[[], bool], when_ready: Callable[[], bool]) -> None:
        """Start everything, and keep it running until a signal; once it `answers`, `when_ready` may end it.

        Raises:
            UndersignedError: a part could not be started for the first time; the others are stopped again.
        """
        with self._woken() as wake:
            try:
                self._start()
                self._wait(answers, wake)
                self._ending = self._ending or not when_ready()
                while not self._ending:
                    _sleep(wake, self._look_after())
            finally:
                self._stop()

    def _start(self) -> None:
        for kept in self._kept:
            if not self._ending:
                kept.part.start()
                kept.started = monotonic()
                self._started.append(kept.part)

    def _wait(self, answers: Callable[[], bool], wake: int) -> None:
        """Wait until all of it answers for the first time; what ends before that will not do better again."""
        until = monotonic() + SECONDS_TO_ANSWER
        while not self._ending and not answers():
            ended = [kept.part.name for kept in self._kept if not kept.part.is_running()]
            if ended or monotonic() > until:
                what = f"{ended[0]} ended at once" if ended else "The site does not answer within a minute"
                raise SiteError(f"{what}; why stands above. Nothing is served.")
            _sleep(wake, SOON)

    def _look_after(self) -> float:
        """Start again what died; the seconds until the next look."""
        wait = LOOK_EVERY
        for kept in self._kept:
            now = monotonic()
            if kept.again_at:
                wait = self._try_again(kept, now, wait)
            elif not kept.part.is_running():
                self._note_death(kept, now)
                wait = self._try_again(kept, now, wait)
        return wait

    def _note_death(self, kept: _Kept, now: float) -> None:
        if now - kept.started > STANDS_AFTER:
            kept.deaths = 0
        if kept.deaths == 0:
            self._say(f"{kept.part.name} ended; it is started again.")
        pause = min(FIRST_PAUSE * 2.0 ** (kept.deaths - 1), LONGEST_PAUSE) if kept.deaths else 0.0
        kept.deaths += 1
        kept.again_at = now + pause

    def _try_again(self, kept: _Kept, now: float, wait: float) -> float:
        if now < kept.again_at:
            return min(wait, kept.again_at - now)
        try:
            kept.part.start()
        except (UndersignedError, OSError) as error:  # a full disk, too, passes by
            if kept.deaths == 1:
                self._say(str(error))
            kept.deaths += 1
            kept.again_at = now + min(FIRST_PAUSE * 2.0**kept.deaths, LONGEST_PAUSE)
            return wait
        kept.started, kept.again_at = monotonic(), 0.0
        return wait

    def _stop(self) -> None:
        """Stop what was started; a part that refused to start is not ours to stop."""
        for part in reversed(self._started):
            part.stop()

    @contextmanager
    def _woken(self) -> Iterator[int]:
        """Signals wake the loop through a pipe; what they were set to before comes back."""
        wake, waker = os.pipe()
        for end in (wake, waker):
            os.set_blocking(end, False)
        pipe_before = signal.set_wakeup_fd(waker, warn_on_full_buffer=False)
        before = {number: signal.signal(number, self._note_signal) for number in _WAKING}
        try:
            yield wake
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
            signal.set_wakeup_fd(pipe_before)
            os.close(wake)
            os.close(waker)

    def _note_signal(self, number: int, _frame: FrameType | None) -> None:
        if number in _ENDING:
            self._ending = True


def _sleep(wake: int, seconds: float) -> None:
    if select.select([wake], [], [], seconds)[0]:
        os.read(wake, 1024)
