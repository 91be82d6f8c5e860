"""The table of awards, largest first, with the words of the records behind each attribution."""

from undersigned.claims.reading import Subject
from undersigned.dossiers.contents import Award, Contents
from undersigned.dossiers.paper.content import Cell, Column, Line, Table, cell, lines
from undersigned.dossiers.paper.subjects import About
from undersigned.dossiers.words.language import Words
from undersigned.terms.attribution import Attribution

MOST = 1_000
"""So many awards are printed; a longer list is read from the data files."""
LONGEST_QUOTE = 130
MOST_QUOTED = 3
"""So many quotations of one award are printed."""


def awards(contents: Contents, subject: Subject) -> list[Award]:
    """The awards of a subject, the largest first, those known from a summary only at the end."""
    found = [contents.awards[key] for key in contents.awards_of(subject)]
    return sorted(found, key=lambda award: award.only_summary)


def table(contents: Contents, about: About, held: list[Award], words: Words) -> Table:
    """The table of awards; the number of an award is its place."""
    shown = held[:MOST]
    several = len({award.agency for award in shown}) > 1
    rows = tuple(
        _row(number, award, _quoted(award, _evidence(contents, about, award), words), several, words)
        for number, award in enumerate(shown, 1)
    )
    columns = (
        Column("#", number=True),
        Column(words.text("Award, holder, agency") if several else words.text("Award, holder"), wide=5),
        Column(words.text("Quoted from the records"), wide=6),
        Column(words.text("First and last day")),
        Column(words.text("Net obligation"), number=True),
    )
    cut = words.text(
        "The largest {shown} of {all} awards; the data files have all of them.",
        shown=words.count(len(shown)),
        all=words.count(len(held)),
    )
    notes = [cut] if len(shown) < len(held) else []
    if any(award.only_summary for award in shown):
        notes.append(words.text("*: known from its award summary only; in no figure of a fiscal year."))
    return Table(words.text("Awards, largest first"), columns, rows, tuple(notes))


def _row(number: int, award: Award, quoted: Cell, several: bool, words: Words) -> tuple[Cell, ...]:
    """One award; its agency stands in it where the awards are of several."""
    mark = "*" if award.only_summary else ""
    agency = award.agency if several else ""
    return (
        cell(words.count(number)),
        lines(
            (
                Line(award.award_id or award.award_key, award.link, "key"),
                Line(award.company_name),
                Line(agency, style="muted"),
            )
        ),
        quoted,
        lines(_days(award, words)),
        cell(words.money(award.obligation) + mark),
    )


def _evidence(contents: Contents, about: About, award: Award) -> list[Attribution]:
    """The attributions that a reader of this dossier asks about."""
    kind, name = about.subject.kind, about.subject.name
    found = contents.named(award.award_key)
    return [
        attribution
        for attribution in found
        if (kind != "maker" or attribution.maker == name) and (kind != "category" or attribution.category == name)
    ]


def _quoted(award: Award, found: list[Attribution], words: Words) -> Cell:
    """The quotations, each with what it names; the award's opening words where no maker is known."""
    if not found:
        unknown = Line(words.text("maker not known from the words"), style="muted")
        return lines((Line(cut(award.opening_words), style="quote"), unknown))
    told = []
    for attribution in found[:MOST_QUOTED]:
        names = dict.fromkeys(name for name in (attribution.maker, attribution.product) if name)
        parts = [*names, *((words.text("one of several makers"),) if attribution.shared else ())]
        told += [Line(cut(attribution.evidence), style="quote"), Line(", ".join(parts), style="muted")]
    if more := len(found) - MOST_QUOTED if len(found) > MOST_QUOTED else 0:
        told.append(Line(words.texts("and {n} more maker", "and {n} more makers", more), style="muted"))
    return lines(told)


def _days(award: Award, words: Words) -> list[Line]:
    """First and last day of the rows, and the end of the award where the records have it."""
    found = [Line(text) for text in dict.fromkeys((words.day(award.first_day), words.day(award.last_day)))]
    if award.end_date:
        found.append(Line(words.text("ends {day}", day=words.day(award.end_date)), style="muted"))
    return found


def cut(text: str) -> str:
    """A quotation that fits a cell, cut between words."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1].rsplit(" ", 1)[0] + " …"
