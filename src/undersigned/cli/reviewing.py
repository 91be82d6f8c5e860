"""`undersigned review`: what is uncertain, put before a person, in the terminal or as a spreadsheet.

`cli.loading` finds it by name.
"""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from undersigned import settings
from undersigned.case.folder import Case
from undersigned.claims.reading import Trace, reading
from undersigned.cli import asking, tracing
from undersigned.cli.terminal import say, say_point
from undersigned.companies import judgements, recording
from undersigned.errors import InputError
from undersigned.reviewing import answering, gathering, returned, sheets
from undersigned.reviewing.answering import Given
from undersigned.reviewing.questions import LinkQuestion, MakerQuestion
from undersigned.terms.judgement import Decided
from undersigned.terms.text import count

HERE = Path()
MOST_EXPORTED = 5_000
"""Questions of each kind in a spreadsheet; more than a person answers."""


def review(
    about: Annotated[
        str,
        typer.Argument(
            help="Only links, only attributions, or only what speaks of this name; with --undo a judgement's id.",
            show_default=False,
        ),
    ] = "",
    case: Annotated[Path, typer.Option("--case", help="The case folder.", show_default="the current folder")] = HERE,
    who: Annotated[
        str, typer.Option("--who", help="Your name, as it will stand in judgements.toml.", show_default="asked for")
    ] = "",
    export: Annotated[
        Path | None, typer.Option("--export", help="Write the questions to a workbook (.xlsx), or to .csv.")
    ] = None,
    bring: Annotated[
        list[Path] | None,
        typer.Option("--import", help="Take answers from a filled-in workbook or CSV, or another judgements.toml."),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Take back your last judgement, or the one with the id.")
    ] = False,
) -> None:
    """Decide uncertain links and attributions: one at a time here, or in a spreadsheet."""
    if sum(map(bool, (export, bring, undo))) > 1:
        raise InputError("--export, --import and --undo are three commands: give one of them.")
    if bring and about:
        raise InputError(f"--import takes every answer of a file: leave {about!r} out.")
    place = Case(case)
    if export:
        _export(place, about, export)
    elif bring:
        _import(place, bring, who)
    elif undo:
        _undo(place, about, who)
    else:
        _ask(place, about, who)


def _ask(case: Case, about: str, who: str) -> None:
    with reading(case) as found:
        questions = gathering.gather(found, about)
    links = sum(isinstance(question, LinkQuestion) for question in questions)
    say(f"Uncertain: {count(links, 'link')}, {count(len(questions) - links, 'attribution')}; most money first.")
    if not questions:
        return
    name = _name(who)
    mine = gathering.for_person(questions, name)
    written = asking.Review(case, mine, name, asking.at_terminal()).run()
    say(f"{count(written, 'answer')} written to {case.folder / judgements.FILE}.")
    if written:
        _offer_to_trace(case)


def _offer_to_trace(case: Case) -> None:
    answer = asking.line("Trace the case now, so that they count? y or n: ")
    if answer and answer.casefold().startswith("y"):
        _trace(case)
    else:
        say(f"They count from the next trace on: undersigned trace --case {case.folder}")


def _name(who: str) -> str:
    """The reviewer's name: given, or asked for, with the name that git knows at hand."""
    if who.strip():
        return " ".join(who.split())
    known = _name_in_git()
    shown = f" [{known}]" if known else ""
    said = asking.line(f"Your name, as it will stand in judgements.toml and in what is published{shown}: ")
    name = " ".join((said or "").split()) or (known if said is not None else "")
    if not name:
        raise InputError("A judgement needs a name: give yours with --who.")
    return name


def _name_in_git() -> str:
    git = shutil.which("git")
    if git is None:
        return ""
    told = subprocess.run(  # noqa: S603  # git as it lies in the path, with words of ours only
        [git, "config", "user.name"], capture_output=True, text=True, check=False
    )
    return told.stdout.strip()


def _export(case: Case, about: str, target: Path) -> None:
    if target.suffix.lower() not in (".xlsx", ".csv"):
        raise InputError(f"{target}: the questions are written to a file that ends in .xlsx or .csv.")
    with reading(case) as found:
        questions = gathering.gather(found, about)
    links = [question for question in questions if isinstance(question, LinkQuestion)]
    makers = [question for question in questions if isinstance(question, MakerQuestion)]
    for kind, many in (("links", len(links)), ("attributions", len(makers))):
        if many > MOST_EXPORTED:
            say(f"Of {many:,} {kind} the {MOST_EXPORTED:,} with most money at stake are written.")
    links, makers = links[:MOST_EXPORTED], makers[:MOST_EXPORTED]
    written = sheets.export(target, links, makers, recording.entries(case))
    said = f"{count(len(links), 'link')} and {count(len(makers), 'attribution')}"
    say(f"{' and '.join(map(str, written))}: {said}. Fill in answer, who and why; bring it back with --import.")


def _import(case: Case, files: Sequence[Path], who: str) -> None:
    tables = [file for file in files if file.suffix.lower() != ".toml"]
    given = returned.read(tables, who.strip(), asking.today()) if tables else []
    taken = _take(case, given) if given else 0
    if tables and not given:
        say("No row has an answer; nothing was taken.")
    taken += sum(_adopt(case, file) for file in files if file not in tables)
    for sentence in answering.differing(answering.verdicts(case)):
        say_point(sentence)
    if taken:
        _trace(case)


def _trace(case: Case) -> None:
    """Answers count at once: the case is traced with them, to the records' last day."""
    say("Tracing the case again, so that this counts.")
    tracing.trace(case, settings.from_environment(os.environ), as_of=None)


def _take(case: Case, given: Sequence[Given]) -> int:
    """Write the answers that do not stand there yet; how many."""
    new = answering.give(case, given)
    answers: Counter[str] = Counter(one.answer for one in given)
    told = ", ".join(f"{answers[answer]:,} {answer}" for answer in sheets.ANSWERS if answers[answer])
    people = ", ".join(dict.fromkeys(one.decided.who for one in given))
    again = f"; {len(given) - len(new):,} stood there already" if len(new) < len(given) else ""
    say(f"{count(len(given), 'answer')} of {people} ({told}){again}.")
    return len(new)


def _adopt(case: Case, file: Path) -> int:
    """Take over another case's judgements; how many."""
    with reading(case) as found:
        taken, left = answering.adopt(case, file, _names(found), _awards(found))
    say(f"{count(taken, 'judgement')} taken over from {file}.")
    for sentence in left:
        say_point(f"Not taken: {sentence}")
    return taken


def _names(found: Trace) -> set[str]:
    return {name for (name,) in found.rows("SELECT recipient_name FROM companies")}


def _awards(found: Trace) -> set[str]:
    return {key for (key,) in found.rows("SELECT award_key FROM awards")}


def _undo(case: Case, identifier: str, who: str) -> None:
    name = _name(who)
    entry = answering.with_identifier(case, identifier) if identifier else answering.last_of(case, name)
    says = entry.says
    say(f"{entry.identifier}: {answering.about(entry)}. {says.get('who')}, {says.get('when')}: {says.get('why')}")
    why = " ".join((asking.line("Taken back, because: ") or "").split())
    if not why:
        raise InputError("A reason is needed to take a judgement back; nothing was undone.")
    answering.undo(case, entry, Decided(name, asking.today(), why))
    say(f"{entry.identifier} is undone; it stays in the file with your name and reason.")
    _trace(case)
