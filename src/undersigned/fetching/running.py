"""The parts of a fetch, from asking to a checked file: a few asked at once, each polled, fetched and remembered."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from undersigned.case import checksums
from undersigned.errors import FetchError
from undersigned.fetching import archives
from undersigned.fetching.archives import Table
from undersigned.fetching.base import Manners
from undersigned.fetching.downloading import Download
from undersigned.fetching.keeping import Memory, Part, State
from undersigned.fetching.web import RefusedError, Web
from undersigned.terms.progress import Progress

AT_ONCE = 2
"""Requests that a publisher works on for us at one time."""
ASKED_AT_MOST = 3
"""How often one part is asked anew, where the publisher failed, forgot it, or sent a damaged file."""
_GONE = (403, 404, 410)
"""What a store answers for a file that is no longer there."""


class Gone(Exception):  # noqa: N818
    """The publisher does not know this request, or has thrown its file away: it must be asked again."""


class Failed(Exception):  # noqa: N818
    """The publisher could not make the file; its own reason."""


class Jobs(Protocol):
    """How one publisher is asked to make a file."""

    def ask(self, part: Part) -> str:
        """Ask for a part; the name of the file that will be made."""

    def ready(self, job: str) -> str | None:
        """The address of the file, None while it is being made. Raises Gone, Failed."""

    def check(self, part: Part, path: Path, found: tuple[Table, ...]) -> list[str]:
        """Compare a file with what was promised; what must be said of it. Raises FetchError where it is short."""


class Run:
    """One run over the parts of a fetch that are not done."""

    def __init__(self, web: Web, jobs: Jobs, memory: Memory, manners: Manners, progress: Progress) -> None:
        self._web = web
        self._jobs = jobs
        self._memory = memory
        self._manners = manners
        self._progress = progress
        self._since = time.monotonic()
        self._said = ""

    def finish(self, state: State) -> None:
        """Do all parts; remembered after each step."""
        while waiting := [part for part in state.parts if not part.done]:
            done = len(state.parts) - len(waiting)
            under_way = waiting[:AT_ONCE]
            for part in under_way:
                if not part.job:
                    self._ask(part, state)
            self._say(f"Waiting for the publisher: {under_way[0].label} ({done + 1} of {len(state.parts)})")
            self._progress.advance(done, len(state.parts))
            moved = [self._look(part, state) for part in under_way]
            if any(moved):
                self._since = time.monotonic()
            else:
                self._pause(under_way[0])

    def _say(self, sentence: str) -> None:
        """A step; once, however often it is looked at."""
        if sentence != self._said:
            self._said = sentence
            self._progress.step(sentence)

    def _ask(self, part: Part, state: State) -> None:
        self._say(f"Asking for {part.label}")
        part.job = self._jobs.ask(part)
        part.asked += 1
        self._memory.write(state)

    def _look(self, part: Part, state: State) -> bool:
        """Whether anything about a part changed: it is fetched and checked, or must be asked again."""
        try:
            url = self._jobs.ready(part.job)
            if url is None:
                return False
            self._fetch(part, url, state)
        except Failed as error:
            self._again(part, state, str(error))
        except Gone:
            self._again(part, state, "the publisher no longer has it")
        except archives.Damaged as error:
            self._again(part, state, f"the file is damaged, {error}")
        return True

    def _again(self, part: Part, state: State, reason: str) -> None:
        """Forget the request, so that it is asked anew; an error where that happened too often."""
        tired = part.asked >= ASKED_AT_MOST
        self._forget(part, state, asked=0 if tired else part.asked)
        if tired:
            raise FetchError(
                f"{part.label}: {reason}. It was asked for {ASKED_AT_MOST} times. What arrived stays; run the same "
                "command again later, and it goes on from there."
            )
        self._say(f"{part.label}: {reason}; asking again")
        self._web.wait(self._manners.pause)

    def _forget(self, part: Part, state: State, asked: int) -> None:
        part.job, part.asked = "", asked
        self._memory.write(state)

    def _fetch(self, part: Part, url: str, state: State) -> None:
        target = self._memory.folder / part.job
        download = Download(target, self._progress)
        if not target.exists():
            self._say(f"Fetching {target.name}")
            _if_gone(lambda: download.run(self._web, url))
        self._say(f"Checking {target.name}")
        try:
            found = archives.tables(target)
            remarks = self._jobs.check(part, target, found)
        except archives.Damaged:
            download.discard()
            raise
        except FetchError:
            self._forget(part, state, asked=0)
            raise
        part.file, part.rows = target.name, sum(table.rows for table in found)
        part.sha256 = checksums.of_file(target)
        state.remarks += remarks
        self._memory.write(state)

    def _pause(self, part: Part) -> None:
        if time.monotonic() - self._since > self._manners.patience * 3600:
            raise FetchError(
                f"{part.label}: the publisher has not made the file in {self._manners.patience:g} hours. It was asked; "
                "run the same command again later, and it is looked for, not asked for again."
            )
        self._web.wait(self._manners.pause)


def _if_gone(fetch: Callable[[], object]) -> None:
    try:
        fetch()
    except RefusedError as error:
        if error.status in _GONE:
            raise Gone from error
        raise
