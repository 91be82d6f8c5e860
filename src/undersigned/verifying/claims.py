"""Each claim's rows and figure, computed a second time."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from pathlib import Path

import numpy as np

from undersigned.errors import CaseError
from undersigned.verifying import columns
from undersigned.verifying.awards import Awards
from undersigned.verifying.cells import Cell, Rows
from undersigned.verifying.columns import Whole
from undersigned.verifying.marks import Mark

_QUOTATION = "quotation"
_LARGEST = ("largest award", "second largest award", "third largest award")
_SHARE = "share of "
_WHOLE = {"maker": ("direct", "resold"), "category": ("direct", "resold"), "agency": ("all",), "reseller": ("resold",)}
"""Whose channels together are all of a subject, when one fiscal year is compared with the next."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as its table tells it; `figure` in whole cents, tenths of a percent or awards."""

    claim_id: str
    cell: Cell
    statement: str
    figure: int | None
    unit: str
    awards: int
    transactions: int
    as_of: str

    @property
    def is_a_quotation(self) -> bool:
        """True for the words of a document, which have no figure and no rows."""
        return self.cell.measure == _QUOTATION


@dataclass(frozen=True, slots=True)
class Computed:
    """The same claim as it follows from the rows; `amounts` in cents are those that its sentence has to say."""

    figure: int | None
    rows: Whole
    amounts: tuple[int, ...] = ()


def read(path: Path) -> list[Told]:
    """All claims of a trace."""
    own = ("claim_id", "statement", "figure", "unit", "awards", "transactions", "as_of")
    of_cell = tuple("subject_kind" if field.name == "kind" else field.name for field in fields(Cell))
    table = columns.read(path, (*own, *of_cell))
    cells = (Cell(*line) for line in zip(*(table.column(name).to_pylist() for name in of_cell), strict=True))
    lines = zip(*(table.column(name).to_pylist() for name in own), strict=True)
    return [Told(line[0], cell, *line[1:]) for line, cell in zip(lines, cells, strict=True)]


class Second:
    """The second path: from rows and attributions to each claim. `ends` is when each award ends, where that is told."""

    def __init__(self, rows: Rows, marks: Mapping[str, Mark], ends: Mapping[str, str]) -> None:
        self.rows, self._marks, self._ends = rows, marks, ends
        self._awards = Awards(rows, marks)
        self._naming: dict[str, list[str]] = {}
        for key, mark in marks.items():
            for maker in mark.makers:
                self._naming.setdefault(maker, []).append(key)

    def compute(self, told: Told) -> Computed:
        """One claim's figure and rows.

        Raises:
            CaseError: nobody taught this path what the claim's measure means.
        """
        cell = told.cell
        if cell.measure in _LARGEST:
            return self._largest(cell)
        if cell.measure == "running":
            return self._running(cell.subject, told.as_of)
        if cell.measure == "change":
            return self._change(cell)
        if cell.measure.startswith(_SHARE):
            return self._share(cell)
        rows = self.rows.of(cell)
        return Computed(self._sum(rows), rows, (self._sum(rows),))

    def _sum(self, rows: Whole) -> int:
        return int(self.rows.obligation[rows].sum())

    def _largest(self, cell: Cell) -> Computed:
        key = self._awards.at((cell.kind, cell.subject), _LARGEST.index(cell.measure))
        if key != cell.other:
            return Computed(None, self.rows.of_award(key or ""))
        return Computed(self._awards.net[key], self.rows.of_award(key), (self._awards.net[key],))

    def _running(self, maker: str, as_of: str) -> Computed:
        """Awards that name the maker and had not ended; ISO days compare as texts."""
        named = [key for key in self._naming.get(maker, ()) if key in self._awards.net]
        ends = {key: self._ends[key] for key in named if key in self._ends}
        going = [key for key, end in ends.items() if end >= as_of]
        rows = np.concatenate([self.rows.of_award(""), *map(self.rows.of_award, going)])
        return Computed(len(going) if ends else None, rows)

    def _change(self, cell: Cell) -> Computed:
        if cell.fiscal_year is None:
            raise CaseError(f"A claim about the change of {cell.subject} names no fiscal year.")
        years = (cell.fiscal_year - 1, cell.fiscal_year)
        before, after = (
            np.concatenate(
                [
                    self.rows.of(replace(cell, measure="obligations", channel=channel, fiscal_year=year))
                    for channel in _WHOLE[cell.kind]
                ]
            )
            for year in years
        )
        earlier, later = self._sum(before), self._sum(after)
        return Computed(later - earlier, np.concatenate([before, after]), (earlier, later))

    def _share(self, cell: Cell) -> Computed:
        """Tenths of a percent, halves to the even one."""
        measure = cell.measure.removeprefix(_SHARE)
        part = self.rows.of(replace(cell, measure=measure))
        if cell.kind == "maker":
            of = replace(cell, kind="agency", subject=cell.other, other="", measure="obligations", channel="technology")
        else:
            of = replace(cell, measure=measure, channel="all")
        whole = self.rows.of(of)
        share, total = self._sum(part), self._sum(whole)
        tenths = round(Fraction(1000 * share, total)) if total > 0 else None
        return Computed(tenths, np.union1d(part, whole), (share, total))
