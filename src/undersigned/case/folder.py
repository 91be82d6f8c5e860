"""A case is a folder that can be copied, published and put under version control.

    case.json            what was added and which trace is current; replaced whole, never edited
    files/<id>/          one added file: rows.parquet, rejects.parquet, reconciliation.json, checksums.json
    documents/<id>/      one attached document: the original's bytes, document.json, its words by page
    trace-<n>/           what the last trace found; replaced whole
    judgements.toml      what people decided; written by people, never by a run
    quotations.toml      what documents say, in their words; a trace reads it and never writes it
    catalog/*.toml       makers that only this case knows; optional

Every change is written beside (`.incoming-…`) and renamed into place, `case.json` last: a run that is killed leaves
the case as it was.
"""

import errno
import fcntl
import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from undersigned.case import checksums, writing
from undersigned.errors import CaseError, RoomError
from undersigned.terms.reconciliation import Reconciliation, from_dict

FORMAT = 1
_EMPTY: dict[str, Any] = {"format": FORMAT, "files": [], "trace": None}
_FILE_ID = re.compile(r"[0-9a-f]{16}(-\d+)?")
_TRACE = re.compile(r"trace-\d+")
_LISTED = re.compile(rf"(files|documents)/{_FILE_ID.pattern}|{_TRACE.pattern}")
_LASTING = ("files/", "documents/")
"""Folders that outlive a trace."""
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Case:
    """A case folder on disk; opening it reads nothing."""

    folder: Path

    @property
    def manifest_path(self) -> Path:
        """Where the manifest is."""
        return self.folder / "case.json"

    def manifest(self) -> dict[str, Any]:
        """What was added, in order, and the current trace."""
        try:
            stored = json.loads(self.manifest_path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return dict(_EMPTY)
        except (json.JSONDecodeError, UnicodeDecodeError) as error:
            raise CaseError(
                f"{self.manifest_path} is damaged ({error}). Restore it from a copy, or add the files to a new case."
            ) from error
        except OSError as error:
            raise CaseError(f"{self.manifest_path} cannot be read: {error.strerror}.") from error
        if not isinstance(stored, dict) or stored.get("format") != FORMAT:
            raise CaseError(f"{self.manifest_path} was not written by this version of Undersigned.")
        if not _well_formed(stored):
            raise CaseError(
                f"{self.manifest_path} is damaged (its list of files cannot be read). Restore it from a copy, "
                "or add the files to a new case."
            )
        return stored

    def file_ids(self) -> list[str]:
        """The added files, oldest first."""
        return list(self.manifest()["files"])

    def file_folder(self, file_id: str) -> Path:
        """Where one added file's rows are."""
        return self.folder / "files" / file_id

    def document_ids(self) -> list[str]:
        """The attached documents."""
        return [name.removeprefix("documents/") for name in self._lists("documents/")]

    def document_folder(self, document_id: str) -> Path:
        """Where one attached document is."""
        return self.folder / "documents" / document_id

    def reconciliations(self) -> list[Reconciliation]:
        """The books of every added file, oldest first."""
        return [self.reconciliation(file_id) for file_id in self.file_ids()]

    def reconciliation(self, file_id: str) -> Reconciliation:
        """The books of one added file."""
        path = self.file_folder(file_id) / "reconciliation.json"
        try:
            return from_dict(json.loads(path.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise CaseError(f"{path} is missing or damaged. Add the file to a new case.") from error

    def trace_folder(self) -> Path:
        """The current trace; an error where the case was not traced since the last file was added."""
        current = self.manifest()["trace"]
        if current is None or not (self.folder / current).is_dir():
            raise CaseError(f"The case in {self.folder} is not traced yet. Run: undersigned trace --case {self.folder}")
        return self.folder / str(current)

    @contextmanager
    def changing(self) -> Iterator[Path]:
        """Hold the case for one writer and give it a scratch folder that vanishes afterwards."""
        missing = [folder for folder in (self.folder, *self.folder.parents) if not folder.exists()]
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CaseError(f"The case folder {self.folder} cannot be made: {error.strerror}.") from error
        try:
            with _held(self.folder), _room(self.folder), _scratch(self.folder) as scratch:
                self._sweep()
                yield scratch
        finally:
            _remove_unused(missing)

    def commit_files(self, added: dict[str, Path], changed: Mapping[str, Path] = MappingProxyType({})) -> None:
        """Move finished file folders into the case; the manifest last, so that all count or none.

        `changed` are earlier files with the same rows, some of which became neutral; each is replaced file by file.
        """
        manifest = self.manifest()
        moved = []
        try:
            (self.folder / "files").mkdir(exist_ok=True)
            lists = {f"files/{file_id}": checksums.write(beside) for file_id, beside in added.items()}
            for file_id, beside in added.items():
                target = self.file_folder(file_id)
                shutil.rmtree(target, ignore_errors=True)
                moved.append(target)
                beside.rename(target)
            listed = self._lists(*_LASTING) | lists
            self._replace_manifest(
                {**manifest, "files": [*manifest["files"], *added], "trace": None, checksums.LISTS: listed}
            )
        except OSError:
            for target in moved:
                shutil.rmtree(target, ignore_errors=True)
            _remove_unused([self.folder / "files"])
            raise
        for file_id, beside in changed.items():
            for path in beside.iterdir():
                path.replace(self.file_folder(file_id) / path.name)
        if changed:
            lists = {f"files/{file_id}": checksums.write(self.file_folder(file_id)) for file_id in changed}
            self._replace_manifest({**self.manifest(), checksums.LISTS: self._lists(*_LASTING) | lists})
        self._forget_traces(keep=None)

    def commit_trace(self, beside: Path) -> Path:
        """Move a finished trace into the case and make it the current one."""
        numbers = [int(old.name.removeprefix("trace-")) for old in self._traces()]
        target = self.folder / f"trace-{max(numbers, default=0) + 1}"
        listed = {**self._lists(*_LASTING), target.name: checksums.write(beside)}
        beside.rename(target)
        self._replace_manifest({**self.manifest(), "trace": target.name, checksums.LISTS: listed})
        self._forget_traces(keep=target)
        return target

    def commit_document(self, document_id: str, beside: Path) -> None:
        """Move a finished document into the case; the manifest last, so that it counts or does not."""
        target = self.document_folder(document_id)
        listed = {f"documents/{document_id}": checksums.write(beside)}
        try:
            target.parent.mkdir(exist_ok=True)
            shutil.rmtree(target, ignore_errors=True)
            beside.rename(target)
            self._replace_manifest({**self.manifest(), checksums.LISTS: self._lists("") | listed})
        except OSError:
            shutil.rmtree(target, ignore_errors=True)
            _remove_unused([target.parent])
            raise

    def remove_document(self, document_id: str) -> None:
        """Take a document out of the case; when the manifest no longer has it, its folder goes."""
        listed = self._lists("")
        listed.pop(f"documents/{document_id}", None)
        self._replace_manifest({**self.manifest(), checksums.LISTS: listed})
        shutil.rmtree(self.document_folder(document_id), ignore_errors=True)
        _remove_unused([self.folder / "documents"])

    def _lists(self, *of: str) -> dict[str, str]:
        """The checksums of the folders' lists, of those whose names begin so."""
        listed = self.manifest().get(checksums.LISTS, {})
        return {name: checksum for name, checksum in listed.items() if name.startswith(of)}

    def _replace_manifest(self, manifest: dict[str, Any]) -> None:
        beside = self.manifest_path.with_name(".case.json.new")
        whole = manifest | {checksums.OWN: checksums.of_manifest(manifest)}
        try:
            writing.replace(self.manifest_path, checksums.as_text(whole).encode(), beside)
        except OSError:
            beside.unlink(missing_ok=True)
            raise

    def _sweep(self) -> None:
        """Take away what a killed run left behind; without a manifest nothing tells that it is not wanted."""
        if self.manifest_path.is_file():
            listed = set(self.file_ids())
            self.manifest_path.with_name(".case.json.new").unlink(missing_ok=True)
            listed.update(self.document_ids())
            for found in (*self.folder.glob("files/*"), *self.folder.glob("documents/*")):
                if found.name not in listed and _FILE_ID.fullmatch(found.name):
                    shutil.rmtree(found, ignore_errors=True)

    def _forget_traces(self, keep: Path | None) -> None:
        for old in self._traces():
            if old != keep:
                shutil.rmtree(old, ignore_errors=True)

    def _traces(self) -> list[Path]:
        """The traces in the folder; a copy that somebody made by hand, such as `trace-1.old`, is none."""
        return [found for found in self.folder.glob("trace-*") if _TRACE.fullmatch(found.name)]


def _well_formed(manifest: dict[str, Any]) -> bool:
    """Every name in it is that of a folder of this case, and of no other place."""
    files, trace, lists = manifest.get("files"), manifest.get("trace", 0), manifest.get(checksums.LISTS, {})
    return (
        isinstance(files, list)
        and all(isinstance(file_id, str) and _FILE_ID.fullmatch(file_id) for file_id in files)
        and (trace is None or (isinstance(trace, str) and bool(_TRACE.fullmatch(trace))))
        and isinstance(lists, dict)
        and all(_LISTED.fullmatch(name) and isinstance(listed, str) for name, listed in lists.items())
    )


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """One writer at a time; the lock dies with its process, so a killed run never blocks the next.

    A folder that is no case afterwards keeps no lock file; so a lock counts only while its file still has the name.
    """
    path = folder / ".lock"
    try:
        file = path.open("a")
    except OSError as error:
        raise CaseError(f"The case folder {folder} cannot be written: {error.strerror}.") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _busy(folder) from error
        if not (path.exists() and os.path.samestat(path.stat(), os.fstat(file.fileno()))):
            raise _busy(folder)
        try:
            yield
        finally:
            if not (folder / "case.json").exists():
                path.unlink(missing_ok=True)


def _busy(folder: Path) -> CaseError:
    return CaseError(f"Another command is changing the case in {folder}. Wait for it, then run again.")


@contextmanager
def _room(folder: Path) -> Iterator[None]:
    """A full disk becomes one sentence, whoever was writing."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise RoomError("The disk is full. Make room and run the command again; the case is as it was.") from error
        if error.errno in _FORBIDDEN:
            raise CaseError(f"The case folder {folder} cannot be written: {error.strerror}.") from error
        raise RoomError(f"The disk could not be read or written ({error}); the case is as it was.") from error


@contextmanager
def _scratch(folder: Path) -> Iterator[Path]:
    """A folder for unfinished work; what a killed run left behind goes first."""
    for left_over in folder.glob(".incoming-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(prefix=".incoming-", dir=folder))
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _remove_unused(made: list[Path]) -> None:
    """Folders made by a run that kept nothing are taken away again, the innermost first."""
    for folder in made:
        try:
            folder.rmdir()
        except OSError:
            return
