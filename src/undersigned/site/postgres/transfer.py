"""A database into one file and out of it again: what backup and restore are made of.

The programs are those of PostgreSQL 18, which read every server from 15 on. A password reaches them by a file of
their own, never by a command line.
"""

import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from undersigned.errors import RoomError, SiteError
from undersigned.site.postgres.binaries import programs

_HEAD = 60
"""Lines of a script before its first table: settings of the session."""
_MARK = b"\nundersigned sha256 "
_MARK_LENGTH = len(_MARK) + 64 + 1
_PSQL = ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1", "--set=VERBOSITY=terse"]
_NOT_PASSED_ON = {"DATABASE_URL", "EMAIL_URL", "PGPASSWORD"}
BACKSLASH = "\\"
_TOO_NEW = b"SET transaction_timeout = 0;\n"
"""A setting that servers before 17 do not know; the script is written without it."""


def dump(address: str, target: Path, snapshot: str = "") -> None:
    """Write a database into a file of pg_dump's custom format: one moment of it, unlogged tables left empty.

    `snapshot` is the moment that a transaction of the caller's sees (pg_export_snapshot).

    Raises:
        SiteError: the database cannot be read.
        RoomError: the disk is full. What was in the file before stays.
    """
    beside = target.with_name(f".{target.name}.new")
    arguments = ["--format=custom", "--no-owner", "--no-privileges", "--no-unlogged-table-data", "--no-password"]
    arguments.append("--exclude-table-data=ledger.mails_of_day")  # counts under a key of the day, which is in no backup
    arguments += [f"--snapshot={snapshot}"] if snapshot else []
    try:
        with _session(address) as session, _private(beside) as file:
            done = subprocess.run(  # noqa: S603 - our own program and arguments
                [str(programs() / "pg_dump"), *arguments, f"--dbname={session.conninfo}"],
                env=session.environment,
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.PIPE,
                check=False,
            )
            _sign(file)
        if done.returncode != 0:
            raise SiteError(f"The database could not be backed up: {_first_error(done.stderr)}.")
        beside.replace(target)
    except OSError as error:
        raise RoomError(f"The backup {target} could not be written: {error.strerror}.") from error
    finally:
        beside.unlink(missing_ok=True)


def load(address: str, source: Path) -> None:
    """Read a file of `dump` into an empty database, all of it or nothing.

    Raises:
        SiteError: the file cannot be read, or the database is not empty.
    """
    if not source.is_file():
        raise SiteError(f"There is no backup {source}.")
    if not _is_whole(source):
        raise SiteError(f"The backup {source} cannot be read: it is not whole, or no backup of Undersigned.")
    with _session(address) as session, tempfile.TemporaryFile() as unread, tempfile.TemporaryFile() as refused:
        complete = _pour(source, session, unread, refused)
        for words, what in ((unread, "cannot be read"), (refused, "was not restored, the database is as it was")):
            words.seek(0)
            said = words.read()
            if not complete and said:
                raise SiteError(f"The backup {source} {what}: {_first_error(said)}.")
    if not complete:
        raise SiteError(f"The backup {source} was not restored: the database went away.")


def _sign(file: IO[bytes]) -> None:
    """Write the digest of all that stands before at the end, where pg_restore does not look."""
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type]
    file.seek(0, os.SEEK_END)
    file.write(_MARK + digest.encode() + b"\n")
    file.flush()
    os.fsync(file.fileno())


def _is_whole(source: Path) -> bool:
    """Whether the digest at the end is that of all before: pg_restore reads a cut file as one with fewer rows."""
    digest = hashlib.sha256()
    remaining = source.stat().st_size - _MARK_LENGTH
    with source.open("rb") as file:
        while remaining > 0 and (block := file.read(min(remaining, 1 << 20))):
            digest.update(block)
            remaining -= len(block)
        return remaining == 0 and file.read() == _MARK + digest.hexdigest().encode() + b"\n"


def _pour(source: Path, session: "_Session", unread: IO[bytes], refused: IO[bytes]) -> bool:
    """Pour the script of a backup into the database; commit only once all of it was read and taken."""
    reader = subprocess.Popen(  # noqa: S603 - our own program and arguments
        [str(programs() / "pg_restore"), "--no-owner", "--no-privileges", "--file=-", str(source)],
        env=session.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=unread,
    )
    writer = subprocess.Popen(  # noqa: S603 - our own program and arguments
        [str(programs() / "psql"), *_PSQL, f"--dbname={session.conninfo}"],
        env=session.environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=refused,
    )
    assert reader.stdout is not None  # noqa: S101 - asked for above
    assert writer.stdin is not None  # noqa: S101
    with suppress(BrokenPipeError), reader, writer.stdin as into:  # a broken pipe: the writer's words say why
        into.write(b"BEGIN;\n")
        _pass_on(reader.stdout, into)
        if reader.wait() == 0:
            into.write(b"COMMIT;\n")
    return writer.wait() == 0 and reader.returncode == 0


def _pass_on(script: IO[bytes], into: IO[bytes]) -> None:
    for _ in range(_HEAD):
        line = script.readline()
        if line != _TOO_NEW:
            into.write(line)
    shutil.copyfileobj(script, into, 1 << 18)


@dataclass(frozen=True, slots=True)
class _Session:
    """How a program enters the database: an address without a password, and the file that has it."""

    conninfo: str
    environment: dict[str, str]


@contextmanager
def _session(address: str) -> Iterator[_Session]:
    known = conninfo_to_dict(address)
    secret = str(known.pop("password", ""))
    environment = {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}
    with tempfile.NamedTemporaryFile("w", prefix="undersigned-", encoding="utf-8") as file:
        file.write(f"*:*:*:*:{secret.replace(BACKSLASH, BACKSLASH * 2).replace(':', BACKSLASH + ':')}\n")
        file.flush()
        yield _Session(make_conninfo("", **known), {**environment, "PGPASSFILE": file.name})


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    """A new file that this account alone reads."""
    path.unlink(missing_ok=True)
    with open(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:  # noqa: PTH123
        yield file


def _first_error(said: bytes) -> str:
    """The first sentence of a program's complaint; what follows may quote rows."""
    lines = [line for line in said.decode(errors="replace").splitlines() if "error:" in line or "ERROR:" in line]
    if not lines:
        return "it ended without a word"
    return lines[0].rpartition("ERROR:")[2].rpartition("error:")[2].strip().rstrip(".")
