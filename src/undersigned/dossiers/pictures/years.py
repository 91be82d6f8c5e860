"""Net obligations by fiscal year: direct against through resellers, or an agency's whole against its technology.

Bars stand side by side and never on each other: a stack of amounts of which one is negative has no honest height.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from undersigned.dossiers.pictures.base import Picture
from undersigned.dossiers.pictures.svg import NARROW, WIDE, drawing, identified
from undersigned.dossiers.pictures.year_bars import patterns
from undersigned.dossiers.pictures.year_columns import Columns
from undersigned.dossiers.pictures.year_rows import Rows
from undersigned.dossiers.pictures.year_story import Amount, Entry, Story, chart, finding, notes, table, told, whole
from undersigned.dossiers.words.language import Words


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year of a maker or company; cents are None where that channel has no rows.

    `incomplete` and `truncated` say, as sentences in the reader's language, why the year's records are not whole.
    """

    fiscal_year: int
    direct_cents: int | None = None
    resold_cents: int | None = None
    direct_href: str = ""
    resold_href: str = ""
    direct_claim: str = ""
    resold_claim: str = ""
    incomplete: str = ""
    truncated: str = ""


@dataclass(frozen=True, slots=True)
class Total:
    """A fiscal year of an agency, category or reseller: all obligations, and what of them is technology, if told."""

    fiscal_year: int
    all_cents: int | None = None
    technology_cents: int | None = None
    all_href: str = ""
    technology_href: str = ""
    all_claim: str = ""
    technology_claim: str = ""
    incomplete: str = ""
    truncated: str = ""


def years(subject: str, given: Sequence[Year], words: Words, identifier: str = "years") -> Picture:
    """Direct against resold net obligations of a maker or company; `identifier` is the picture's own on its page."""
    entries = [
        Entry(
            year.fiscal_year,
            year.fiscal_year,
            (
                Amount(year.direct_cents, year.direct_href, year.direct_claim),
                Amount(year.resold_cents, year.resold_href, year.resold_claim),
            ),
            year.incomplete,
            year.truncated,
        )
        for year in given
    ]
    names = (words.text("direct"), words.text("through resellers"))
    return _picture(Story(words, subject, ("direct", "resold"), names, True, whole(entries)), identifier)


def totals(subject: str, given: Sequence[Total], words: Words, identifier: str = "years") -> Picture:
    """All net obligations, with technology beside them where any year tells it."""
    technology = any(total.technology_cents is not None for total in given)
    entries = [
        Entry(
            total.fiscal_year,
            total.fiscal_year,
            (
                Amount(total.all_cents, total.all_href, total.all_claim),
                Amount(total.technology_cents, total.technology_href, total.technology_claim),
            )[: 1 + technology],
            total.incomplete,
            total.truncated,
        )
        for total in given
    ]
    names = (words.text("all net obligations"), words.text("of these, for technology"))[: 1 + technology]
    styles = ("total", "technology")[: 1 + technology]
    return _picture(Story(words, subject, styles, names, False, whole(entries)), identifier)


def _picture(story: Story, identifier: str) -> Picture:
    drawn = chart(story)
    upright, title, description = Columns(drawn), finding(story), told(story)
    layouts = (
        ("wide", WIDE, upright if upright.fits() else Rows(drawn, WIDE)),
        ("narrow", NARROW, Rows(drawn, NARROW)),
    )
    svgs = []
    for size, width, layout in layouts:
        name = identified(identifier, size)
        body = f'<g class="years">{patterns(name)}{layout.draw(name)}</g>'
        svgs.append(drawing(width, layout.height(), title, description, body, name))
    columns, rows = table(story)
    return Picture("years", title, description, svgs[0], svgs[1], columns, rows, notes(story))
