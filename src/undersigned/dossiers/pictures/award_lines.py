"""Award lines: when each award runs, how far its options reach, and its ceiling against what was obligated."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from undersigned.dossiers.pictures.award_marks import Mark, Sheet, desk, layout, phone
from undersigned.dossiers.pictures.base import Cell, Picture
from undersigned.dossiers.pictures.svg import drawing, identified
from undersigned.dossiers.pictures.year_bars import patterns
from undersigned.dossiers.words.language import Words

MOST = 25
"""Awards that are drawn; the rest is said."""


@dataclass(frozen=True, slots=True)
class Line:
    """One award; days are None where the records have none, as is the ceiling; money is whole cents.

    `running` is None where the records cannot tell.
    """

    award_id: str
    href: str
    holder: str
    start: date | None
    end: date | None
    potential_end: date | None
    first_day: date | None
    last_day: date | None
    obligated_cents: int
    ceiling_cents: int | None
    running: bool | None
    award_key: str = ""


def award_lines(
    subject: str, lines: Sequence[Line], as_of: date, words: Words, identifier: str = "award-lines"
) -> Picture:
    """The awards of a subject, largest first; `identifier` is the picture's own on its page."""
    ordered = sorted(lines, key=lambda line: (-line.obligated_cents, line.award_id, line.href))
    shown = ordered[:MOST]
    one_holder = len({line.holder for line in ordered}) == 1
    sheet = Sheet(
        [_mark(line, words, "" if one_holder else line.holder) for line in shown],
        as_of,
        words.day(as_of),
        (words.text("obligated"), words.text("ceiling")),
        (words.text("end date: not in these records"), words.text("no end date")),
    )
    title, description = _finding(subject, ordered, words), _told(shown, as_of, words)
    svgs = []
    for size, frame in (("wide", desk(sheet)), ("narrow", phone(sheet))):
        name = identified(identifier, size)
        height, marks = layout(sheet, frame, name)
        body = f'<g class="award-lines">{patterns(name)}{marks}</g>'
        svgs.append(drawing(frame.width, height, title, description, body, name))
    rows = tuple(_row(line, words) for line in shown)
    notes = _notes(shown, ordered[MOST:], as_of, words)
    return Picture("award-lines", title, description, svgs[0], svgs[1], _columns(words), rows, notes)


def _dated(line: Line) -> bool:
    return line.start is not None and line.end is not None


def _reaches(line: Line) -> date | None:
    """The potential end, where options reach beyond the end."""
    if line.end is None or line.potential_end is None or line.potential_end <= line.end:
        return None
    return line.potential_end


def _mark(line: Line, words: Words, holder: str) -> Mark:
    return Mark(
        name=_sentence(line, words),
        href=line.href,
        award=line.award_id,
        holder=holder,
        start=line.start,
        end=line.end,
        potential_end=line.potential_end,
        rows=tuple(day for day in (line.first_day, line.last_day) if day is not None),
        obligated=line.obligated_cents,
        obligated_label=words.plain(line.obligated_cents),
        ceiling=line.ceiling_cents,
        ceiling_label="" if line.ceiling_cents is None else words.plain(line.ceiling_cents),
        running=line.running is True,
    )


def _sentence(line: Line, words: Words) -> str:
    """All that the marks of one award say."""
    parts = [
        words.text("Award {award}, {holder}", award=line.award_id, holder=line.holder),
        words.text("obligated {amount} net", amount=words.money(line.obligated_cents)),
    ]
    if line.ceiling_cents is not None:
        parts.append(words.text("ceiling {amount}", amount=words.money(line.ceiling_cents)))
    if _dated(line):
        parts.append(words.text("{start} to {end}", start=words.day(line.start), end=words.day(line.end)))
    else:
        parts.append(_rows_between(line, words))
        parts.append(words.text("end date: not in these records"))
    if reaches := _reaches(line):
        parts.append(words.text("with options to {day}", day=words.day(reaches)))
    return "; ".join(filter(None, parts))


def _rows_between(line: Line, words: Words) -> str:
    if line.first_day is None or line.last_day is None:
        return ""
    return words.text("rows from {first} to {last}", first=words.day(line.first_day), last=words.day(line.last_day))


def _finding(subject: str, lines: Sequence[Line], words: Words) -> str:
    """The title: how many run, where the records can tell."""
    if not lines:
        return words.text("{subject}: no awards in these records", subject=subject)
    running = sum(line.running is True for line in lines)
    if all(line.running is None for line in lines):
        return words.texts(
            "{subject}: {n} award; the records do not say when it ends",
            "{subject}: {n} awards; the records do not say when they end",
            len(lines),
            subject=subject,
        )
    known = sum(line.running is not None for line in lines)
    if known < len(lines):
        return words.texts(
            "{subject}: of the {n} award whose end is in the records, {running} running",
            "{subject}: of the {n} awards whose end is in the records, {running} running",
            known,
            subject=subject,
            running=words.count(running),
        )
    return words.texts(
        "{subject}: {n} award, {running} running",
        "{subject}: {n} awards, {running} running",
        len(lines),
        subject=subject,
        running=words.count(running),
    )


def _told(lines: Sequence[Line], as_of: date, words: Words) -> str:
    """The description: what the marks mean; every award's own is the name of its link."""
    said = [
        words.text("One line an award, from the start to the end of its period of performance, largest first."),
        words.text("The upright line is {day}, the day up to which the records go.", day=words.day(as_of)),
    ]
    if any(map(_reaches, lines)):
        said.append(words.text("Dashes lead on to the end that options allow."))
    return " ".join(said)


def _columns(words: Words) -> tuple[str, ...]:
    return (
        words.text("Award"),
        words.text("Held by"),
        words.text("Start"),
        words.text("End"),
        words.text("End with options"),
        words.text("Obligated"),
        words.text("Ceiling"),
    )


def _row(line: Line, words: Words) -> tuple[Cell, ...]:
    absent = words.text("not in these records")
    ceiling = absent if line.ceiling_cents is None else words.money(line.ceiling_cents)
    return (
        Cell(line.award_id, line.href),
        Cell(line.holder),
        *(Cell(words.day(day) or absent) for day in (line.start, line.end, line.potential_end)),
        _obligated(line, words),
        Cell(ceiling, number=line.ceiling_cents is not None),
    )


def _obligated(line: Line, words: Words) -> Cell:
    """An award's net obligation, for the check where the award is known."""
    told, known = words.money(line.obligated_cents), bool(line.award_key)
    value = line.obligated_cents if known else None
    return Cell(told, line.href, number=True, value=value, award_key=line.award_key)


def _notes(shown: Sequence[Line], rest: Sequence[Line], as_of: date, words: Words) -> tuple[str, ...]:
    """What is missing, what is uncertain, and what is not drawn."""
    found = [words.text("The upright line is {day}, the day up to which the records go.", day=words.day(as_of))]
    if any(map(_reaches, shown)):
        found.append(words.text("Dashed: options that may be exercised, up to the potential end."))
    found += _missing(shown, words)
    if any(line.obligated_cents < 0 for line in shown):
        found.append(words.text("Left of zero and hatched: more was taken back than obligated."))
    if rest:
        found.append(
            words.texts(
                "{n} smaller award is not drawn; the table of awards has it.",
                "{n} smaller awards are not drawn; the table of awards has them.",
                len(rest),
            )
        )
    return tuple(found)


def _missing(shown: Sequence[Line], words: Words) -> list[str]:
    """What the records do not have, with how many awards it concerns."""
    found = []
    if undated := sum(not _dated(line) for line in shown):
        found.append(
            words.texts(
                "{n} award has dots at its first and last row: its end date is not in these records.",
                "{n} awards have dots at their first and last rows: their end dates are not in these records.",
                undated,
            )
        )
    if bare := sum(line.ceiling_cents is None for line in shown):
        found.append(
            words.texts(
                "The ceiling of {n} award is not in these records.",
                "The ceilings of {n} awards are not in these records.",
                bare,
            )
        )
    return found
