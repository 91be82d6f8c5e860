"""From summed cells to claims: one for each sum, with its caveats."""

from collections.abc import Iterable, Sequence

from undersigned.claims import caveats as said
from undersigned.claims import statements
from undersigned.claims.caveats import Caveats, Slice
from undersigned.claims.documented import Documented
from undersigned.claims.statements import Sum
from undersigned.terms.claim import Claim, claim_id
from undersigned.terms.sentence import Worded

Key = tuple[str, str, str, str, str, int | None, str]
NO_DOCUMENTS = Documented()


class Builder:
    """Turns figures into claims; knows the caveats, the day (ISO) and which awards documents attribute."""

    def __init__(
        self,
        sums: Sequence[Sum],
        slices: dict[Key, list[Slice]],
        caveats: Caveats,
        as_of: str,
        documented: Documented = NO_DOCUMENTS,
    ) -> None:
        self.sums = {key_of(cell): cell for cell in sums}
        self.as_of = as_of
        self.documented = documented
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
            of_agency=cell.of_agency,
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

    def caveats_of(self, cell: Sum) -> list[Worded]:
        """What must be said beside the cell, the general things first."""
        found = [said.NET]
        of_maker = cell.kind == "maker" or (cell.kind == "category" and cell.other)
        if cell.channel == "shared":
            found.append(said.SHARED)
        elif of_maker:
            found.append(said.CATALOGUE)
        if of_maker and cell.channel == "resold":
            found.append(said.RESOLD)
        if cell.measure.endswith("in summaries"):
            found.append(said.SUMMARIES)
        found += self.documented.beside_cell(key_of(cell))
        slices = self._slices.get(key_of(cell), ())
        return found + self._caveats.incomplete(cell.fiscal_year, slices) + self._caveats.touching(slices)

    def touching(self, slices: Iterable[Slice]) -> list[Worded]:
        """The suspicions that touch some slices."""
        return self._caveats.touching(slices)


def key_of(cell: Sum) -> Key:
    """What makes a cell this one and no other."""
    return (cell.kind, cell.subject, cell.other, cell.measure, cell.channel, cell.fiscal_year, cell.of_agency)


def id_of(key: Key) -> str:
    """The identifier of a cell's claim; what is narrowed to no agency is known without one."""
    *parts, at = key
    return claim_id(*parts, at) if at else claim_id(*parts)
