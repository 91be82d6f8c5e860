"""The files of a finished site, read from disk: whole, or in stretches where they are long."""

import os
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import IO

import duckdb

from undersigned.dossiers.checking.base import File
from undersigned.engine.duck import literal

TEXTS = frozenset(
    ("html", "css", "js", "svg", "xml", "csv", "tsv", "json", "jsonl", "ndjson", "txt", "md", "bib", "ris", "toml")
)
TABLES = frozenset(("parquet", "xlsx"))
STRETCH = 1 << 20
"""Bytes of a long file that are looked at together; a stretch ends with a line."""
_SMALL = 1 << 14
_ROW = re.compile(rb"<row\b.*?</row>|<si>.*?</si>", re.DOTALL)
_CELL = re.compile(rb"<t\b[^>]*>([^<]*)</t>")
_SHEETS = re.compile(r"xl/(worksheets/sheet\d+|sharedStrings)\.xml$")
_READ_APART = frozenset(("pagefind",))
"""Folders that a program wrote from the pages: packed, and with a script of its own."""


def listed(site: Path) -> dict[str, int]:
    """Every file by its path below the site, and how many bytes it has."""
    found: dict[str, int] = {}
    folders = [""]
    while folders:
        folder = folders.pop()
        with os.scandir(site / folder) as entries:
            for entry in entries:
                path = f"{folder}/{entry.name}" if folder else entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append(path)
                else:
                    found[path] = entry.stat().st_size
    return found


def is_read(path: str) -> bool:
    """True for a file that holds text to look at; citations are keys and amounts alone, and very many."""
    return (
        not path.startswith("exports/tables/citations.")
        and path.rpartition(".")[2].lower() in TEXTS | TABLES
        and path.partition("/")[0] not in _READ_APART
    )


def read(site: Path, path: str) -> Iterator[File]:
    """A file of the site, in stretches where it is long; a table comes as lines of cells."""
    kind = path.rpartition(".")[2].lower()
    if kind == "parquet":
        yield from _stretches(path, _parquet(site / path))
    elif kind == "xlsx":
        yield from _stretches(path, _workbook(site / path))
    else:
        data = _beginning(f"{site}/{path}")
        if len(data) < STRETCH:
            yield File(path, data)
        elif kind == "html":
            yield File(path, (site / path).read_bytes())
        else:
            with (site / path).open("rb") as file:
                yield from _stretches(path, _blocks(file.read(STRETCH), file, quoted=kind == "csv"))


def _beginning(path: str) -> bytes:
    """The first stretch of a file; by the system's own calls, as there are a hundred thousand files.

    Most are small, and room for a whole stretch costs ten times what reading them costs.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        data = os.read(handle, min(_SMALL, STRETCH))
        return data if len(data) < _SMALL else data + os.read(handle, STRETCH - len(data))
    finally:
        os.close(handle)


def _stretches(path: str, blocks: Iterator[bytes]) -> Iterator[File]:
    """Blocks of whole lines as files; the last one is known as such."""
    line = 1
    before: File | None = None
    for block in blocks:
        if before:
            yield before
        before = File(path, block, line, last=False)
        line += block.count(b"\n")
    if before:
        before.last = True
        yield before


def _blocks(data: bytes, file: IO[bytes], *, quoted: bool) -> Iterator[bytes]:
    """Whole lines; a quoted cell of a table with a line break in it stays whole too."""
    while data:
        end = data.rfind(b"\n") + 1
        while quoted and end and data.count(b'"', 0, end) % 2:
            end = data.rfind(b"\n", 0, end - 1) + 1
        more = file.read(STRETCH)
        if not more:
            end = len(data)
        if end:
            yield data[:end]
        data = data[end:] + more


def _parquet(path: Path) -> Iterator[bytes]:
    with duckdb.connect() as connection:
        table = connection.execute(f"FROM read_parquet({literal(str(path))})")
        yield ("\t".join(column[0] for column in table.description or ()) + "\n").encode()
        while rows := table.fetchmany(5_000):
            yield "".join("\t".join(map(_cell, row)) + "\n" for row in rows).encode()


def _cell(value: object) -> str:
    return " ".join(str(value).split()) if value is not None else ""


def _workbook(path: Path) -> Iterator[bytes]:
    """The texts of every row of every sheet, and the texts that sheets share."""
    with zipfile.ZipFile(path) as archive:
        for name in sorted(archive.namelist()):
            if _SHEETS.search(name):
                with archive.open(name) as stream:
                    yield from _rows(stream)


def _rows(stream: IO[bytes]) -> Iterator[bytes]:
    rest = b""
    while chunk := stream.read(1 << 20):
        rest += chunk
        lines, done = [], 0
        for row in _ROW.finditer(rest):
            lines.append(b"\t".join(b" ".join(cell.split()) for cell in _CELL.findall(row[0])))
            done = row.end()
        rest = rest[done:]
        if lines:
            text = b"\n".join(lines) + b"\n"
            yield unescape(text.decode("utf-8", "replace")).encode() if b"&" in text else text
