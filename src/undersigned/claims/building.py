"""From summed cells to claims: one for each sum, with its caveats."""

from collections.abc import Iterable, Sequence

from undersigned.claims import caveats as said
from undersigned.claims import statements
from undersigned.claims.caveats import Caveats, Slice
from undersigned.claims.statements import Sum
from undersigned.terms.claim import Claim, claim_id

Key = tuple[str, str, str, str, str, int | None]


class Builder:
    """Turns figures into claims; knows the caveats and the day (ISO)."""

    def __init__(self, sums: Sequence[Sum], slices: dict[Key, list[Slice]], caveats: Caveats, as_of: str) -> None:
        self.sums = {key_of(cell): cell for cell in sums}
        self.as_of = as_of
        self._slices = slices
        self._caveats = caveats

    def of_sum(self, cell: Sum) -> Claim:
        """The claim of one summed cell."""
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
            as_of=self.as_of,
            caveats=tuple(self.caveats_of(cell)),
            sources=(identifier,),
        )

    def caveats_of(self, cell: Sum) -> list[str]:
        """What must be said beside the cell, the general things first."""
        found = [said.NET]
        if cell.kind == "maker":
            found.append(said.SHARED if cell.channel == "shared" else said.CATALOGUE)
        if cell.kind == "maker" and cell.channel == "resold":
            found.append(said.RESOLD)
        if cell.measure.endswith("in summaries"):
            found.append(said.SUMMARIES)
        slices = self._slices.get(key_of(cell), ())
        return found + self._caveats.incomplete(cell.fiscal_year, slices) + self._caveats.touching(slices)

    def touching(self, slices: Iterable[Slice]) -> list[str]:
        """The suspicions that touch some slices."""
        return self._caveats.touching(slices)


def key_of(cell: Sum) -> Key:
    """What makes a cell this one and no other."""
    return (cell.kind, cell.subject, cell.other, cell.measure, cell.channel, cell.fiscal_year)


def id_of(key: Key) -> str:
    """The identifier of a cell's claim."""
    return claim_id(*key)
