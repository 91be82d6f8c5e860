"""The promise of a publisher that records can be fetched from, and the words it is asked in.

A member of this family is a file with a `PUBLISHER`. It knows no case: its door says which folder the files go to and,
where they complete a company, which awards. Files arrive as the publisher made them, so that their hashes can be
checked; what they mean is told by `sources`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

from undersigned.terms.progress import Progress

By = Literal["action_date", "last_modified_date"]


@dataclass(frozen=True, slots=True)
class Span:
    """Days, the first and the last included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Award:
    """One award to be completed: its key, the number on the contract, and the agency as the case spells it."""

    key: str
    number: str
    agency: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to fetch: the records of agencies and days, or everything about some awards.

    `by` says which day of a record the spans are about. `label` names the folder.
    """

    label: str
    agencies: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    by: By = "action_date"
    subawards: bool = False
    awards: tuple[Award, ...] = ()


@dataclass(frozen=True, slots=True)
class Manners:
    """How a publisher is asked: seconds between two questions about one request, and hours until giving up on it."""

    pause: float = 5.0
    patience: float = 7.0


@dataclass(frozen=True, slots=True)
class Arrived:
    """One file as the publisher made it."""

    path: Path
    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a finished fetch left behind.

    `counted` says that every file was compared with the publisher's own count; `anew` is False where the fetch had been
    finished before.
    """

    folder: Path
    files: tuple[Arrived, ...]
    remarks: tuple[str, ...]
    counted: bool
    anew: bool


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier fetch by agency: what it asked for, on which day it began, and whether it was finished."""

    wanted: Wanted
    day: date
    finished: bool


class Publisher(Protocol):
    """Somebody who publishes records and answers questions about them."""

    name: str
    """The word after `undersigned fetch`."""
    variable: str
    """The environment variable that names another address, such as a server for tests."""
    first_day: date
    """The earliest day of its records."""

    def fetch(self, wanted: Wanted, folder: Path, manners: Manners, progress: Progress) -> Fetched:
        """Fetch into a folder of its own in `folder`; killed and run again, it goes on where it was.

        Raises:
            FetchError: there is no such agency, no answer, or a short one.
            RoomError: the disk has no room for a file.
        """

    def past(self, folder: Path) -> Sequence[Past]:
        """The fetches by agency in a folder, oldest first."""
