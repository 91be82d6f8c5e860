"""Every file of a case against the checksum that was written when it was finished."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from undersigned.case import checksums
from undersigned.verifying.finding import Finding

_CHANGED = "is not, byte for byte, what was written"
_INPUTS = "inputs.json"
"""In a trace: the SHA-256 of each file of people's that it has read."""
_BY_PEOPLE = ("judgements.toml", "quotations.toml", "catalog/*.toml")


def hashed(folder: Path) -> Iterator[Finding | None]:
    """One item a file that was hashed: None where it is as it was written, else what is wrong with it.

    The manifest vouches for itself and for the lists, each list for the files beside it; a file in a finished folder
    that no list knows is a finding too. What people write is compared with what the trace says that it has read.
    """
    manifest, found = _read(folder / "case.json", "case.json")
    yield found
    if manifest is None:
        return
    if manifest.get(checksums.OWN) != checksums.of_manifest(manifest):
        yield Finding("case.json", "its own checksum does not fit what it says")
    listed = manifest.get(checksums.LISTS, {})
    names = [f"files/{file_id}" for file_id in manifest["files"]]
    names += [name for name in listed if name.startswith("documents/")]
    if manifest["trace"]:
        names.append(manifest["trace"])
    for name in names:
        if name in listed:
            yield from _folder(folder, name, listed[name])
        else:
            yield Finding(name, "was written by an earlier version, without checksums; add its file to a new case")
    if manifest["trace"]:
        yield from _written_by_people(folder, folder / manifest["trace"] / _INPUTS)


def _written_by_people(case: Path, inputs: Path) -> Iterator[Finding | None]:
    """Judgements, quotations and own makers: the files that the trace has read, and no other."""
    try:
        read: dict[str, str] = json.loads(inputs.read_bytes())
    except (OSError, ValueError):
        return  # the folder's own list has named it
    own = {path.relative_to(case).as_posix() for pattern in _BY_PEOPLE for path in case.glob(pattern)}
    for where in sorted(own | {name for name in read if not name.startswith("documents/")}):
        if where not in read:
            yield Finding(where, "was not there when the case was traced; trace it again, or take the file away")
        elif _file(case / where, where, read[where]):
            yield Finding(where, "is not, byte for byte, what the trace has read; trace again, or restore it")
        else:
            yield None


def _folder(case: Path, name: str, promised: str) -> Iterator[Finding | None]:
    """The files of one finished folder, the list of them first."""
    where = f"{name}/{checksums.FILE}"
    known, found = _read(case / where, where)
    if known is not None and _text_hash(known) != promised:
        found = Finding(where, "is not the list that the manifest knows")
    yield found
    if known is None:
        return
    for file, promised_hash in sorted(known.items()):
        yield _file(case / name / file, f"{name}/{file}", promised_hash)
    there = {path.relative_to(case / name).as_posix() for path in (case / name).rglob("*") if path.is_file()}
    for unknown in sorted(there - set(known) - {checksums.FILE}):
        yield Finding(f"{name}/{unknown}", "was not there when the folder was finished")


def _file(path: Path, where: str, promised: object) -> Finding | None:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        return Finding(where, "is a link, a device or a pipe, and no file of the case; it was not read")
    try:
        return None if checksums.of_file(path) == promised else Finding(where, _CHANGED)
    except OSError as error:
        return Finding(where, f"cannot be read ({error.strerror})")


def _read(path: Path, where: str) -> tuple[dict[str, Any] | None, Finding | None]:
    """One of our JSON files, which has one way to be written; any other byte is a finding."""
    try:
        text = path.read_bytes()
        stored = json.loads(text)
    except OSError as error:
        return None, Finding(where, f"cannot be read ({error.strerror})")
    except ValueError:
        return None, Finding(where, f"{_CHANGED}; it is no JSON any more")
    if not isinstance(stored, dict):
        return None, Finding(where, _CHANGED)
    return stored, None if text == checksums.as_text(stored).encode() else Finding(where, _CHANGED)


def _text_hash(known: Mapping[str, Any]) -> str:
    return hashlib.sha256(checksums.as_text(known).encode()).hexdigest()
