"""From a path to plain UTF-8 tables on disk: gzip, zip, XLSX, Parquet, odd encodings; bad files get one sentence."""

import errno
import gzip
import hashlib
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from undersigned.errors import InputError
from undersigned.ingest import plain_text, spreadsheet
from undersigned.ingest.plain_text import Look, Readable
from undersigned.terms.progress import Progress

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
_NOT_TABLES = {
    b"%PDF": "a PDF document",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook; save it as XLSX or CSV",
    b"\x89PNG": "a picture",
    b"\x7fELF": "a program",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"BZh": "compressed with bzip2; decompress it first",
    b"\xfd7zXZ": "compressed with xz; decompress it first",
    b"\x28\xb5\x2f\xfd": "compressed with zstd; decompress it first",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One table on disk.

    `repaired` counts the lines whose encoding had to be mended; `in_zip` says that others may lie beside it.
    """

    name: str
    path: Path
    form: Literal["csv", "parquet"]
    repaired: int = 0
    in_zip: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """What one path holds: its SHA-256, its tables, and the names in it that are not tables."""

    name: str
    sha256: str
    parts: tuple[Part, ...]
    not_read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Examined:
    """What the bytes of a file tell: its digest, as `sha256sum` gives it, and how clean a text it is."""

    sha256: str
    look: Look


def examine(path: Path, progress: Progress) -> Examined:
    """Read all bytes once; the digest is made beside the look at them, as it lets go of the interpreter."""
    must_be_a_file(path)
    digest, look = hashlib.sha256(), Look()
    total = path.stat().st_size
    done = 0
    with path.open("rb") as file, ThreadPoolExecutor(1) as beside:
        while chunk := file.read(1 << 22):
            digested = beside.submit(digest.update, chunk)
            look.take(chunk)
            digested.result()
            done += len(chunk)
            progress.advance(done, total)
    return Examined(digest.hexdigest(), look)


def must_be_a_file(path: Path) -> None:
    """A path that is there, is a file, and is not empty."""
    try:
        if not path.exists():
            raise InputError(f"{path}: there is no such file. Check the name.")
        if path.is_dir():
            raise InputError(f"{path} is a folder. Name the files in it, such as {path}/*.csv.gz")
        if not path.is_file():
            raise InputError(f"{path} is not a regular file.")
        with path.open("rb") as file:
            empty = not file.read(1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from error
    if empty:
        raise InputError(f"{path} is empty. Download it again.")


def unpack(path: Path, examined: Examined, scratch: Path, progress: Progress) -> Opened:
    """The tables of a file, as plain text or Parquet."""
    digest = examined.sha256
    with path.open("rb") as file:
        magic = file.read(8)
    for start, what in _NOT_TABLES.items():
        if magic.startswith(start):
            raise InputError(f"{path} is {what}, not a table. Give a CSV, XLSX or Parquet file.")
    if magic.startswith(b"PAR1"):
        return Opened(path.name, digest, (Part(path.name, path, "parquet"),))
    if magic.startswith(b"PK"):
        return _unpack_zip(path, digest, scratch, progress)
    if magic.startswith(b"\x1f\x8b"):
        with _readable(path), gzip.open(path) as stream:
            part = _as_text(path.name, stream, scratch / "0.csv", progress)
        return Opened(path.name, digest, (part,))
    if not examined.look.must_be_mended(path):
        return Opened(path.name, digest, (Part(path.name, path, "csv"),))
    with path.open("rb") as stream:
        part = _as_text(path.name, stream, scratch / "0.csv", progress)
    return Opened(path.name, digest, (part,))


def _unpack_zip(path: Path, digest: str, scratch: Path, progress: Progress) -> Opened:
    with _readable(path), zipfile.ZipFile(path) as archive:
        names = [entry.filename for entry in archive.infolist() if not entry.is_dir()]
        if "xl/workbook.xml" in names:
            table = spreadsheet.to_csv(path, scratch / "0.csv")
            return Opened(path.name, digest, (Part(path.name, table, "csv"),))
        tables = [name for name in names if name.lower().endswith(TEXT_SUFFIXES) and not name.startswith("__MACOSX")]
        if not tables:
            listed = ", ".join(names[:5]) or "nothing"
            raise InputError(f"{path} holds no CSV file (it holds {listed}). Name the zip that has the contracts.")
        parts = []
        for number, name in enumerate(tables):
            if archive.getinfo(name).flag_bits & 0x1:
                raise InputError(f"{path}: {name} is locked with a password. Unpack it and add the CSV file.")
            with archive.open(name) as stream:
                part = _as_text(f"{path.name}/{name}", stream, scratch / f"{number}.csv", progress)
                parts.append(Part(part.name, part.path, "csv", part.repaired, in_zip=True))
    return Opened(path.name, digest, tuple(parts), tuple(name for name in names if name not in tables))


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """A damaged archive becomes one sentence."""
    try:
        yield
    except EOFError as error:
        raise InputError(f"{path} is cut off: the compressed data ends too early. Download it again.") from error
    except (OSError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise  # the machine's trouble, such as a full disk; that of bad data has no number or a place before 0
        raise InputError(f"{path} is damaged: it cannot be decompressed ({error}). Download it again.") from error


def _as_text(name: str, stream: Readable, target: Path, progress: Progress) -> Part:
    repaired = plain_text.copy(stream, target, name, progress)
    return Part(name, target, "csv", repaired)
