"""The run of a publication: every kind of page, in every language, shared out to the machine's cores."""

import copyreg
import multiprocessing
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from undersigned.case.folder import Case
from undersigned.claims.reading import reading
from undersigned.dossiers import data
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import Desk
from undersigned.dossiers.edition import Edition
from undersigned.dossiers.parts import Part
from undersigned.dossiers.words.language import words
from undersigned.exports import package
from undersigned.exports.base import Written
from undersigned.registry import members
from undersigned.terms.progress import Progress

FOLDERS = ("agency", "award", "category", "claim", "claims", "company", "report", "reseller")


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


def build(contents: Contents, edition: Edition, folder: Path, processes: int, progress: Progress) -> None:
    """Write every page of every language into an empty folder.

    On Linux the processes share the contents as they are in memory: nothing else of this process, no connection to
    the engine, is used in them. Elsewhere each reads the contents again.
    """
    for language in edition.languages:
        for name in FOLDERS:
            (folder / language.folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "cards").mkdir()
    tasks = list(_tasks(edition))
    shared = sys.platform == "linux"
    context = multiprocessing.get_context("fork" if shared else "spawn")
    case = contents.trace.case.folder
    with ProcessPoolExecutor(processes, context, _start, (case, edition, folder, contents if shared else None)) as pool:
        files = pool.submit(_export)
        for done, _ in enumerate(pool.map(_work, tasks), start=1):
            progress.advance(done, len(tasks))
        for number in range(len(edition.languages)):
            pool.submit(_describe, number, files.result()).result()


def _tasks(edition: Edition) -> Iterator[Task]:
    """The largest kinds first, so that the last process does not wait for one of them."""
    kinds = members("undersigned.dossiers.pages")
    for kind in sorted(kinds, key=lambda name: (-kinds[name].PARTS, name)):
        for index in range(kinds[kind].PARTS):
            for language in range(len(edition.languages)):
                yield Task(language, kind, Part(index, kinds[kind].PARTS))


def _start(case: Path, edition: Edition, folder: Path, shared: Contents | None) -> None:
    trace = _Worker.open.enter_context(reading(Case(case)))
    trace.connection.execute("SET threads = 1; SET memory_limit = '128MB'")
    contents = shared or Contents(trace)
    contents.trace = trace
    _Worker.desks = tuple(
        Desk(edition, contents, language, words(language.tag), folder) for language in edition.languages
    )


def _export() -> list[Written]:
    desk = _Worker.desks[0]
    return package.write(desk.contents.trace, desk.top / "exports", desk.edition.address)


def _describe(language: int, written: list[Written]) -> None:
    """The page of the data files, which is there when they are."""
    data.write(_Worker.desks[language], written)


def _work(task: Task) -> None:
    members("undersigned.dossiers.pages")[task.kind].write(_Worker.desks[task.language], task.part)
