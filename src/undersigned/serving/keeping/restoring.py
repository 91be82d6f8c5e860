"""`undersigned restore`: a backup becomes a site on a new machine.

Files first, the database last and in one transaction: a restore that stopped anywhere can be run again. The keys of
campaigns come after the database, which says for which of them one may still be there.
"""

import os
import shutil
import tarfile
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

from undersigned.errors import InputError, SiteError
from undersigned.ledger import tallying
from undersigned.serving.children import run_once
from undersigned.serving.keeping import site_keys
from undersigned.serving.keeping.manifest import (
    DATABASE,
    NAME,
    SETTINGS,
    VOUCHER,
    Manifest,
    counted,
    is_vouched,
    measured,
)
from undersigned.site import tables
from undersigned.site.configuration import configure
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres import transfer
from undersigned.site.postgres.database import owners, using

_PUBLIC_MODE = 0o644
_TABLES = """
    select count(*) from pg_class join pg_namespace on pg_namespace.oid = relnamespace
    where relkind = 'r' and nspname in ('public', 'ledger')
"""


@dataclass(frozen=True, slots=True)
class Restored:
    """What stands again, and what does not."""

    manifest: Manifest
    counts: Mapping[str, int]
    differences: tuple[str, ...]
    """What recounting found; sentences."""
    missing_keys: tuple[str, ...]
    mails_lost: int
    keys: site_keys.Placed
    is_vouched: bool
    """Whether a key says that this site made the backup; without one nobody can tell."""
    base_url: str
    """Where the settings in the backup say that links in mails lead; empty where they say nothing."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A backup in a folder of its own."""

    folder: Path
    manifest: Manifest
    is_vouched: bool


def restore(site: Site, environment: Mapping[str, str], source: Path, keys: Mapping[str, bytes]) -> Restored:
    """Make the site of a backup, in a folder that has none.

    Raises:
        InputError: the file is no backup, or it is damaged.
        SiteError: the site or its database has data.
    """
    site.make()
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=site.path) as folder:
        found = extract(source, Path(folder), keys.get(site_keys.BACKUP) or site_keys.of_backups(site))
        base_url = _plain(str(tables.load(found.folder / SETTINGS).get("base_url", "")))
        configuration = configure(site, environment)
        with using(site, configuration) as address:
            _refuse_data(address)
            site_keys.refuse_others(site, keys)
            _place_files(site, found)
            transfer.load(owners(site, configuration), Path(folder) / DATABASE)
            run_once("prepare", site, environment)
            placed = site_keys.put_in_place(site, keys, address)
            return _looked_over(site, address, found, placed, base_url)


def extract(source: Path, folder: Path, key: bytes | None = None) -> Unpacked:
    """Unpack a backup; every file has the size and hash that its list says, and no file is elsewhere.

    Raises:
        InputError: it is no backup, or damaged, or not made with this key of backups.
    """
    try:
        with tarfile.open(source, "r:") as archive:
            first = archive.next()
            listed = archive.extractfile(first) if first is not None and first.name == NAME else None
            if listed is None:
                raise InputError(f"{source} is no backup of a site.")
            text = listed.read()
            manifest = Manifest.from_json(text, source)
            if key is not None:
                _refuse_unvouched(archive, key, text, source)
            for entry in archive:
                if entry.name in manifest.files and entry.isfile():
                    _unpack(archive, entry, folder / entry.name)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {source}.") from error
    except (tarfile.TarError, EOFError) as error:
        raise InputError(f"{source} is no backup of a site, or it is cut short: {error}.") from error
    damaged = [name for name in manifest.files if not _is_as_listed(folder / name, manifest, name)]
    if damaged or DATABASE not in manifest.files:
        raise InputError(f"{source} is damaged ({(damaged or [DATABASE])[0]}). Restore another backup.")
    return Unpacked(folder, manifest, key is not None)


def _unpack(archive: tarfile.TarFile, entry: tarfile.TarInfo, target: Path) -> None:
    """Write one file of the list; its owner, and bits beyond reading, writing and running, stay behind."""
    target.parent.mkdir(parents=True, exist_ok=True)
    said = archive.extractfile(entry)
    if said is not None:
        with said, target.open("wb") as file:
            shutil.copyfileobj(said, file)
        target.chmod(entry.mode & 0o755)


def _refuse_unvouched(archive: tarfile.TarFile, key: bytes, text: bytes, source: Path) -> None:
    """The list comes first and its MAC second, before anything is unpacked."""
    entry = archive.next()
    said = archive.extractfile(entry) if entry is not None and entry.name == VOUCHER else None
    if said is None or not is_vouched(key, text, said.read()):
        raise InputError(
            f"{source} was not made by the site with this backup.key, or it was changed since. Nothing was restored."
        )


def _plain(text: str) -> str:
    return "".join(each for each in text if each.isprintable())


def _is_as_listed(path: Path, manifest: Manifest, name: str) -> bool:
    return path.is_file() and measured(path) == manifest.files[name]


def _refuse_data(address: str) -> None:
    with psycopg.connect(address) as connection:
        row = connection.execute(_TABLES).fetchone()
    if row is None or row[0]:
        raise SiteError("The database has data already, and nothing of it was touched. Restore into an empty one.")


def _place_files(site: Site, found: Unpacked) -> None:
    """Move the files in; folders that are there stay as they are."""
    listed = found.manifest.files
    for name in sorted(set(listed) - {DATABASE}):
        target = site.path / name
        if target.exists() and measured(target) != listed[name]:
            raise SiteError(f"{target} is there already, and is another than in the backup. Restore into a new folder.")
        for parent in reversed(target.relative_to(site.path).parents[:-1]):
            _make_folder(site.path / parent)
        shutil.move(found.folder / name, target)
        os.chmod(target, _PUBLIC_MODE)  # noqa: PTH101 - the same for all


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir()
        folder.chmod(0o755)


def _looked_over(site: Site, address: str, found: Unpacked, placed: site_keys.Placed, base_url: str) -> Restored:
    """Count again; end mails that nobody can open; name the keys that lack."""
    keyring = Keyring(site)
    with psycopg.connect(address) as connection:
        counts = counted(connection)
        differences = [
            f"The backup had {_less_or_more(number, counts.get(what, 0))} {what} than the restored database."
            for what, number in found.manifest.counts.items()
            if counts.get(what) != number
        ]
        campaigns = connection.execute("select id, slug, stage from campaign order by id").fetchall()
        for identity, slug, _ in campaigns:
            differences += [f"{slug}: {what}." for what in tallying.recount(connection, identity).differences]
        lost = _end_unreadable_mails(connection, keyring)
    wanted = [*site_keys.LASTING, *(f"campaign-{identity}.key" for identity, _, stage in campaigns if stage == "open")]
    missing = tuple(name for name in wanted if not (site.keys / name).exists())
    return Restored(found.manifest, counts, tuple(differences), missing, lost, placed, found.is_vouched, base_url)


def _end_unreadable_mails(connection: "psycopg.Connection[tuple[object, ...]]", keyring: Keyring) -> int:
    readable = keyring.hours("outbox")
    return connection.execute("delete from ledger.outbox where not key_hour = any(%s)", [readable]).rowcount


def _less_or_more(number: int, other: int) -> str:
    """No number is told: a letter may wait for its own."""
    return "fewer" if number < other else "more"
