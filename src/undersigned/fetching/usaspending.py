"""USAspending, the United States' public record of federal awards: contracts, orders and their subawards.

Publisher's documents: the contracts in `usaspending_api/api_contracts` of the repository
fedspendingtransparency/usaspending-api; each file of `federal` names those that it was written from.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

from undersigned.errors import FetchError, InputError
from undersigned.fetching.base import Arrived, Fetched, Manners, Past, Span, Wanted
from undersigned.fetching.federal import completing, planning
from undersigned.fetching.federal.asking import FederalJobs
from undersigned.fetching.keeping import Memory, State, held
from undersigned.fetching.running import Run
from undersigned.fetching.web import Web
from undersigned.terms.progress import Progress

ADDRESS = "https://api.usaspending.gov"
DOMAIN = "usaspending.gov"
SHORTEST_PAUSE = 2.0
"""Seconds between two looks at a request that the publisher is spared of, whatever is asked for."""


class Usaspending:
    """The publisher of U.S. federal awards. It asks for no key."""

    name = "usaspending"
    variable = "UNDERSIGNED_USASPENDING"
    first_day = date(2000, 10, 1)

    def fetch(self, wanted: Wanted, folder: Path, manners: Manners, progress: Progress) -> Fetched:
        """Plan by counting, ask, fetch, check; every step is remembered in the fetch's own folder."""
        address = os.environ.get(self.variable) or ADDRESS
        if address == ADDRESS:
            manners = replace(manners, pause=max(manners.pause, SHORTEST_PAUSE))
        place = folder / _named(wanted)
        memory = Memory(place)
        with held(place):
            state = memory.read() or State(_until_today(wanted, self.first_day), _today())
            _forget_lost_files(state, place)
            if state.finished:
                return _fetched(place, state, anew=False)
            memory.write(state)
            with Web(address, DOMAIN, manners, progress) as web:
                self._plan(web, state, memory, progress)
                Run(web, FederalJobs(web), memory, manners, progress).finish(state)
            missing = completing.missing(state)
            if missing:
                raise FetchError(f"{missing} The other awards lie in {place}; `undersigned add` adds them as they are.")
            state.finished = True
            memory.write(state)
            return _fetched(place, state, anew=True)

    def past(self, folder: Path) -> Sequence[Past]:
        """The fetches by agency, oldest first."""
        states = [Memory(path.parent).read() for path in sorted(folder.glob("*/fetch.json"))]
        found = [Past(state.wanted, state.day, state.finished) for state in states if state and state.wanted.agencies]
        return sorted(found, key=lambda one: one.day)

    def _plan(self, web: Web, state: State, memory: Memory, progress: Progress) -> None:
        if state.planned:
            return
        plan = completing.plan if state.wanted.awards else planning.plan
        plan(web, state, progress)
        state.planned = True
        memory.write(state)


PUBLISHER = Usaspending()


def _today() -> date:
    return datetime.now(UTC).date()


def _until_today(wanted: Wanted, first_day: date) -> Wanted:
    """The days that have come; an error where none has, or where records begin later."""
    today = _today()
    for span in wanted.spans:
        if span.first > today:
            raise InputError(f"{span.first} has not come yet; there are no records of it.")
        if span.first < first_day:
            raise InputError(f"The records of USAspending begin on {first_day}. Ask for days from then on.")
    return replace(wanted, spans=tuple(Span(span.first, min(span.last, today)) for span in wanted.spans))


def _named(wanted: Wanted) -> str:
    """The folder of a fetch: readable, and another one for each question."""
    return f"{wanted.label}-{sha256(repr(wanted).encode()).hexdigest()[:8]}"


def _forget_lost_files(state: State, place: Path) -> None:
    """A file that somebody took away is asked for again."""
    for part in state.parts:
        if part.done and not (place / part.file).exists():
            part.job, part.sha256 = "", ""
            state.finished = False


def _fetched(place: Path, state: State, *, anew: bool) -> Fetched:
    files = tuple(Arrived(place / part.file, part.rows, part.sha256) for part in state.parts)
    counted = all(part.expects for part in state.parts)
    return Fetched(place, files, tuple(dict.fromkeys(state.remarks)), counted, anew)
