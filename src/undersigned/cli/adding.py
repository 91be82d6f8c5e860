"""`undersigned add`, `undersigned report`: files in, and the books of what became of every row."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from undersigned.case.folder import Case
from undersigned.cli.terminal import progress, say, say_point, table
from undersigned.engine.base import Place
from undersigned.engine.choosing import chosen
from undersigned.ingest import adding, counted, describing
from undersigned.settings import Settings
from undersigned.terms.money import exact
from undersigned.terms.reconciliation import Reconciliation
from undersigned.terms.text import count

LONGEST_LIST = 8


def add(case: Case, files: Sequence[Path], mapping: Path | None, settings: Settings) -> None:
    """Add the files and print their books."""
    with progress() as shown:
        added = adding.add(case, files, settings, shown, mapping)
    for name in added.already:
        if mapping is None:
            say(f"{name} is already in this case; nothing changed.")
        else:
            say(
                f"{name} is already in this case, read with its first mapping; to read it another way, "
                "add it to a new case."
            )
    if added.new:
        _print_books(added.new)
        _print_superseded(case, settings)


def report(case: Case, settings: Settings) -> None:
    """Print the books of every file of the case."""
    _print_books(case.reconciliations())
    _print_superseded(case, settings)


def describe(files: Sequence[Path]) -> None:
    """Draft a mapping beside each table."""
    for path in files:
        drafted = describing.draft(path)
        say(f"Drafted {drafted.path}. {drafted.advice}")
        say(f"Look it over, then run: undersigned add {path}")


def _print_books(books: Sequence[Reconciliation]) -> None:
    rows = [
        [
            book.name,
            f"{book.rows_read:,}",
            f"{book.kept:,}",
            f"{book.rejected:,}",
            f"{book.repeated:,}",
            exact(book.net_kept),
        ]
        for book in books
    ]
    table(
        "What became of every row",
        ["File", "Read", "Kept", "Rejected", "Repeated", "Net of kept rows"],
        rows,
        (1, 2, 3, 4, 5),
    )
    for book in books:
        if remarks := _remarks(book):
            say(book.name)
            for line in remarks:
                say_point(line)


def _remarks(book: Reconciliation) -> list[str]:
    """Everything that a careful reader must know about a file, a sentence each."""
    lines = [f"{rows:,} rejected: {reason}." for reason, rows in book.reject_reasons.items()]
    if book.parts:
        listed = _listed([f"{name} ({count(rows, 'row')})" for name, rows in book.parts])
        lines.append(f"{count(len(book.parts), 'numbered part')}, read as one table: {listed}.")
    lines += [suspicion.sentence for suspicion in book.suspicions]
    if book.individuals:
        pay = (
            "row pays a natural person; it counts" if book.individuals == 1 else "rows pay natural persons; they count"
        )
        lines.append(f"{book.individuals:,} {pay} in sums without names.")
    if book.masked:
        lines.append(f"{count(book.masked, 'description')} had e-mail addresses or telephone numbers, now masked.")
    for names, noun, said in (
        (book.personal, "column", "about persons, not read"),
        (book.not_understood, "column", "not understood and not read"),
        (book.absent, "column", "of this shape not in the file; what needs them will say so"),
        (book.not_read, "file", "in the archive, not read"),
    ):
        if names:
            lines.append(f"{count(len(names), noun)} {said}: {_listed(names)}.")
    return lines


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - LONGEST_LIST} more" if len(names) > LONGEST_LIST else ""
    return ", ".join(names[:LONGEST_LIST]) + more


def _print_superseded(case: Case, settings: Settings) -> None:
    """Where several files tell of the same awards and modifications: which one counts."""
    if len(case.file_ids()) < 2:
        return
    here = replace(settings, engine="duckdb")
    with tempfile.TemporaryDirectory() as scratch, chosen(here, Place(case.folder, Path(scratch))) as engine:
        lines = counted.superseded(case, engine, counted.prepare(case, engine))
    if not lines:
        return
    say()
    say("Shapes never add: one award and modification counts once.")
    for name in dict.fromkeys(line.file for line in lines):
        own = [line for line in lines if line.file == name]
        lost = sum(line.rows for line in own)
        does = "does" if lost == 1 else "do"
        say(f"{name}: {count(lost, 'row')} {does} not count. The same awards are told, and counted, by")
        for line in own:
            other = f", {line.different:,} of them with another amount" if line.different else ""
            say_point(f"{line.winner}: {count(line.rows, 'row')}{other}")
