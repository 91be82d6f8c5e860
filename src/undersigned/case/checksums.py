"""Checksums: what every file of a finished folder was when it was finished, so that one changed byte can be named.

`checksums.json` of an added file or of a trace maps each file beside it to its SHA-256. The manifest maps each of these
lists to the SHA-256 of its own bytes, and carries one of itself.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = "checksums.json"
OWN = "checksum"
"""The manifest's key for the SHA-256 of the manifest without this key."""
LISTS = "checksums"
"""The manifest's key for the SHA-256 of each list."""


def of_file(path: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write(folder: Path) -> str:
    """List what is in a finished folder; the SHA-256 of the list."""
    found = {
        path.relative_to(folder).as_posix(): of_file(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != FILE
    }
    text = as_text(found)
    (folder / FILE).write_text(text, encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()


def of_manifest(manifest: Mapping[str, Any]) -> str:
    """The SHA-256 that a manifest carries: of all of it but this one entry."""
    rest = {key: value for key, value in manifest.items() if key != OWN}
    return hashlib.sha256(as_text(rest).encode()).hexdigest()


def as_text(content: Mapping[str, Any]) -> str:
    """JSON in the one way in which it is written here: any other byte in such a file is a changed byte."""
    return json.dumps(content, indent=1) + "\n"
