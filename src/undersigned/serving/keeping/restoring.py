"""`undersigned restore`: a backup becomes a site on a new machine.

Files first, the database last and in one transaction: a restore that stopped anywhere can be run again.
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
from undersigned.serving.keeping.manifest import DATABASE, NAME, Manifest, counted, measured
from undersigned.site.configuration import configure
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres import transfer
from undersigned.site.postgres.database import using

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


def restore(site: Site, environment: Mapping[str, str], source: Path, keys: Mapping[str, bytes]) -> Restored:
    """Make the site of a backup, in a folder that has none.

    Raises:
        InputError: the file is no backup, or it is damaged.
        SiteError: the site or its database has data.
    """
    site.make()
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=site.path) as folder:
        manifest = extract(source, Path(folder))
        with using(site, configure(site, environment)) as address:
            _refuse_data(address)
            _place_files(site, Path(folder), manifest)
            site_keys.put_in_place(site, keys)
            transfer.load(address, Path(folder) / DATABASE)
            run_once("prepare", site, environment)
            return _looked_over(site, address, manifest)


def extract(source: Path, folder: Path) -> Manifest:
    """Unpack a backup; every file has the size and hash that its list says, and no file is elsewhere.

    Raises:
        InputError: it is no backup, or damaged.
    """
    try:
        with tarfile.open(source, "r:") as archive:
            first = archive.next()
            listed = archive.extractfile(first) if first is not None and first.name == NAME else None
            if listed is None:
                raise InputError(f"{source} is no backup of a site.")
            manifest = Manifest.from_json(listed.read(), source)
            for entry in archive:
                if entry.name in manifest.files and entry.isfile():
                    archive.extract(entry, folder, filter="data")
    except FileNotFoundError as error:
        raise InputError(f"There is no file {source}.") from error
    except (tarfile.TarError, EOFError) as error:
        raise InputError(f"{source} is no backup of a site, or it is cut short: {error}.") from error
    damaged = [name for name in manifest.files if not _is_as_listed(folder / name, manifest, name)]
    if damaged or DATABASE not in manifest.files:
        raise InputError(f"{source} is damaged ({(damaged or [DATABASE])[0]}). Restore another backup.")
    return manifest


def _is_as_listed(path: Path, manifest: Manifest, name: str) -> bool:
    return path.is_file() and measured(path) == manifest.files[name]


def _refuse_data(address: str) -> None:
    with psycopg.connect(address) as connection:
        row = connection.execute(_TABLES).fetchone()
    if row is None or row[0]:
        raise SiteError("The database has data already, and nothing of it was touched. Restore into an empty one.")


def _place_files(site: Site, folder: Path, manifest: Manifest) -> None:
    for name in manifest.files:
        if name == DATABASE:
            continue
        target = site.path / name
        if target.exists() and measured(target) != manifest.files[name]:
            raise SiteError(f"{target} is there already, and is another than in the backup. Restore into a new folder.")
        for parent in reversed(target.relative_to(site.path).parents[:-1]):
            (site.path / parent).mkdir(exist_ok=True)
            (site.path / parent).chmod(0o755)
        shutil.move(folder / name, target)
        os.chmod(target, _PUBLIC_MODE)  # noqa: PTH101 - the same for all


def _looked_over(site: Site, address: str, manifest: Manifest) -> Restored:
    """Count again; end mails that nobody can open; name the keys that lack."""
    keyring = Keyring(site)
    with psycopg.connect(address) as connection:
        counts = counted(connection)
        differences = [
            f"The backup had {number:,} {what}, the restored database has {counts.get(what, 0):,}."
            for what, number in manifest.counts.items()
            if counts.get(what) != number
        ]
        campaigns = connection.execute("select id, slug, stage from campaign order by id").fetchall()
        for identity, slug, _ in campaigns:
            differences += [f"{slug}: {what}." for what in tallying.recount(connection, identity).differences]
        lost = _end_unreadable_mails(connection, keyring)
    wanted = [*site_keys.LASTING, *(f"campaign-{identity}.key" for identity, _, stage in campaigns if stage == "open")]
    missing = tuple(name for name in wanted if not (site.keys / name).exists())
    return Restored(manifest, counts, tuple(differences), missing, lost)


def _end_unreadable_mails(connection: "psycopg.Connection[tuple[object, ...]]", keyring: Keyring) -> int:
    readable = keyring.days("outbox")
    return connection.execute("delete from ledger.outbox where not key_day = any(%s)", [readable]).rowcount
