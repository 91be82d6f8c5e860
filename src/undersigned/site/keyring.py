"""The secret files of a site: 32 random bytes each, kept apart from the database and from every backup.

What is destroyed here cannot be read there: an outbox row without its hour's key, an address hash without its
campaign's key.
Destroying is best effort: the bytes are overwritten and the name is taken away, but a disk or a file system that writes
elsewhere (SSD, snapshots, copy on write) may keep what was there. Encrypt the disk for that.
"""

import os
import re
import secrets
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from undersigned.errors import RoomError, SiteError
from undersigned.site.folder import Site

LENGTH = 32
_NAME = re.compile(r"[a-z][a-z_]*")
_CAMPAIGN = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
_DESTROYED = bytes(LENGTH)
_UNFINISHED, _GOING = ".new-", ".destroying-"


@dataclass(frozen=True, slots=True)
class Keyring:
    """Reads, makes and destroys the keys of one site; keeps none in memory."""

    site: Site

    def get(self, name: str) -> bytes:
        """A key that the site has once and for good (stamps, blocks, backup, postgres), made when first asked for."""
        return self._read_or_make(self._path(name))

    def daily(self, name: str, day: date) -> bytes:
        """The key of one day, made when first asked for: for those who seal."""
        return self._read_or_make(self._path(name, day.isoformat()))

    def kept(self, name: str, day: date) -> bytes | None:
        """The key of one day if it is still there: for those who open what was sealed."""
        return self._read(self._path(name, day.isoformat()))

    def destroy_before(self, name: str, day: date) -> list[date]:
        """Destroy the daily keys of all days before this one; those that went, oldest first."""
        gone = [found for found in self.days(name) if found < day]
        for found in gone:
            self._destroy(self._path(name, found.isoformat()))
        return gone

    def days(self, name: str) -> list[date]:
        """The days whose key is there, oldest first."""
        named = re.compile(rf"{re.escape(name)}-(\d{{4}}-\d\d-\d\d)\.key")
        matches = (named.fullmatch(found.name) for found in self.site.keys.iterdir())
        return sorted(date.fromisoformat(match[1]) for match in matches if match)

    def hourly(self, name: str, hour: datetime) -> bytes:
        """The key of one hour, made when first asked for: for those who seal."""
        return self._read_or_make(self._path(name, _text(hour)))

    def kept_of_hour(self, name: str, hour: datetime) -> bytes | None:
        """The key of one hour if it is still there: for those who open what was sealed."""
        return self._read(self._path(name, _text(hour)))

    def hours(self, name: str) -> list[datetime]:
        """The hours (UTC) whose key is there, oldest first."""
        named = re.compile(rf"{re.escape(name)}-(\d{{4}}-\d\d-\d\dT\d\d)\.key")
        matches = (named.fullmatch(found.name) for found in self.site.keys.iterdir())
        return sorted(datetime.fromisoformat(match[1]).replace(tzinfo=UTC) for match in matches if match)

    def destroy_hours(self, name: str, hours: Iterable[datetime]) -> None:
        """Destroy the keys of these hours."""
        for hour in hours:
            self._destroy(self._path(name, _text(hour)))

    def campaign(self, identity: UUID | int | str) -> bytes:
        """The key of a campaign's address hashes; never made anew, or the same address would count twice.

        Raises:
            SiteError: it was destroyed at the campaign's close, or it did not come along from another machine.
        """
        path = self._campaign_path(identity)
        key = self._read(path)
        if key is None:
            raise SiteError(
                f"The key {path} is missing: it was destroyed when the campaign closed, or not brought along from "
                "the machine before. Without it nobody can tell whether an address has signed; put it back."
            )
        return key

    def make_campaign(self, identity: UUID | int | str) -> bytes:
        """Make the key of a new campaign; the one that is there, where it was made before."""
        return self._read_or_make(self._campaign_path(identity))

    def has_campaign(self, identity: UUID | int | str) -> bool:
        """Whether the key of a campaign is there."""
        return self._campaign_path(identity).exists()

    def destroy_campaign(self, identity: UUID | int | str) -> None:
        """Destroy the key of a campaign's address hashes; nothing to do where it is gone."""
        self._destroy(self._campaign_path(identity))

    def _path(self, name: str, time: str = "") -> Path:
        if not _NAME.fullmatch(name) or name == "campaign":
            raise ValueError(f"{name!r} is no name of a key")
        return self.site.keys / (f"{name}-{time}.key" if time else f"{name}.key")

    def _campaign_path(self, identity: UUID | int | str) -> Path:
        if not _CAMPAIGN.fullmatch(str(identity)):
            raise ValueError("a campaign's key is named by letters, digits and hyphens")
        return self.site.keys / f"campaign-{identity}.key"

    def _read_or_make(self, path: Path) -> bytes:
        key = self._read(path)
        if key is None:
            with _said(path):
                _place_new(path)
            key = self._read(path)
        if key is None:
            raise SiteError(f"The key {path} was made and taken away at once. Look who else writes into that folder.")
        return key

    def _read(self, path: Path) -> bytes | None:
        with _said(path):
            try:
                descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW)
            except FileNotFoundError:
                return None
            with open(descriptor, "rb") as file:  # noqa: PTH123 - it is a descriptor
                if os.fstat(descriptor).st_mode & 0o077:
                    os.fchmod(descriptor, 0o600)
                key = file.read(LENGTH + 1)
        if key == _DESTROYED:
            return None
        if len(key) != LENGTH:
            raise SiteError(f"The key {path} is damaged ({len(key)} bytes, not {LENGTH}). Put the right file back.")
        return key

    def _destroy(self, path: Path) -> None:
        """Take the name away first, so that nobody who comes now reads bytes that are being overwritten."""
        going = path.with_name(f"{_GOING}{path.name}-{secrets.token_hex(4)}")
        with _said(path):
            with suppress(FileNotFoundError):
                path.rename(going)
            for found in self.site.keys.glob(f"{_GOING}*"):
                _overwrite(found)
            _sync_folder(self.site.keys)


def hour_of(moment: datetime) -> datetime:
    """The hour (UTC) in which a moment lies, as its first instant."""
    return moment.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def _text(hour: datetime) -> str:
    return hour.astimezone(UTC).strftime("%Y-%m-%dT%H")


def _place_new(path: Path) -> None:
    """Write a key beside and link it into place, which only one of several that race can do."""
    descriptor, beside = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - it is a descriptor
            file.write(secrets.token_bytes(LENGTH))
            file.flush()
            os.fsync(descriptor)
        try:
            os.link(beside, path)
        except FileExistsError:
            return
        _sync_folder(path.parent)
    finally:
        os.unlink(beside)  # noqa: PTH108 - mkstemp gives text


def _overwrite(path: Path) -> None:
    try:
        with path.open("r+b") as file:
            file.write(_DESTROYED)
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """What the disk refuses becomes one sentence."""
    try:
        yield
    except PermissionError as error:
        raise SiteError(f"The key {path} belongs to another account, or its folder may not be written.") from error
    except FileNotFoundError as error:
        raise SiteError(f"The folder of keys {path.parent} is missing. undersigned serve makes a new site.") from error
    except OSError as error:
        raise RoomError(f"The key {path} could not be read or written: {error.strerror}.") from error
