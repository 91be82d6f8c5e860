"""The 10-column shape: what paging through a search returns, agency by agency, largest amount first."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from undersigned.sample.agencies import AGENCIES, IBS
from undersigned.sample.lot import Lot, mark, quoted
from undersigned.sample.records import Agency, Award, Line, dollars
from undersigned.sample.traps.pages import edges_within, repeat_rows_at_page_edges, stops_early, whole_pages
from undersigned.sample.traps.planted import stories
from undersigned.sample.walk import Walk

COLUMNS = (
    "Agency",
    "Award ID",
    "Recipient Name",
    "Federal Action Obligation",
    "Action Date",
    "Modification",
    "Product/Service Description",
    "NAICS Description",
    "Transaction Description",
    "Generated Award ID",
)
YEAR = 2031
HEADER = ",".join(COLUMNS) + "\r\n"
FIRST_SHARE = 57


@dataclass(frozen=True)
class Slice:
    """One agency-year of a sample: its ordinary rows, its planted lines, its size with repeats."""

    lot: Lot
    planted: tuple[tuple[Award, Line], ...]
    total: int


def slice_of(agency: Agency, year: int, rows: int, seed: int) -> Slice:
    """The slice of an agency-year in a sample of `rows` rows."""
    second = whole_pages(rows * (100 - FIRST_SHARE) // 100)
    total = rows - second if agency == IBS else second
    stopped = stops_early(agency.short, year)
    lines = [
        (award, line)
        for award in stories()
        for line in award.lines
        if award.agency == agency and line.file_year == year and not (stopped and line.cents < 0)
    ]
    kept = lines[: total // 2]
    ordinary = total - len(kept) - len(edges_within(total))
    walk = Walk(ordinary, seed, stopped)
    kept.sort(key=lambda pair: -pair[1].cents)
    return Slice(Lot(agency, year, walk, seed, mark(rows, seed)), tuple(kept), total)


def planted_row(award: Award, line: Line) -> str:
    """A planted line in this shape."""
    recipient = line.recipient or award.recipient
    fields = (
        award.agency.short,
        award.piid,
        recipient.name,
        dollars(line.cents),
        line.day,
        line.number,
        award.subject.psc_words,
        award.subject.naics_words,
        line.text,
        award.key,
    )
    return ",".join(quoted(field) for field in fields) + "\r\n"


def merged_rows(part: Slice) -> Iterator[str]:
    """The ordinary rows with the planted ones at the place of their amount."""
    ordinary = part.lot.rows()
    reached = 0
    for award, line in part.planted:
        place = part.lot.walk.place_of_amount(line.cents)
        yield from islice(ordinary, place - reached)
        reached = place
        yield planted_row(award, line)
    yield from ordinary


def api_rows(rows: int, seed: int, year: int = YEAR) -> Iterator[str]:
    """So many rows of a fiscal year, as lines of text; the header is not among them."""
    for agency in AGENCIES:
        part = slice_of(agency, year, rows, seed)
        yield from repeat_rows_at_page_edges(merged_rows(part), part.total)
