"""What every check promises: it looks, and says what it found and what can be done; it changes nothing.

A check is a file with `look(known)`. It never fails: what it cannot ask, because there is no network or no database,
is a finding too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from undersigned.serving.doctor.asking import Names
from undersigned.site.addresses import is_loopback
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site


class Level(StrEnum):
    """How a finding is to be taken."""

    GOOD = "good"
    NOTE = "note"
    """Worth knowing; nothing is broken."""
    UNKNOWN = "unknown"
    """It could not be asked from here."""
    WRONG = "wrong"
    """Something does not work, or will soon not."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence about what was found, and one about what helps."""

    level: Level
    what: str
    help: str = ""


def good(what: str) -> Finding:
    """All is well."""
    return Finding(Level.GOOD, what)


def note(what: str, remedy: str = "") -> Finding:
    """Worth knowing."""
    return Finding(Level.NOTE, what, remedy)


def unknown(what: str, remedy: str = "") -> Finding:
    """It could not be asked."""
    return Finding(Level.UNKNOWN, what, remedy)


def wrong(what: str, remedy: str) -> Finding:
    """Something is to be mended."""
    return Finding(Level.WRONG, what, remedy)


@dataclass(frozen=True, slots=True)
class Known:
    """What the checks look at; `database` is an address that answers, or None, and `trouble` says why.

    `processes` is how many web processes the site has.
    """

    site: Site
    configuration: Configuration
    names: Names
    now: datetime
    database: str | None = None
    trouble: str = ""
    time_server: str = ""
    processes: int = 1

    @property
    def host(self) -> str:
        """The host in the site's public address."""
        return urlsplit(self.configuration.base_url).hostname or ""

    @property
    def is_local(self) -> bool:
        """Whether the site has no address that others can reach."""
        return is_loopback(self.host)

    @property
    def mail_domain(self) -> str:
        """The domain that mails are from."""
        return self.configuration.sender.address.rpartition("@")[2]


class Check(Protocol):
    """A file of the family."""

    def look(self, known: Known) -> Iterator[Finding]:
        """What it finds."""
