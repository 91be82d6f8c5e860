"""From a path to the tables in it: CSV, gzip, zip, XLSX, Parquet, odd encodings; bad files get one sentence."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from undersigned.errors import InputError
from undersigned.ingest import archives, spreadsheet
from undersigned.ingest.plain_text import Look
from undersigned.terms.progress import Progress

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

Packing = Literal["none", "mixed", "gzip", "zip"]
"""How a table's text lies in its file: as clean UTF-8, in another or in mixed encodings, or compressed."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table in a file: `member` is its name in a zip. What is packed is read as a stream (`streaming`)."""

    name: str
    path: Path
    form: Literal["csv", "parquet"]
    packing: Packing = "none"
    member: str = ""

    @property
    def in_zip(self) -> bool:
        """May others lie beside it?"""
        return self.packing == "zip"


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


def look_inside(path: Path, examined: Examined, scratch: Path) -> Opened:
    """The tables of a file. Only a workbook is written anew, as CSV, into `scratch`."""
    digest = examined.sha256
    with path.open("rb") as file:
        magic = file.read(8)
    for start, what in _NOT_TABLES.items():
        if magic.startswith(start):
            raise InputError(f"{path} is {what}, not a table. Give a CSV, XLSX or Parquet file.")
    if magic.startswith(b"PAR1"):
        return Opened(path.name, digest, (Part(path.name, path, "parquet"),))
    if magic.startswith(b"PK"):
        return _inside_zip(path, digest, scratch)
    if magic.startswith(b"\x1f\x8b"):
        return Opened(path.name, digest, (Part(path.name, path, "csv", "gzip"),))
    packing: Packing = "mixed" if examined.look.must_be_mended(path) else "none"
    return Opened(path.name, digest, (Part(path.name, path, "csv", packing),))


def _inside_zip(path: Path, digest: str, scratch: Path) -> Opened:
    found = archives.look(path)
    if found.is_workbook:
        return Opened(path.name, digest, (Part(path.name, spreadsheet.to_csv(path, scratch / "0.csv"), "csv"),))
    parts = tuple(Part(f"{path.name}/{name}", path, "csv", "zip", name) for name in found.tables)
    return Opened(path.name, digest, parts, found.others)
