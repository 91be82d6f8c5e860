"""The pictures of a printed dossier, from the same claims and awards as its tables."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from undersigned.dossiers.contents import Award, Contents
from undersigned.dossiers.desk import CUT_OFF, INCOMPLETE
from undersigned.dossiers.drawn.bands import bands
from undersigned.dossiers.paper.content import Drawing
from undersigned.dossiers.paper.picture import for_print
from undersigned.dossiers.paper.sources import told
from undersigned.dossiers.paper.subjects import About
from undersigned.dossiers.paper.tables import particular
from undersigned.dossiers.pictures import award_lines, flow, years
from undersigned.dossiers.pictures.base import Picture
from undersigned.dossiers.pictures.years import Total, Year
from undersigned.dossiers.words.language import Words
from undersigned.terms.claim import Claim

FEWEST_YEARS = 2
"""One year is no development; its amount stands in the text."""
FEWEST_BANDS = 2
"""One flow is one sum."""
FEWEST_LINES = 2
_BY_CHANNEL = ("maker", "category")


def drawings(contents: Contents, about: About, held: list[Award], words: Words) -> list[Drawing]:
    """Every picture of a dossier; one that would show nothing is left out."""
    found = (drawing(kind, (contents, about, held), words) for kind in KINDS)
    return [drawn for drawn in found if drawn]


def drawing(kind: str, of: tuple[Contents, About, list[Award]], words: Words) -> Drawing | None:
    """One picture about a subject with its awards; None where it would show nothing, or paper has no such kind."""
    draw = KINDS.get(kind.replace("_", "-"))
    return draw(*of, words) if draw else None


def _of_time(contents: Contents, about: About, _: list[Award], words: Words) -> Drawing | None:
    by_year = _years(contents, about)
    return for_print(_of_years(about, by_year, words)) if len(by_year) >= FEWEST_YEARS else None


def _of_flow(contents: Contents, about: About, _: list[Award], words: Words) -> Drawing | None:
    """The flow from agencies to makers; its title is the claim on what resellers hold, where they hold anything."""
    given = bands(contents.flows.of(about.subject.kind, about.subject.name), lambda _: ("", ""))
    if sum(band.cents > 0 for band in given) < FEWEST_BANDS:
        return None
    own = contents.about(about.subject)
    claims = (own.get(("obligations", channel, "", None)) for channel in ("resold", "direct", "all"))
    title = next((told(claim, words) for claim in claims if claim), about.title)
    note = words.text(
        "Drawn are awards whose words name a maker, by their net obligations. Flows that net to zero or less are not "
        "drawn; many small ones are drawn as one. The figures stand in the tables."
    )
    return replace(for_print(flow.picture(given, words, title)), notes=(note,))


def _of_awards(contents: Contents, about: About, held: list[Award], words: Words) -> Drawing | None:
    """When the largest awards run, where any of them has an end date."""
    lines = [_line(contents, award) for award in held if not award.only_summary]
    if sum(line.end is not None for line in lines) < FEWEST_LINES:
        return None
    return for_print(award_lines.award_lines(about.title, lines, date.fromisoformat(contents.as_of), words))


KINDS: Mapping[str, Callable[[Contents, About, list[Award], Words], Drawing | None]] = MappingProxyType(
    {"years": _of_time, "flow": _of_flow, "award-lines": _of_awards}
)
"""The pictures that paper has, in their order."""


def _line(contents: Contents, award: Award) -> award_lines.Line:
    return award_lines.Line(
        award_id=award.award_id or award.award_key,
        href=award.link,
        holder=award.company_name,
        start=award.start_date,
        end=award.end_date,
        potential_end=award.potential_end_date,
        first_day=award.first_day,
        last_day=award.last_day,
        obligated_cents=award.obligation,
        ceiling_cents=award.ceiling,
        running=award.running(contents.as_of),
    )


def _years(contents: Contents, about: About) -> dict[int, dict[str, Claim]]:
    found: dict[int, dict[str, Claim]] = defaultdict(dict)
    for (measure, channel, _, year), claim in contents.about(about.subject).items():
        if measure == "obligations" and year is not None:
            found[year][channel] = claim
    return dict(sorted(found.items()))


def _of_years(about: About, by_year: dict[int, dict[str, Claim]], words: Words) -> Picture:
    if about.subject.kind in _BY_CHANNEL:
        return years.years(about.title, [_year(year, of, words) for year, of in by_year.items()], words)
    whole = "resold" if about.subject.kind == "reseller" else "all"
    return years.totals(about.title, [_total(year, of, whole, words) for year, of in by_year.items()], words)


def _year(year: int, of: dict[str, Claim], words: Words) -> Year:
    direct, resold = of.get("direct"), of.get("resold")
    incomplete, truncated = _doubts((direct, resold), words)
    return Year(
        year,
        direct.figure if direct else None,
        resold.figure if resold else None,
        incomplete=incomplete,
        truncated=truncated,
    )


def _total(year: int, of: dict[str, Claim], whole: str, words: Words) -> Total:
    every, technology = of.get(whole), of.get("technology")
    incomplete, truncated = _doubts((every, technology), words)
    return Total(
        year,
        every.figure if every else None,
        technology.figure if technology else None,
        incomplete=incomplete,
        truncated=truncated,
    )


def _doubts(claims: Iterable[Claim | None], words: Words) -> tuple[str, str]:
    """Why a year's records are not whole: cut off by the last day, cut off by the fetch."""
    notes = particular(note for claim in claims if claim for note in claim.caveats)
    cut_off = [note for note in notes if INCOMPLETE in note]
    fetched = [note for note in notes if CUT_OFF in note]
    return " ".join(map(words.say, cut_off)), " ".join(map(words.say, fetched))
