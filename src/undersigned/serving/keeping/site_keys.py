"""`undersigned backup-keys` and `restore-keys`: the keys that a site needs on another machine, under a passphrase.

Links, stamps, blocks and each campaign's key of address hashes. The keys of single days stay behind and end with the
machine: without them what waited to be mailed cannot be read, by anybody.
"""

import json
import os
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from undersigned.errors import InputError, RoomError, SiteError
from undersigned.sealing.envelope import SealError
from undersigned.sealing.passphrases import Cost, Locked, lock, unlock
from undersigned.site.folder import Site
from undersigned.site.keyring import LENGTH

LASTING = ("blocks.key", "links.key", "stamps.key")
_CAMPAIGNS = "campaign-*.key"
_ABOUT = b"undersigned keys of a site 1"
_KIND = "undersigned keys of a site"
_NO_KEY = bytes(LENGTH)


def back_up_keys(site: Site, target: Path, passphrase: str, cost: Cost | None = None) -> list[str]:
    """Seal the keys into a file, beside, then into place; the names of those in it.

    Raises:
        SiteError: there are no keys.
        SealError: the passphrase is too short.
    """
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
    """Which keys came into a site, and which stayed because the site has made its own since."""

    new: list[str]
    left: list[str]


def put_in_place(site: Site, keys: Mapping[str, bytes]) -> Placed:
    """Put keys into a site; none is written over another.

    Raises:
        SiteError: the site has another key of address hashes for a campaign; nothing was changed.
    """
    wanted = {name: key for name, key in keys.items() if _may_be(name) and len(key) == LENGTH}
    present = {name: (site.keys / name).read_bytes() for name in wanted if (site.keys / name).exists()}
    left = sorted(name for name, key in present.items() if key not in (wanted[name], _NO_KEY))
    for name in left:
        if name not in LASTING:
            raise SiteError(
                f"The site in {site.path} has another {name} already, and addresses were counted with that. "
                "Nothing was changed. Restore into a new site."
            )
    new = sorted(set(wanted) - set(present))
    for name in new:
        _place(site.keys / name, wanted[name])
    return Placed(new, left)


def kept(site: Site) -> list[str]:
    """The names of the keys that outlive a day."""
    found = [*(site.keys / name for name in LASTING), *sorted(site.keys.glob(_CAMPAIGNS))]
    return [path.name for path in found if path.is_file() and path.read_bytes() != _NO_KEY]


def _may_be(name: str) -> bool:
    return name in LASTING or (Path(name).name == name and Path(name).match(_CAMPAIGNS))


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
