"""`undersigned backup-keys` and `restore-keys`: the keys that a site needs on another machine, under a passphrase.

Stamps, blocks, backups, and each campaign's key of address hashes. The keys of single hours and days stay behind and
end with the machine: without them what waited to be mailed cannot be read, by anybody.
"""

import json
import os
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from undersigned.errors import InputError, RoomError, SiteError
from undersigned.sealing.envelope import SealError
from undersigned.sealing.passphrases import Cost, Locked, lock, unlock
from undersigned.site.addresses import Dsn
from undersigned.site.folder import Site
from undersigned.site.keyring import LENGTH, Keyring

BACKUP = "backup.key"
LASTING = (BACKUP, "blocks.key", "stamps.key")
_CAMPAIGNS = "campaign-*.key"
_CAMPAIGN = re.compile(r"campaign-([0-9]+)\.key", re.ASCII)
_ABOUT = b"undersigned keys of a site 1"
_KIND = "undersigned keys of a site"
_NO_KEY = bytes(LENGTH)


def back_up_keys(site: Site, target: Path, passphrase: str, cost: Cost | None = None) -> list[str]:
    """Seal the keys into a file, beside, then into place; the names of those in it.

    Raises:
        SiteError: there are no keys.
        SealError: the passphrase is too short.
    """
    if kept(site):
        Keyring(site).get("backup")  # so that backups made later can be told from others with this file
    names = kept(site)
    if not names:
        raise SiteError(f"There are no keys in {site.keys} yet.")
    held = {name: b64encode((site.keys / name).read_bytes()).decode() for name in names}
    locked = lock(json.dumps(held), passphrase, _ABOUT, cost)
    written = {"what": _KIND, "made": datetime.now(UTC).date().isoformat(), "keys": names, **locked.to_table()}
    _place(target, json.dumps(written, indent=1).encode() + b"\n")
    return names


def opened(source: Path, passphrase: str) -> dict[str, bytes]:
    """The keys in a file.

    Raises:
        InputError: the file is none of keys.
        SealError: the passphrase does not open it.
    """
    try:
        table = json.loads(source.read_text(encoding="utf-8"))
        locked = Locked.from_table(table if table["what"] == _KIND else {})
    except FileNotFoundError as error:
        raise InputError(f"There is no file {source}.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{source} is no file of a site's keys, or it is damaged.") from error
    try:
        text = unlock(locked, passphrase, _ABOUT)
    except SealError as error:
        raise SealError(f"This passphrase does not open {source}, or the file was changed.") from error
    return {name: b64decode(key) for name, key in json.loads(text).items()}


@dataclass(frozen=True, slots=True)
class Placed:
    """Which keys came into a site, and which stayed outside."""

    new: list[str]
    left: list[str]
    """The site has made its own since."""
    over: list[str]
    """Their campaign is not open: their end was promised, and they were destroyed before."""


def refuse_others(site: Site, keys: Mapping[str, bytes]) -> None:
    """Refuse keys that would take another's place.

    Raises:
        SiteError: the site has another key of address hashes for a campaign; nothing was changed.
    """
    for name in _others(site, _usable(keys)):
        if name not in LASTING:
            raise SiteError(
                f"The site in {site.path} has another {name} already, and addresses were counted with that. "
                "Nothing was changed. Restore into a new site."
            )


def put_in_place(site: Site, keys: Mapping[str, bytes], database: Dsn) -> Placed:
    """Put keys into a site; none is written over another, and a campaign that is not open gets none.

    Raises:
        SiteError: the site has another key of address hashes for a campaign; nothing was changed.
    """
    wanted = _usable(keys)
    open_ones = _keys_of_open_campaigns(database)
    over = sorted(name for name in wanted if name not in LASTING and name not in open_ones)
    wanted = {name: key for name, key in wanted.items() if name not in over}
    refuse_others(site, wanted)
    new = sorted(name for name in wanted if not (site.keys / name).exists())
    for name in new:
        _place(site.keys / name, wanted[name])
    return Placed(new, _others(site, wanted), over)


def of_backups(site: Site) -> bytes | None:
    """The site's own key of backups, where its keys came along by hand."""
    path = site.keys / BACKUP
    return Keyring(site).get("backup") if path.is_file() else None


def _keys_of_open_campaigns(database: Dsn) -> set[str]:
    with psycopg.connect(database) as connection:
        rows = connection.execute("select id from campaign where stage = 'open'").fetchall()
    return {f"campaign-{identity}.key" for (identity,) in rows}


def _usable(keys: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: key for name, key in keys.items() if _may_be(name) and len(key) == LENGTH and key != _NO_KEY}


def _others(site: Site, wanted: Mapping[str, bytes]) -> list[str]:
    """The names under which the site has another key."""
    present = {name: (site.keys / name).read_bytes() for name in wanted if (site.keys / name).exists()}
    return sorted(name for name, key in present.items() if key not in (wanted[name], _NO_KEY))


def kept(site: Site) -> list[str]:
    """The names of the keys that outlive a day."""
    found = [*(site.keys / name for name in LASTING), *sorted(site.keys.glob(_CAMPAIGNS))]
    return [path.name for path in found if path.is_file() and path.read_bytes() != _NO_KEY]


def _may_be(name: str) -> bool:
    return name in LASTING or _CAMPAIGN.fullmatch(name) is not None


def _place(target: Path, text: bytes) -> None:
    beside = target.with_name(f".{target.name}.new")
    try:
        beside.unlink(missing_ok=True)
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        raise RoomError(f"{target} could not be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)
