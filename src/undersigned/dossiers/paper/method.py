"""How the figures came about, what must be said with them, which files they are from, and how to cite them."""

from collections.abc import Iterable

from undersigned.claims import caveats as said
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import REPEATED
from undersigned.dossiers.paper.content import Cell, Column, Line, Passage, Table, cell
from undersigned.dossiers.paper.subjects import About
from undersigned.dossiers.paper.tables import GENERAL, particular
from undersigned.dossiers.words.language import Words
from undersigned.terms.claim import Claim

HALF = 32
"""A hash of 64 signs is printed in two halves."""


def method(words: Words) -> Passage:
    """The method in five paragraphs; the whole of it is in the program's documentation."""
    return Passage(
        words.text("Method"),
        (
            words.text(
                "Rows in. Every row of every file is kept, or rejected with a reason, or counted as a repeat, and the "
                "three add up to what was read, to the cent. Columns about persons are not copied."
            ),
            words.text(
                "Rows that count. Where several files tell of one award, each modification of it counts once. Only the "
                "obligations of single rows are summed; running totals and ceilings never are."
            ),
            words.text(
                "Whose product. Each award is judged as a whole, by the words of its own records: words of the "
                "catalogue of makers and products, or the recipient's own product. An award whose words name no maker "
                "is left without one. Awards that are only inferred from sister orders are in no figure here."
            ),
            words.text(
                "Sentences. Each claim is one cell of sums in a fixed sentence. None is typed by hand, and none is "
                "written by a language model. An award of several makers is in no maker's total."
            ),
            words.text(
                "Recheck. With the same files the command `undersigned cite CLAIM` prints every row behind a claim, "
                "with its file and line; `undersigned why AWARD` prints how an award was judged."
            ),
        ),
    )


def caveats(claims: Iterable[Claim], words: Words) -> Passage:
    """Every caveat of the claims used, the general ones first, many of one kind as one line."""
    notes = list(dict.fromkeys(note for claim in claims for note in claim.caveats))
    general = [note for note in GENERAL if note in notes]
    repeats = [note for note in notes if REPEATED in note]
    lines = [words.say(note) for note in (*general, *particular(notes))]
    if repeats:
        lines.append(
            words.texts(
                "In {n} part of the records some rows repeat others exactly; each is counted once.",
                "In {n} parts of the records some rows repeat others exactly; each is counted once.",
                len(repeats),
            )
        )
    return Passage(words.text("Caveats"), tuple(lines))


def must_be_said(claims: Iterable[Claim], words: Words) -> tuple[str, ...]:
    """What stands beside the summary: the general caveats of its claims."""
    found = {note for claim in claims for note in claim.caveats}
    return tuple(words.say(note) for note in (said.NET, said.RESOLD, said.CATALOGUE) if note in found)


def books(contents: Contents, words: Words) -> Table:
    """The books of every file: rows and net cents, and the hash that proves which file it was."""
    rows = tuple(
        (
            Cell(
                (
                    Line(book.name),
                    Line(book.sha256[:HALF], style="key"),
                    Line(book.sha256[HALF:], style="key"),
                )
            ),
            *(cell(words.count(number)) for number in (book.rows_read, book.kept, book.rejected, book.repeated)),
            cell(words.money(book.net_kept)),
        )
        for book in contents.books
    )
    columns = (
        Column(words.text("File and its SHA-256"), wide=1),
        Column(words.text("Rows read"), number=True),
        Column(words.text("Kept"), number=True),
        Column(words.text("Rejected"), number=True),
        Column(words.text("Repeated"), number=True),
        Column(words.text("Net of rows kept"), number=True),
    )
    note = words.text(
        "Rows read = kept + rejected + repeated, in every file. Files of award summaries and subawards are "
        "beside the transactions, never added to them."
    )
    return Table(words.text("Files of this case, reconciled"), columns, rows, (note,))


def citing(about: About, strongest: Claim, words: Words) -> Passage:
    """How to cite the dossier and a single figure."""
    values = {"name": about.title, "day": words.day(strongest.as_of), "claim": strongest.claim_id}
    return Passage(
        words.text("How to cite"),
        (
            words.text("The dossier: Undersigned, “{name}: public contracts”, records up to {day}.", **values),
            words.text(
                "A figure: its sentence, claim {claim} and the day, {day}. The identifier stays the same when newer "
                "records change the figure, so cite both.",
                **values,
            ),
        ),
    )


def citing_report(title: str, as_of: str, words: Words) -> Passage:
    """How to cite the authors' report and a figure in it."""
    values = {"name": title, "day": words.day(as_of)}
    return Passage(
        words.text("How to cite"),
        (
            words.text("The report: its authors, “{name}”, records up to {day}.", **values),
            words.text(
                "A figure: its sentence, its claim's identifier as in the footnote, and the day, {day}.", **values
            ),
        ),
    )
