"""When a site was last backed up; the doctor asks."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from undersigned.site.folder import Site

_FILE = "last-backup.json"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was made here."""

    file: Path
    at: datetime


def remember(site: Site, backup: Backup) -> None:
    """Note it in the site's folder, written beside and renamed."""
    beside = site.path / f".{_FILE}"
    beside.write_text(json.dumps({"file": str(backup.file), "at": backup.at.isoformat()}), encoding="utf-8")
    beside.replace(site.path / _FILE)


def last_backup(site: Site) -> Backup | None:
    """The newest one, or nothing where none was made or the note is damaged."""
    try:
        noted = json.loads((site.path / _FILE).read_text(encoding="utf-8"))
        return Backup(Path(noted["file"]), datetime.fromisoformat(noted["at"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
