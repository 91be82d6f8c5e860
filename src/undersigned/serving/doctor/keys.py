"""Are the keys there, and for nobody else to read?"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import psycopg

from undersigned.serving.doctor.base import Finding, Known, good, unknown, wrong
from undersigned.site.keyring import Keyring

_LASTING = ("stamps", "blocks")
_FROM_BACKUP = "Bring it back with: undersigned restore-keys FILE."


def look(known: Known) -> Iterator[Finding]:
    """Modes of the folder and its files; keys that the database needs and that are missing."""
    folder = known.site.keys
    if not folder.is_dir():
        yield wrong(f"The folder of keys {folder} is missing.", _FROM_BACKUP)
        return
    open_ones = [path for path in (folder, *sorted(folder.glob("*.key"))) if _is_open(path)]
    for path in open_ones:
        yield wrong(f"{path} can be read by others.", f"Close it: chmod {'700' if path.is_dir() else '600'} {path}")
    missing = list(_missing(known))
    yield from missing
    if not open_ones and not missing:
        yield good("The keys are there, and for this account alone.")


def _is_open(path: Path) -> bool:
    found = path.stat()
    return bool(stat.S_IMODE(found.st_mode) & 0o077) or found.st_uid != os.geteuid()


def _missing(known: Known) -> Iterator[Finding]:
    if not known.database:
        yield unknown(f"Which campaigns need keys could not be asked: {known.trouble}")
        return
    with psycopg.connect(known.database) as connection:
        row = connection.execute("select count(*) from ledger.signature").fetchone()
        campaigns = connection.execute("select id, slug from campaign where stage = 'open' order by id").fetchall()
    if row is not None and row[0]:
        for name in _LASTING:
            if not (known.site.keys / f"{name}.key").exists():
                yield wrong(f"The key {name}.key is missing, and there are signatures made with it.", _FROM_BACKUP)
    keyring = Keyring(known.site)
    for identity, slug in campaigns:
        if not keyring.has_campaign(identity):
            yield wrong(
                f"The key of the open campaign {slug}, campaign-{identity}.key, is missing: nobody can confirm.",
                _FROM_BACKUP,
            )
