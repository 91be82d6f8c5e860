"""The tables of a dossier: by fiscal year, by agency, by reseller, by maker; every figure is a claim."""

from collections.abc import Iterable, Sequence

from undersigned.claims import caveats as said
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.desk import REPEATED
from undersigned.dossiers.paper.content import Cell, Column, Line, Table, cell
from undersigned.dossiers.paper.sources import Sources, exactly
from undersigned.dossiers.paper.subjects import About, claims_naming
from undersigned.dossiers.words.language import Words
from undersigned.terms.claim import Claim

MOST = 100
"""A table beside the one of awards has at most so many rows."""
NOTHING = "\u2013"
"""A dash where there is no row, because nothing is not zero."""
_CHANNELS = ("all", "technology", "direct", "resold", "shared")


def tables(contents: Contents, about: About, sources: Sources, words: Words) -> list[Table]:
    """Every table but the one of awards; those without a row are left out."""
    own = list(contents.about(about.subject).values())
    name = about.subject.name
    beside = {
        "maker": [
            (words.text("By agency"), words.text("Agency"), _of_all_years(own, "obligations at")),
            (words.text("By reseller"), words.text("Reseller"), _of_all_years(own, "obligations through")),
        ],
        "agency": [
            (
                words.text("Whose products"),
                words.text("Maker"),
                claims_naming(contents, "maker", "obligations at", name),
            )
        ],
        "reseller": [
            (
                words.text("Whose products"),
                words.text("Maker"),
                claims_naming(contents, "maker", "obligations through", name),
            )
        ],
        "family": [(words.text("By company"), words.text("Company"), _of_all_years(own, "obligations of"))],
    }.get(about.subject.kind, [])
    found = [_years(own, sources, words)]
    found += [_named(title, column, claims, (about, sources, words)) for title, column, claims in beside]
    return [table for table in found if table.rows]


def _of_all_years(claims: Iterable[Claim], measure: str) -> list[Claim]:
    found = [claim for claim in claims if claim.measure == measure and claim.fiscal_year is None]
    return sorted(found, key=lambda claim: (-(claim.figure or 0), claim.other, claim.channel))


def _years(claims: list[Claim], sources: Sources, words: Words) -> Table:
    sums: dict[tuple[int | None, str], Claim] = {
        (claim.fiscal_year, claim.channel): claim for claim in claims if claim.measure == "obligations"
    }
    channels = [channel for channel in _CHANNELS if (None, channel) in sums]
    years = sorted({year for year, _ in sums if year is not None})
    rows = [
        (
            cell(str(year) if year is not None else words.text("All years")),
            *(_figure(sums.get((year, channel)), sources, words) for channel in channels),
        )
        for year in (*years, None)
        if channels
    ]
    columns = (
        Column(words.text("Fiscal year")),
        *(Column(_head(channel, words), number=True, wide=1) for channel in channels),
    )
    used = [sums[year, channel] for year in (*years, None) for channel in channels if (year, channel) in sums]
    return Table(words.text("Net obligations by fiscal year"), columns, tuple(rows), _notes(used, words))


def _named(title: str, column: str, claims: Sequence[Claim], setting: tuple[About, Sources, Words]) -> Table:
    """A table with one row a second subject and channel."""
    about, sources, words = setting
    name = about.subject.name
    shown = claims[:MOST]
    several = len({claim.channel for claim in shown}) > 1
    rows = tuple(
        (
            cell(claim.subject if claim.other == name else claim.other),
            *((cell(channel(claim.channel, words)),) if several else ()),
            cell(words.count(claim.awards)),
            _figure(claim, sources, words),
        )
        for claim in shown
    )
    columns = (
        Column(column, wide=2),
        *((Column(words.text("How")),) if several else ()),
        Column(words.text("Awards"), number=True),
        Column(words.text("Net obligations"), number=True),
    )
    cut = words.text("The largest {shown} of {all}.", shown=words.count(len(shown)), all=words.count(len(claims)))
    return Table(title, columns, rows, (cut,) if len(shown) < len(claims) else ())


def _figure(claim: Claim | None, sources: Sources, words: Words) -> Cell:
    return Cell((Line(exactly(claim, words)),), sources.use(claim)) if claim else cell(NOTHING)


def _head(name: str, words: Words) -> str:
    return {
        "all": words.text("All"),
        "technology": words.text("Technology"),
        "direct": words.text("Direct"),
        "resold": words.text("Through resellers"),
        "shared": words.text("Several makers"),
    }[name]


def channel(name: str, words: Words) -> str:
    """How the awards are held, as a word in a row."""
    return {
        "direct": words.text("direct"),
        "resold": words.text("through resellers"),
        "shared": words.text("several makers"),
    }.get(name, "")


def _notes(claims: Iterable[Claim], words: Words) -> tuple[str, ...]:
    """What is particular to these figures: years cut short, fetches that stopped early."""
    return tuple(words.say(note) for note in particular(note for claim in claims for note in claim.caveats))


GENERAL = (said.NET, said.RESOLD, said.SHARED, said.CATALOGUE, said.SUMMARIES)
"""The caveats that hold for whole kinds of figures."""


def particular(caveats: Iterable[str]) -> list[str]:
    """The caveats about single slices of the records, each once; exact repeats, counted once, change no figure."""
    return sorted({note for note in caveats if note not in GENERAL and REPEATED not in note})
