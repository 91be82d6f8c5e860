"""A case is a folder that can be copied, published and put under version control.

    case.json            what was added and which trace is current; replaced whole, never edited
    files/<id>/          one added file: rows.parquet, rejects.parquet, reconciliation.json
    trace-<n>/           what the last trace found; replaced whole
    judgements.toml      what people decided; written by people, never by a run
    catalog/*.toml       makers that only this case knows; optional

Every change is written beside (`.incoming-…`) and renamed into place, `case.json` last: a run that is killed leaves
the case as it was.
"""

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from undersigned.errors import CaseError
from undersigned.terms.reconciliation import Reconciliation, from_dict

FORMAT = 1
_EMPTY: dict[str, Any] = {"format": FORMAT, "files": [], "trace": None}


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
        if not isinstance(stored, dict) or stored.get("format") != FORMAT:
            raise CaseError(f"{self.manifest_path} was not written by this version of Undersigned.")
        return stored

    def file_ids(self) -> list[str]:
        """The added files, oldest first."""
        return list(self.manifest()["files"])

    def file_folder(self, file_id: str) -> Path:
        """Where one added file's rows are."""
        return self.folder / "files" / file_id

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
        created = not self.folder.exists()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CaseError(f"The case folder {self.folder} cannot be made: {error.strerror}.") from error
        try:
            with _held(self.folder), _scratch(self.folder) as scratch:
                yield scratch
        finally:
            if created:
                _remove_if_unused(self.folder)

    def commit_files(self, added: dict[str, Path]) -> None:
        """Move finished file folders into the case; the manifest last, so that all count or none."""
        manifest = self.manifest()
        (self.folder / "files").mkdir(exist_ok=True)
        for file_id, beside in added.items():
            target = self.file_folder(file_id)
            shutil.rmtree(target, ignore_errors=True)
            beside.rename(target)
        self._replace_manifest({**manifest, "files": [*manifest["files"], *added], "trace": None})
        self._forget_traces(keep=None)

    def commit_trace(self, beside: Path) -> Path:
        """Move a finished trace into the case and make it the current one."""
        numbers = [int(old.name.partition("-")[2]) for old in self.folder.glob("trace-[0-9]*")]
        target = self.folder / f"trace-{max(numbers, default=0) + 1}"
        beside.rename(target)
        self._replace_manifest({**self.manifest(), "trace": target.name})
        self._forget_traces(keep=target)
        return target

    def _replace_manifest(self, manifest: dict[str, Any]) -> None:
        beside = self.manifest_path.with_name(".case.json.new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(manifest, file, indent=1)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self.manifest_path)

    def _forget_traces(self, keep: Path | None) -> None:
        for old in self.folder.glob("trace-[0-9]*"):
            if old != keep:
                shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """One writer at a time; the lock dies with its process, so a killed run never blocks the next."""
    path = folder / ".lock"
    try:
        file = path.open("a")
    except OSError as error:
        raise CaseError(f"The case folder {folder} cannot be written: {error.strerror}.") from error
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CaseError(
                f"Another command is changing the case in {folder}. Wait for it, then run again."
            ) from error
        yield


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


def _remove_if_unused(folder: Path) -> None:
    """A folder made by a run that kept nothing is taken away again."""
    if not (folder / "case.json").exists():
        (folder / ".lock").unlink(missing_ok=True)
        if not any(folder.iterdir()):
            folder.rmdir()
