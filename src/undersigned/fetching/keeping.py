"""What a fetch remembers between runs: one JSON file in its folder, written beside and renamed after every step."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from undersigned.case import writing
from undersigned.errors import CaseError, FetchError
from undersigned.fetching.base import Award, Span, Wanted

NAME = "fetch.json"
FORMAT = 1


@dataclass(slots=True)
class Part:
    """One request of a fetch and how far it is.

    `expects` gives for each kind of rows how many the publisher's own count promises; it is empty where the publisher
    counts nothing that old. `job` is the file that the publisher is making; `file`, `rows` and `sha256` describe what
    arrived.
    """

    label: str
    path: str
    body: dict[str, Any]
    filters: dict[str, Any]
    expects: dict[str, int]
    keys: list[str] = field(default_factory=list)
    asked: int = 0
    job: str = ""
    file: str = ""
    rows: int = 0
    sha256: str = ""

    @property
    def done(self) -> bool:
        """True where the file is here and was checked."""
        return bool(self.sha256)


@dataclass(slots=True)
class State:
    """A fetch: what was wanted, the day it began, its parts once they are planned, and what must be said of it.

    `unknown` are keys of awards that the publisher does not have.
    """

    wanted: Wanted
    day: date
    parts: list[Part] = field(default_factory=list)
    planned: bool = False
    finished: bool = False
    remarks: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


class Memory:
    """The state of one fetch in its folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / NAME

    def read(self) -> State | None:
        """What was remembered; None where nothing was."""
        try:
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            return _state(stored) if stored["format"] == FORMAT else None
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as error:
            raise FetchError(
                f"{self._path} is damaged ({error}). Take that folder away and fetch again; "
                "`undersigned add` still takes the files in it."
            ) from error

    def write(self, state: State) -> None:
        """Replace what was remembered, whole."""
        text = json.dumps({"format": FORMAT, **asdict(state)}, indent=1, default=str)
        writing.replace(self._path, text.encode(), self._path.with_name(f".{NAME}.new"))


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """One fetch at a time in a folder; the lock dies with its process."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".lock").open("a")
    except OSError as error:
        raise CaseError(f"{folder} cannot be written: {error.strerror}. Name another folder with -o.") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CaseError(f"Another fetch is at work in {folder}. Wait for it, then run again.") from error
        yield


def _state(stored: dict[str, Any]) -> State:
    wanted = stored["wanted"]
    return State(
        wanted=Wanted(
            label=wanted["label"],
            agencies=tuple(wanted["agencies"]),
            spans=tuple(
                Span(date.fromisoformat(span["first"]), date.fromisoformat(span["last"])) for span in wanted["spans"]
            ),
            by=wanted["by"],
            subawards=wanted["subawards"],
            awards=tuple(Award(**award) for award in wanted["awards"]),
        ),
        day=date.fromisoformat(stored["day"]),
        parts=[Part(**part) for part in stored["parts"]],
        planned=stored["planned"],
        finished=stored["finished"],
        remarks=list(stored["remarks"]),
        unknown=list(stored["unknown"]),
    )
