"""From summed cells to claims: one for each sum, and those derived from sums (share, change, largest, running)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from undersigned.claims import caveats as said
from undersigned.claims import statements
from undersigned.claims.caveats import Caveats, Slice
from undersigned.claims.statements import Sum
from undersigned.terms.claim import Claim, claim_id

Key = tuple[str, str, str, str, str, int | None]


@dataclass(frozen=True, slots=True)
class Largest:
    """A maker's award with the largest net obligation."""

    maker: str
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


class Builder:
    """Turns figures into claims; knows the caveats and the day.

    The awards and rows of a claim that is derived from others are counted where its citations are.
    """

    def __init__(self, sums: Sequence[Sum], slices: dict[Key, list[Slice]], caveats: Caveats, as_of: str) -> None:
        self._sums = {key_of(cell): cell for cell in sums}
        self._slices = slices
        self._caveats = caveats
        self._as_of = as_of

    def claims(self, largest: Iterable[Largest], running: Iterable[Running]) -> list[Claim]:
        """Every claim, sums first, in an order that does not change from run to run."""
        found = [self._of_sum(cell) for cell in self._sums.values()]
        found += self._shares()
        found += self._changes()
        found += [self._largest(award) for award in largest]
        found += [self._running(line) for line in running]
        return sorted(found, key=lambda claim: (claim.subject_kind, claim.subject, claim.measure, claim.claim_id))

    def _of_sum(self, cell: Sum) -> Claim:
        key = key_of(cell)
        identifier = id_of(key)
        return Claim(
            claim_id=identifier,
            subject_kind=cell.kind,  # type: ignore[arg-type]  # one of the kinds that figures.cells writes
            subject=cell.subject,
            measure=cell.measure,
            channel=cell.channel,  # type: ignore[arg-type]
            other=cell.other,
            fiscal_year=cell.fiscal_year,
            statement=statements.of_sum(cell),
            figure=cell.figure,
            unit="cents",
            awards=cell.awards,
            transactions=cell.rows,
            as_of=self._as_of,
            caveats=tuple(self._caveats_of(cell)),
            sources=(identifier,),
        )

    def _caveats_of(self, cell: Sum) -> list[str]:
        found = [said.NET]
        if cell.kind == "maker":
            found.append(said.SHARED if cell.channel == "shared" else said.CATALOGUE)
        if cell.kind == "maker" and cell.channel == "resold":
            found.append(said.RESOLD)
        if cell.measure.endswith("in summaries"):
            found.append(said.SUMMARIES)
        slices = self._slices.get(key_of(cell), ())
        return found + self._caveats.incomplete(cell.fiscal_year, slices) + self._caveats.touching(slices)

    def _shares(self) -> list[Claim]:
        """Technology as a share of what an agency obligated, by fiscal year."""
        found = []
        for part in list(self._sums.values()):
            whole = self._sums.get(("agency", part.subject, "", part.measure, "all", part.fiscal_year))
            if part.kind != "agency" or part.channel != "technology" or whole is None or whole.figure <= 0:
                continue
            sentence, tenths = statements.share(part, whole)
            base = self._of_sum(part)
            identifier = claim_id("share of technology", part.subject, part.measure, part.fiscal_year)
            sources = (base.claim_id, id_of(key_of(whole)))
            found.append(
                replace(
                    base,
                    claim_id=identifier,
                    measure=f"share of {part.measure}",
                    statement=sentence,
                    figure=tenths,
                    unit="percent",
                    caveats=tuple(dict.fromkeys((*base.caveats, *self._caveats_of(whole)))),
                    sources=sources,
                )
            )
        return found

    def _changes(self) -> list[Claim]:
        """From one fiscal year to the next, over a maker's own and resold awards together."""
        years: dict[str, dict[int, list[Sum]]] = defaultdict(lambda: defaultdict(list))
        for cell in self._sums.values():
            if (
                cell.kind == "maker"
                and cell.measure == "obligations"
                and cell.channel != "shared"
                and cell.fiscal_year is not None
            ):
                years[cell.subject][cell.fiscal_year].append(cell)
        return [
            self._change(maker, year, by_year[year - 1], by_year[year])
            for maker, by_year in years.items()
            for year in sorted(by_year)
            if year - 1 in by_year
        ]

    def _change(self, maker: str, year: int, before: list[Sum], after: list[Sum]) -> Claim:
        earlier, later = (sum(cell.figure for cell in cells) for cells in (before, after))
        notes = dict.fromkeys(note for cell in (*before, *after) for note in self._caveats_of(cell))
        return Claim(
            claim_id=claim_id("change", maker, year),
            subject_kind="maker",
            subject=maker,
            measure="change",
            channel="all",
            other="",
            fiscal_year=year,
            statement=statements.change(maker, (year - 1, earlier), (year, later)),
            figure=later - earlier,
            unit="cents",
            awards=sum(cell.awards for cell in after),
            transactions=sum(cell.rows for cell in (*before, *after)),
            as_of=self._as_of,
            caveats=tuple(notes),
            sources=tuple(id_of(key_of(cell)) for cell in (*before, *after)),
        )

    def _largest(self, award: Largest) -> Claim:
        identifier = claim_id("largest", award.maker)
        return Claim(
            claim_id=identifier,
            subject_kind="maker",
            subject=award.maker,
            measure="largest award",
            channel="all",
            other=award.award_key,
            fiscal_year=None,
            statement=statements.largest(award.maker, award.award_key, award.held_by, award.figure),
            figure=award.figure,
            unit="cents",
            awards=1,
            transactions=award.rows,
            as_of=self._as_of,
            caveats=(said.NET, *self._caveats.touching(award.slices)),
            sources=(identifier,),
        )

    def _running(self, line: Running) -> Claim:
        identifier = claim_id("running", line.maker)
        known = line.dated > 0
        sentence = (
            statements.running(line.maker, line.awards, self._as_of)
            if known
            else statements.running_unknown(line.maker)
        )
        return Claim(
            claim_id=identifier,
            subject_kind="maker",
            subject=line.maker,
            measure="running",
            channel="all",
            other="",
            fiscal_year=None,
            statement=sentence,
            figure=line.awards if known else None,
            unit="awards" if known else "none",
            awards=line.awards,
            transactions=0,
            as_of=self._as_of,
            caveats=(said.end_dates(line.dated, line.named), *self._caveats.touching(line.slices)),
            sources=(identifier,),
        )


def key_of(cell: Sum) -> Key:
    """What makes a cell this one and no other."""
    return (cell.kind, cell.subject, cell.other, cell.measure, cell.channel, cell.fiscal_year)


def id_of(key: Key) -> str:
    """The identifier of a cell's claim."""
    return claim_id(*key)
