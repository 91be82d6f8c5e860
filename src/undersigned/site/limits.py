"""Limits of a site: data that an operator changes while it runs, by saving site.toml."""

import logging
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from undersigned.errors import SiteError
from undersigned.site import tables

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one network, one address and one mail provider may have, and how hard the proof of work is."""

    signings_per_network_per_hour: int = tables.number(60, 1, 1_000_000)
    stamps_per_network_per_hour: int = tables.number(600, 1, 10_000_000)
    returned_forms_per_network_per_minute: int = tables.number(60, 1, 1_000_000)
    mails_per_address_per_day: int = tables.number(5, 1, 100)
    mails_per_provider_per_minute: int = tables.number(600, 1, 1_000_000)
    seconds_to_fill_form: int = tables.number(3, 0, 60)
    stamp_hours: int = tables.number(24, 1, 168)
    work_base: int = tables.number(20_000, 0, 10_000_000)
    work_most: int = tables.number(300_000, 0, 10_000_000)


@dataclass(slots=True)
class LiveLimits:
    """The limits of one file as they are now; a file that becomes unreadable leaves the last good ones in force."""

    path: Path
    _seen: tuple[int, int] | None = None
    _limits: Limits | None = field(default=None)

    def now(self) -> Limits:
        """The limits, read again when the file has changed since.

        Raises:
            SiteError: the file was never good.
        """
        seen = self._stamp()
        if self._limits is not None and seen == self._seen:
            return self._limits
        try:
            self._limits = read_limits(self.path)
        except SiteError as error:
            if self._limits is None:
                raise
            _log.warning("%s The limits stay as they were.", error)
        self._seen = seen
        return self._limits

    def _stamp(self) -> tuple[int, int]:
        try:
            found = self.path.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=16)
def live(path: Path) -> LiveLimits:
    """The limits of this file, shared by all who ask in this process."""
    return LiveLimits(path)


def read_limits(path: Path) -> Limits:
    """The limits in a file; the defaults where it says nothing."""
    limits = tables.read(Limits, tables.part(tables.load(path), "limits", path), path, "limits")
    if limits.work_most < limits.work_base:
        raise SiteError(f"{path}: limits.work_most is less than limits.work_base. Raise it, or lower the other.")
    return limits
