"""`undersigned fetch`: records from their publisher into the case, complete or not at all."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from undersigned import settings
from undersigned.case.folder import Case
from undersigned.claims.reading import Subject, Trace, reading
from undersigned.cli import adding
from undersigned.cli.grouped import grouped
from undersigned.cli.terminal import notes, progress, say, say_point
from undersigned.errors import CaseError, InputError
from undersigned.fetching.base import Award, By, Fetched, Manners, Past, Publisher, Span, Wanted
from undersigned.registry import members
from undersigned.terms.text import count

DOWNLOADS = "downloads"
LATE = timedelta(days=7)
"""A record changed on a day can reach the publisher's search some days later: so each fetch looks back this far."""
_HOLDERS = {"family": "family_name", "company": "company_name", "reseller": "company_name"}


@dataclass(frozen=True, slots=True)
class Question:
    """What `undersigned fetch` is asked for."""

    publisher: Annotated[str, typer.Argument(help="Who publishes: usaspending.", show_default=False)]
    agency: Annotated[
        list[str] | None,
        typer.Option("--agency", help="An agency's name or abbreviation, such as CBP. Again for more."),
    ] = None
    fiscal_year: Annotated[
        list[int] | None, typer.Option("--fiscal-year", help="A fiscal year, such as 2025. Again for more.")
    ] = None
    first: Annotated[str, typer.Option("--from", help="The first day (YYYY-MM-DD), instead of fiscal years.")] = ""
    last: Annotated[str, typer.Option("--until", help="The last day; today unless given.")] = ""
    subawards: Annotated[bool, typer.Option("--subawards", help="Subawards too.")] = False
    awards_of: Annotated[
        str, typer.Option("--awards-of", help="Complete the awards behind a maker or company of the traced case.")
    ] = ""
    since_last: Annotated[
        bool, typer.Option("--since-last", help="What was added or changed since the last fetch of the same agencies.")
    ] = False
    case: Annotated[Path, typer.Option("--case", help="The case folder.", show_default="the current folder")] = Path()
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where downloads go.", show_default="downloads in the case")
    ] = None
    no_add: Annotated[bool, typer.Option("--no-add", help="Fetch and check only; add nothing to the case.")] = False
    pause: Annotated[float, typer.Option("--pause", help="Seconds between two looks at a request.", min=0)] = 5.0
    patience: Annotated[float, typer.Option("--patience", help="Hours to wait for the publisher.", min=0)] = 7.0


@grouped(Question)
def fetch(options: Question) -> None:
    """Fetch records from their publisher, check that they are all there, and add them to the case."""
    publisher = _publisher(options.publisher)
    case = Case(options.case)
    folder = (options.output or _downloads(case)) / publisher.name
    wanted = _wanted(options, case, publisher.past(folder))
    manners = Manners(options.pause, options.patience)
    with _resumable(folder), progress() as shown:
        fetched = publisher.fetch(wanted, folder, manners, shown)
    _tell(fetched, options)
    if fetched.files and not options.no_add:
        adding.add(case, [file.path for file in fetched.files], None, settings.from_environment(os.environ))
        say(f"Next: undersigned trace --case {options.case}")


def _publisher(name: str) -> Publisher:
    known = {
        module.PUBLISHER.name: module.PUBLISHER for module in members("undersigned.fetching", "PUBLISHER").values()
    }
    if name not in known:
        raise InputError(f"Nothing can be fetched from {name!r}; the publishers are {', '.join(known)}.")
    found: Publisher = known[name]
    return found


def _downloads(case: Case) -> Path:
    """The case's downloads; they hold what publishers wrote, so they stay out of version control."""
    folder = case.folder / DOWNLOADS
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    except OSError as error:
        raise CaseError(f"{folder} cannot be written: {error.strerror}. Name another folder with -o.") from error
    return folder


def _wanted(question: Question, case: Case, past: Sequence[Past]) -> Wanted:
    """The question in the publishers' words; an error where it asks for nothing or for two things."""
    ways = [bool(question.fiscal_year or question.first), bool(question.awards_of), question.since_last]
    if sum(ways) != 1:
        raise InputError(
            "Say what to fetch, in one way: --agency with --fiscal-year or --from, or --awards-of, or --since-last."
        )
    if question.awards_of:
        return _awards_of(case, question.awards_of)
    if question.since_last:
        return _since_last(question, past)
    if not question.agency:
        raise InputError("Name the agency whose records to fetch, such as --agency CBP.")
    wanted = _by_agency(question.agency, _spans(question), "action_date", subawards=question.subawards)
    return _begun(wanted, past) if question.first and not question.last else wanted


def _begun(wanted: Wanted, past: Sequence[Past]) -> Wanted:
    """The same question as it was asked before midnight, where it was not finished: it goes on, and not anew."""
    for one in past:
        asked = one.wanted
        same = (asked.agencies, asked.by, asked.subawards) == (wanted.agencies, wanted.by, wanted.subawards)
        if not one.finished and same and asked.spans[0].first == wanted.spans[0].first and len(asked.spans) == 1:
            return asked
    return wanted


def _by_agency(agencies: Sequence[str], spans: tuple[Span, ...], by: By, *, subawards: bool) -> Wanted:
    names = tuple(sorted(dict.fromkeys(" ".join(name.split()) for name in agencies), key=str.casefold))
    days = f"{min(span.first for span in spans)}-to-{max(span.last for span in spans)}"
    changed = "changed-" if by == "last_modified_date" else ""
    return Wanted(_slug(f"{'-'.join(names)[:60]}-{changed}{days}"), names, spans, by, subawards)


def _spans(question: Question) -> tuple[Span, ...]:
    """The days of the fiscal years, which begin in October, or the days given."""
    if question.fiscal_year and question.first:
        raise InputError("Give --fiscal-year or --from, not both.")
    if not question.first:
        years = sorted(set(question.fiscal_year or ()))
        for year in years:
            if not 2001 <= year <= 2100:
                raise InputError(
                    f"--fiscal-year {year}: a fiscal year is written like 2025; the records begin in 2001."
                )
        return tuple(Span(date(year - 1, 10, 1), date(year, 9, 30)) for year in years)
    first = _day("--from", question.first)
    last = _day("--until", question.last) if question.last else _today()
    if last < first:
        raise InputError(f"--from {first} is later than --until {last}. Give the earlier day first.")
    return (Span(first, last),)


def _since_last(question: Question, past: Sequence[Past]) -> Wanted:
    """Everything changed since the day on which all earlier fetches of the agencies were current."""
    asked = {name.casefold() for name in question.agency or ()}
    mine = [one for one in past if not asked or asked & {name.casefold() for name in one.wanted.agencies}]
    for one in mine:
        if not one.finished and one.wanted.by == "last_modified_date":
            return one.wanted
    finished = [one for one in mine if one.finished]
    if not finished:
        raise InputError(
            "Nothing was fetched yet by agency, so there is no last time. Fetch with --agency and --fiscal-year first."
        )
    agencies = {name for one in finished for name in one.wanted.agencies if not asked or name.casefold() in asked}
    first = min(_current(one, finished) for one in finished) - LATE
    subawards = any(one.wanted.subawards for one in finished)
    return _by_agency(sorted(agencies), (Span(first, _today()),), "last_modified_date", subawards=subawards)


def _current(one: Past, past: Sequence[Past]) -> date:
    """The last day whose changes of a fetch's records are here, later fetches of changes counted in."""
    day = one.day
    for later in past:
        span = later.wanted.spans[0]
        covers = set(one.wanted.agencies) <= set(later.wanted.agencies)
        if later.wanted.by == "last_modified_date" and covers and span.first <= day:
            day = max(day, later.day)
    return day


def _awards_of(case: Case, name: str) -> Wanted:
    """The awards that name a maker's products, and those that its companies hold."""
    with reading(case) as found:
        subjects = [subject for subject in found.find(name) if subject.kind == "maker" or subject.kind in _HOLDERS]
        if not subjects:
            raise InputError(f"{name!r} is no maker or company of this case. Name one, such as a line of the trace.")
        awards = {award.key: award for subject in subjects for award in _awards(found, subject)}
    federal = tuple(awards[key] for key in sorted(awards) if key.startswith("CONT_"))
    if not federal:
        raise CaseError(f"No award behind {name!r} has a key of USAspending, so none can be looked up there.")
    return Wanted(_slug(f"awards-of-{name}"), awards=federal)


def _awards(found: Trace, subject: Subject) -> Iterator[Award]:
    where = (
        "award_key IN (SELECT award_key FROM attributions WHERE maker = ?)"
        if subject.kind == "maker"
        else f"{_HOLDERS[subject.kind]} = ?"
    )
    rows = found.rows(f"SELECT award_key, award_id, agency FROM awards WHERE {where} ORDER BY award_key", subject.name)
    for key, number, agency in rows:
        yield Award(key, number or key.split("_")[2], agency or "")


@contextmanager
def _resumable(folder: Path) -> Iterator[None]:
    """Stopped from the keyboard, it says that nothing is lost."""
    try:
        yield
    except KeyboardInterrupt:
        notes.print(f"What arrived stays in {folder}. Run the same command again: it goes on.", markup=False)
        raise


def _tell(fetched: Fetched, question: Question) -> None:
    rows = sum(file.rows for file in fetched.files)
    done = "Fetched" if fetched.anew else "Already fetched"
    counted = " None that the publisher counts is missing." if fetched.counted and fetched.files else ""
    say(f"{done}: {count(len(fetched.files), 'file')}, {count(rows, 'row')}.{counted}")
    for file in fetched.files:
        say_point(f"{file.path.name}: {count(file.rows, 'row')}, SHA-256 {file.sha256}")
    for remark in fetched.remarks:
        say(remark)
    say(f"The downloads lie in {fetched.folder}. Keep them: their hashes prove what was read.")
    if not fetched.anew and question.awards_of:
        say("Nothing was asked again. To ask for these awards anew, move that folder away first.")
    elif not fetched.anew and not question.since_last:
        say("Nothing was asked again. For what is new since then: --since-last.")


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{option} {text}: a day is written like 2025-09-30.") from error


def _today() -> date:
    return datetime.now(UTC).date()


def _slug(text: str) -> str:
    """A name for a folder: letters, digits and dashes."""
    return "-".join("".join(letter if letter.isalnum() else " " for letter in text.casefold()).split())
