"""The run of a publication: every kind of page, in every language, shared out to the machine's cores."""

import copyreg
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from undersigned.case.folder import Case
from undersigned.claims.reading import Trace, reading
from undersigned.dossiers import data, search
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.edition import Edition
from undersigned.dossiers.parts import Part
from undersigned.dossiers.words.language import words
from undersigned.engine.duck import literal
from undersigned.engine.processes import CONTEXT, leave_with_parent, unmoved
from undersigned.exports import package
from undersigned.exports.base import Written
from undersigned.registry import members
from undersigned.terms.progress import Progress

SEARCHED = ("agency", "category", "company", "document", "report", "reseller")
"""Kinds of pages that the search index holds: they are written first, and indexed while the others are written."""
FOLDERS = ("agency", "award", "category", "claim", "claims", "company", "document", "report", "reseller")


def _frozen(mapping: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(mapping)


copyreg.pickle(MappingProxyType, lambda mapping: (_frozen, (dict(mapping),)))


@dataclass(frozen=True, slots=True)
class Task:
    """One part of one kind of page in one language."""

    language: int
    kind: str
    part: Part


class _Worker:
    """What a process of the run keeps between its tasks."""

    desks: tuple[Desk, ...] = ()
    open = ExitStack()


SHARED = CONTEXT.get_start_method() == "fork"
"""Whether a process begins with what its parent has in memory, or begins anew and reads it again."""


@contextmanager
def exporting(case: Case, folder: Path, address: str) -> Iterator[Future[list[Written]]]:
    """Write the data files in a process of their own, which ends, and gives its memory back, when they are written."""
    with ProcessPoolExecutor(1, CONTEXT) as beside:
        exported = beside.submit(_export, case.folder, folder, address)
        beside.shutdown(wait=False)
        yield exported


def build(
    contents: Contents,
    edition: Edition,
    folder: Path,
    exported: Future[list[Written]],
    processes: int,
    progress: Progress,
) -> None:
    """Write every page of every language; `exported` gives the data files, which may still be being written.

    The processes share the contents as they are in memory where they can. Nothing else of this process, such as a
    connection to the engine, is used in them.
    """
    for language in edition.languages:
        for name in FOLDERS:
            (folder / language.folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "cards").mkdir()
    given = (contents.trace.case.folder, edition, folder, contents if SHARED else None)
    with unmoved(), ProcessPoolExecutor(processes, CONTEXT, _start, given) as pool:
        searched = [pool.submit(_work, task) for task in _tasks(edition, searched=True)]
        others = [pool.submit(_work, task) for task in _tasks(edition, searched=False)]
        _wait(searched, progress, 0, len(searched) + len(others))
        written = exported.result()
        others += [pool.submit(_describe, number, written) for number in range(len(edition.languages))]
        search.index(folder)
        _wait(others, progress, len(searched), len(searched) + len(others))


def _wait(futures: Sequence[Future[None]], progress: Progress, before: int, total: int) -> None:
    """Wait for tasks; the first failure is raised here."""
    for done, future in enumerate(as_completed(futures), start=before + 1):
        future.result()
        progress.advance(done, total)


def _tasks(edition: Edition, *, searched: bool) -> Iterator[Task]:
    """The largest kinds first, so that the last process does not wait for one of them."""
    kinds = {
        name: kind for name, kind in members("undersigned.dossiers.pages").items() if (name in SEARCHED) == searched
    }
    for name in sorted(kinds, key=lambda name: (-kinds[name].PARTS, name)):
        for index in range(kinds[name].PARTS):
            for language in range(len(edition.languages)):
                yield Task(language, name, Part(index, kinds[name].PARTS))


def _start(case: Path, edition: Edition, folder: Path, shared: Contents | None) -> None:
    leave_with_parent()
    trace = _Worker.open.enter_context(reading(Case(case)))
    _keep_small(trace, folder)
    contents = shared or Contents(trace, edition.kept)
    contents.trace = trace
    _Worker.desks = tuple(
        Desk(edition, contents, language, words(language.tag), folder) for language in edition.languages
    )


def _keep_small(trace: Trace, folder: Path) -> None:
    """Several processes have an engine each: together they stay under 1 GiB for five years of records."""
    spill = literal(str(folder.parent / "spill"))
    trace.connection.execute(f"SET threads = 1; SET memory_limit = '96MB'; SET temp_directory = {spill}")


def _export(case: Path, folder: Path, address: str) -> list[Written]:
    leave_with_parent()
    with reading(Case(case)) as trace:
        _keep_small(trace, folder.parent)
        return package.write(trace, folder, address)


def _describe(language: int, written: list[Written]) -> None:
    """The page of the data files, which is there when they are."""
    data.write(_Worker.desks[language], written)


def _work(task: Task) -> None:
    members("undersigned.dossiers.pages")[task.kind].write(_Worker.desks[task.language], task.part)
