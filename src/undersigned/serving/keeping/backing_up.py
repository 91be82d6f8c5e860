"""`undersigned backup`: one file with all of a site but its keys.

The database is one moment of it, and the counts are of the same moment. The archive is a plain tar, since what is
large in it is compressed or sealed already. Keys are never in it: who finds a backup reads no address, opens no link.
"""

import io
import os
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import IO

import psycopg
from psycopg.rows import TupleRow

from undersigned.errors import InputError, RoomError
from undersigned.serving.keeping.manifest import (
    DATABASE,
    FOLDERS,
    NAME,
    VOUCHER,
    Manifest,
    applied,
    counted,
    measured,
    measured_text,
    voucher,
)
from undersigned.serving.keeping.remembering import Backup, remember
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.site.postgres import transfer
from undersigned.site.postgres.database import owners, using


def back_up(site: Site, configuration: Configuration, target: Path) -> Manifest:
    """Write the backup beside, then into place; a file of before stays until then.

    Raises:
        InputError: the target is a folder, or lies in what is backed up.
        SiteError: the database cannot be read.
        RoomError: the disk is full.
    """
    _refuse_target(site, target)
    beside = target.with_name(f".{target.name}.new")
    with tempfile.TemporaryDirectory(prefix=".undersigned-", dir=target.parent) as folder:
        try:
            dump, texts = Path(folder) / DATABASE, _texts(site)
            manifest = _gather(site, configuration, dump, texts)
            _write(beside, _lists(site, manifest), texts, dump)
            beside.replace(target)
            _sync(target.parent)
        except OSError as error:
            raise RoomError(f"The backup {target} could not be written: {error.strerror or error}.") from error
        finally:
            beside.unlink(missing_ok=True)
    remember(site, Backup(target.absolute(), datetime.fromisoformat(manifest.made)))
    return manifest


def _refuse_target(site: Site, target: Path) -> None:
    if target.is_dir():
        raise InputError(f"{target} is a folder. Name a file, such as {target / 'site.backup'}.")
    if not target.parent.is_dir():
        raise InputError(f"There is no folder {target.parent} for the backup.")
    if any(target.absolute().is_relative_to(site.path / name) for name in (*FOLDERS, "keys", "postgres", "run")):
        raise InputError(f"{target} lies inside the site. A backup belongs elsewhere, best on another machine.")


def _gather(site: Site, configuration: Configuration, dump: Path, texts: Mapping[str, bytes]) -> Manifest:
    """Dump the database and count in one and the same moment of it."""
    with using(site, configuration) as address, psycopg.connect(address) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        counts, changes = counted(connection), applied(connection)
        transfer.dump(owners(site, configuration), dump, _snapshot(connection))
        server = connection.info.server_version // 10_000
    files = {DATABASE: measured(dump), **{name: measured_text(text) for name, text in texts.items()}}
    made = datetime.now(UTC).replace(microsecond=0).isoformat()
    return Manifest(_version(), made, server, changes, counts, files)


def _version() -> str:
    try:
        return version("undersigned")
    except PackageNotFoundError:  # run from a checkout
        return "that is not installed"


def _snapshot(connection: psycopg.Connection[TupleRow]) -> str:
    row = connection.execute("select pg_export_snapshot()").fetchone()
    return str(row[0]) if row else ""


def _texts(site: Site) -> dict[str, bytes]:
    """What people wrote and what is served, each read once: tallies are replaced all the time."""
    found = {}
    for path in _files(site):
        with suppress(FileNotFoundError):  # replaced by a newer publication just now
            found[path.relative_to(site.path).as_posix()] = path.read_bytes()
    return found


def _files(site: Site) -> Iterator[Path]:
    """No link to elsewhere, and nothing that is still being written."""
    yield site.configuration_file
    for name in FOLDERS:
        for path in sorted((site.path / name).rglob("*")):
            hidden = any(part.startswith(".") for part in path.relative_to(site.path).parts)
            if path.is_file() and not path.is_symlink() and not hidden:
                yield path


def _lists(site: Site, manifest: Manifest) -> dict[str, bytes]:
    """What the archive begins with: its list, and what vouches for that."""
    text = manifest.to_json()
    return {NAME: text, VOUCHER: voucher(Keyring(site).get("backup"), text)}


def _write(beside: Path, lists: Mapping[str, bytes], texts: Mapping[str, bytes], dump: Path) -> None:
    beside.unlink(missing_ok=True)
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as archive, dump.open("rb") as database:
            for name, text in lists.items():
                _add_text(archive, name, text)
            _add(archive, DATABASE, database, dump.stat().st_size)
            for name, text in texts.items():
                _add_text(archive, name, text)
        file.flush()
        os.fsync(file.fileno())


def _add_text(archive: tarfile.TarFile, name: str, text: bytes) -> None:
    _add(archive, name, io.BytesIO(text), len(text))


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    archive.addfile(entry, content)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
