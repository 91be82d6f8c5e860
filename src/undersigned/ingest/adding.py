"""Add files to a case: `file → kept rows + rejects + reconciliation`, all or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.engine.duck import connect
from undersigned.ingest import across, keeping, opening, recognising, working
from undersigned.ingest.across import Kept
from undersigned.ingest.opening import Opened
from undersigned.settings import Settings
from undersigned.terms.progress import Progress
from undersigned.terms.reconciliation import Reconciliation


@dataclass(frozen=True, slots=True)
class _Places:
    """Where one file is worked on.

    `work` holds raw text, persons in it, and lies outside the case: a killed run leaves none of it there. `kept` is
    the case's own scratch and holds only what the case may keep.
    """

    work: Path
    kept: Path


@dataclass(frozen=True, slots=True)
class Added:
    """What one run of `add` did: the books of each new table, and the files that the case already had."""

    new: tuple[Reconciliation, ...]
    already: tuple[str, ...]


def add(
    case: Case, paths: Sequence[Path], settings: Settings, progress: Progress, mapping: Path | None = None
) -> Added:
    """Add files; if one of them fails, none is added and the case is as it was.

    Raises:
        InputError: a file cannot be read, is of no known shape, or has no row that can be kept.
        CaseError: the case is locked or damaged.
        RoomError: the disk is full, or would be.
    """
    finished: dict[str, Path] = {}
    books: list[Reconciliation] = []
    already: list[str] = []
    for path in paths:
        opening.must_be_a_file(path)
    working.must_have_room(paths, case.folder)
    with case.changing() as scratch, working.outside() as outside:
        known = set(case.file_ids())
        for number, path in enumerate(paths):
            progress.step(f"Reading {path.name}")
            examined = opening.examine(path, progress)
            if any(file_id.startswith(examined.sha256[:16]) for file_id in known | set(finished)):
                already.append(path.name)
                continue
            places = _Places(work=outside / str(number), kept=scratch / str(number))
            places.work.mkdir()
            opened = opening.look_inside(path, examined, places.work)
            for reconciliation, folder in _add_tables(opened, path, mapping, places, settings, progress):
                finished[reconciliation.file_id] = folder
                books.append(reconciliation)
        if books:
            neutral = _neutral(case, books, finished, scratch, settings)
            finished |= {file_id: kept.folder for file_id, kept in neutral.items() if file_id in finished}
            books = [neutral[book.file_id].books if book.file_id in neutral else book for book in books]
            earlier = {file_id: kept.folder for file_id, kept in neutral.items() if file_id not in finished}
            case.commit_files(finished, earlier)
    return Added(tuple(books), tuple(already))


def _neutral(
    case: Case, books: Sequence[Reconciliation], finished: dict[str, Path], scratch: Path, settings: Settings
) -> dict[str, Kept]:
    """The files, new and old, in which somebody stands by name whom another file marks as a person."""
    files = {book.file_id: Kept(book, case.file_folder(book.file_id)) for book in case.reconciliations()}
    files |= {book.file_id: Kept(book, finished[book.file_id]) for book in books}
    with connect(settings, scratch) as connection:
        return across.neutralise(files, scratch, connection)


def _add_tables(
    opened: Opened, path: Path, mapping: Path | None, places: _Places, settings: Settings, progress: Progress
) -> list[tuple[Reconciliation, Path]]:
    """Every table of one path, each with an engine of its own."""
    done = []
    with connect(settings, places.work) as connection:
        found = recognising.incoming(opened, path, mapping, connection)
    for each in found:
        folder = places.kept / each.file_id
        folder.mkdir(parents=True)
        with connect(settings, places.work) as connection:
            progress.step(f"Adding {each.table.name}: {each.source.title}")
            done.append((keeping.Keeping(each, places.work, folder, connection, progress).books(), folder))
    return done
