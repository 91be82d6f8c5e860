"""What a backup says of itself, in its first file: versions, counts, and the hash of every file in it.

The file after it vouches for that: a MAC under a key of the site. So whoever has the site's keys can tell its backups
from those that somebody else made or changed.
"""

import hmac
import json
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path, PurePosixPath

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.errors import InputError

FORMAT = 1
NAME = "manifest.json"
VOUCHER = "manifest.mac"
DATABASE = "site.postgres.dump"
SETTINGS, FOLDERS = "site.toml", ("campaigns", "public")
"""What of a site's folder is in a backup; nothing else is ever taken out of one."""
_VOUCHED = b"undersigned backup manifest\0"
_COUNTED = {
    "campaigns": "select count(*) from campaign",
    "signatures": "select count(*) from ledger.signature",
    "confirmed now": "select count(*) from ledger.signature where state = 'confirmed'",
    "events": "select count(*) from ledger.event",
    "data keys": "select count(*) from ledger.data_key",
    "mails that wait": "select count(*) from ledger.outbox",
}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a backup."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """A backup: made by which Undersigned, of which database, when (UTC), what is in it."""

    undersigned: str
    made: str
    postgresql: int
    applied: list[str]
    counts: dict[str, int]
    files: dict[str, File]
    format: int = FORMAT

    def to_json(self) -> bytes:
        """As the first file of the archive."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes, source: Path) -> "Manifest":
        """Read it again.

        Raises:
            InputError: it is none, or of a later Undersigned.
        """
        try:
            table = json.loads(text)
            if table["format"] > FORMAT:
                raise InputError(
                    f"{source} was made by Undersigned {table['undersigned']}: restore it with that or a later one."
                )
            files = {str(name): File(**about) for name, about in table.pop("files").items()}
            if others := sorted(name for name in files if not _belongs(name)):
                raise InputError(
                    f"{source} has a file that no backup of a site has, {others[0]!r}. Nothing was restored."
                )
            return cls(**table, files=files)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{source} is no backup of a site, or it is damaged: its list cannot be read.") from error


def voucher(key: bytes, manifest: bytes) -> bytes:
    """The MAC of a manifest, as text, under a key that follows from the site's key of backups."""
    return hmac.digest(hmac.digest(key, _VOUCHED, "sha256"), manifest, "sha256").hex().encode("ascii")


def is_vouched(key: bytes, manifest: bytes, said: bytes) -> bool:
    """Whether the site with this key made the manifest."""
    return hmac.compare_digest(voucher(key, manifest), said)


def _belongs(name: str) -> bool:
    parts = PurePosixPath(name).parts
    plain = name == "/".join(parts) and not any(part.startswith(".") or "\0" in part for part in parts)
    return plain and (name in (DATABASE, SETTINGS) or (len(parts) > 1 and parts[0] in FOLDERS))


def counted(connection: Connection[TupleRow]) -> dict[str, int]:
    """How many of each, as this connection sees them."""
    return {what: _number(connection, question) for what, question in _COUNTED.items()}


def applied(connection: Connection[TupleRow]) -> list[str]:
    """The changes of the ledger's tables that this database has."""
    return [str(name) for (name,) in connection.execute("select name from ledger.applied order by name").fetchall()]


def measured(path: Path) -> File:
    """A file's size and hash."""
    with path.open("rb") as file:
        return File(path.stat().st_size, file_digest(file, "sha256").hexdigest())


def measured_text(text: bytes) -> File:
    """The same of a file that was read."""
    return File(len(text), sha256(text).hexdigest())


def _number(connection: Connection[TupleRow], question: str) -> int:
    row = connection.execute(question.encode()).fetchone()
    return int(row[0]) if row else 0
