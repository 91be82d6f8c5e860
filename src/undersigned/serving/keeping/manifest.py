"""What a backup says of itself, in its first file: versions, counts, and the hash of every file in it."""

import json
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from psycopg import Connection
from psycopg.rows import TupleRow

from undersigned.errors import InputError

FORMAT = 1
NAME = "manifest.json"
DATABASE = "site.postgres.dump"
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
            return cls(**table, files=files)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{source} is no backup of a site, or it is damaged: its list cannot be read.") from error


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
