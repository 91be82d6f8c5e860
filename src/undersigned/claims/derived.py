"""Claims derived from sums and awards: shares, changes, the largest awards, what is still running.

The awards and rows of a claim that is derived from others are counted where its citations are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from undersigned.claims import caveats as said
from undersigned.claims import statements
from undersigned.claims.building import Builder, id_of, key_of
from undersigned.claims.caveats import Slice
from undersigned.claims.statements import Sum
from undersigned.terms.claim import Claim, SubjectKind, claim_id
from undersigned.terms.sentence import Worded

WHOLE: dict[str, tuple[SubjectKind, tuple[str, ...]]] = {
    "maker": ("maker", ("direct", "resold")),
    "agency": ("agency", ("all",)),
    "reseller": ("reseller", ("resold",)),
    "category": ("category", ("direct", "resold")),
}
"""Which channels together are the whole of a subject, for its change from year to year."""

LARGEST = ("largest award", "second largest award", "third largest award")
"""So many of a subject's largest awards are claims, under these measures."""


@dataclass(frozen=True, slots=True)
class Largest:
    """One of a subject's largest awards by net obligation; `place` 1 is the largest."""

    kind: SubjectKind
    subject: str
    place: int
    award_key: str
    held_by: str
    figure: int
    rows: int
    slices: tuple[Slice, ...]


@dataclass(frozen=True, slots=True)
class Running:
    """How many of a maker's awards had not ended on the day; `dated` of the `named` have an end date at all.

    `slices` are those of the awards that had not ended.
    """

    maker: str
    awards: int
    dated: int
    named: int
    slices: tuple[Slice, ...]


def shares(builder: Builder) -> list[Claim]:
    """Technology as a share of what an agency obligated, and each maker's share of that technology."""
    found = []
    for part in builder.sums.values():
        if part.kind == "agency" and part.channel == "technology":
            whole = builder.sums.get(("agency", part.subject, "", part.measure, "all", part.fiscal_year, ""))
            found += _share(builder, part, whole, statements.share)
        elif part.kind == "maker" and part.measure == "technology at":
            whole = builder.sums.get(("agency", part.other, "", "obligations", "technology", part.fiscal_year, ""))
            found += _share(builder, part, whole, statements.share_of_maker)
    return found


def changes(builder: Builder) -> list[Claim]:
    """From one fiscal year to the next, for makers, agencies, resellers and categories."""
    years: dict[tuple[str, str], dict[int, list[Sum]]] = defaultdict(lambda: defaultdict(list))
    for cell in builder.sums.values():
        _, channels = WHOLE.get(cell.kind, ("", ()))
        if cell.measure == "obligations" and cell.channel in channels and cell.fiscal_year is not None:
            years[cell.kind, cell.subject][cell.fiscal_year].append(cell)
    return [
        _change(builder, year, by_year[year - 1], by_year[year])
        for by_year in years.values()
        for year in sorted(by_year)
        if year - 1 in by_year
    ]


def largest(builder: Builder, awards: Iterable[Largest]) -> list[Claim]:
    """The largest awards of each subject."""
    return [_largest(builder, award) for award in awards]


def running(builder: Builder, lines: Iterable[Running]) -> list[Claim]:
    """What is still running, or that the records have no dates to tell."""
    return [_running(builder, line) for line in lines]


def _share(
    builder: Builder, part: Sum, whole: Sum | None, said_as: Callable[[Sum, Sum], tuple[Worded, int]]
) -> list[Claim]:
    """One share, or none where there is no positive whole."""
    if whole is None or whole.figure <= 0:
        return []
    sentence, tenths = said_as(part, whole)
    base = builder.of_sum(part)
    share = replace(
        base,
        claim_id=claim_id("share of", part.kind, part.subject, part.other, part.measure, part.fiscal_year),
        measure=f"share of {part.measure}",
        statement=sentence,
        figure=tenths,
        unit="percent",
        caveats=tuple(dict.fromkeys((*base.caveats, *builder.caveats_of(whole)))),
        sources=(base.claim_id, id_of(key_of(whole))),
    )
    return [share]


def _change(builder: Builder, year: int, before: list[Sum], after: list[Sum]) -> Claim:
    kind, subject = after[0].kind, after[0].subject
    earlier, later = (sum(cell.figure for cell in cells) for cells in (before, after))
    notes = dict.fromkeys(note for cell in (*before, *after) for note in builder.caveats_of(cell))
    return Claim(
        claim_id=claim_id("change", kind, subject, year),
        subject_kind=WHOLE[kind][0],
        subject=subject,
        measure="change",
        channel="all",
        other="",
        fiscal_year=year,
        statement=statements.change(kind, subject, (year - 1, earlier), (year, later)),
        figure=later - earlier,
        unit="cents",
        awards=sum(cell.awards for cell in after),
        transactions=sum(cell.rows for cell in (*before, *after)),
        as_of=builder.as_of,
        caveats=tuple(notes),
        sources=tuple(id_of(key_of(cell)) for cell in (*before, *after)),
    )


def _largest(builder: Builder, award: Largest) -> Claim:
    identifier = claim_id("largest", award.kind, award.subject, award.place)
    measure = LARGEST[award.place - 1]
    held = (award.award_key, award.held_by, award.figure)
    decided = award.kind != "agency"
    notes = (said.CATALOGUE, *builder.documented.beside([award.award_key])) if decided else ()
    return Claim(
        claim_id=identifier,
        subject_kind=award.kind,
        subject=award.subject,
        measure=measure,
        channel="all",
        other=award.award_key,
        fiscal_year=None,
        statement=statements.largest(award.kind, award.subject, measure, held),
        figure=award.figure,
        unit="cents",
        awards=1,
        transactions=award.rows,
        as_of=builder.as_of,
        caveats=(said.NET, *notes, *builder.touching(award.slices)),
        sources=(identifier,),
    )


def _running(builder: Builder, line: Running) -> Claim:
    identifier = claim_id("running", line.maker)
    known = line.dated > 0
    told = (
        statements.running(line.maker, line.awards, builder.as_of) if known else statements.running_unknown(line.maker)
    )
    return Claim(
        claim_id=identifier,
        subject_kind="maker",
        subject=line.maker,
        measure="running",
        channel="all",
        other="",
        fiscal_year=None,
        statement=told,
        figure=line.awards if known else None,
        unit="awards" if known else "none",
        awards=line.awards,
        transactions=0,
        as_of=builder.as_of,
        caveats=(
            said.end_dates(line.dated, line.named),
            *builder.documented.beside_running(line.maker),
            *builder.touching(line.slices),
        ),
        sources=(identifier,),
    )
