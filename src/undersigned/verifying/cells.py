"""The rows that a summed claim stands for, found a second time: by walking the rows of its subject, without a query."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from undersigned.errors import CaseError
from undersigned.terms.maker import TECHNOLOGY
from undersigned.verifying import columns
from undersigned.verifying.columns import NONE, Coded, Whole
from undersigned.verifying.marks import Mark

Flags = NDArray[np.bool_]
NO_YEAR = 0
_NO_DAY = 2**31
"""A row without a day is the last of its award, as the engine orders it."""
SUMMARIES = " in summaries"
_NOTHING: Whole = np.zeros(0, dtype=np.int64)
_SECOND_SUBJECT = {
    ("maker", "obligations at"): "agency",
    ("maker", "technology at"): "agency",
    ("maker", "obligations through"): "company",
    ("maker", "obligations for"): "product",
    ("category", "obligations of"): "maker",
    ("company", "obligations at"): "agency",
    ("family", "obligations of"): "company",
    ("agency", "several makers through"): "company",
}
"""What `other` names, by kind of subject and measure; the other measures have none."""
_WITHOUT_SECOND = {"obligations", "several makers direct"}


@dataclass(frozen=True, slots=True)
class Cell:
    """One summed claim, as its own columns tell: whose rows, which of them, and of which year (None is all)."""

    kind: str
    subject: str
    measure: str
    channel: str
    other: str
    of_agency: str
    fiscal_year: int | None


class Rows:
    """The rows of `transactions.parquet` with the marks of their awards; every answer is an array of row numbers."""

    def __init__(self, path: Path, marks: Mapping[str, Mark]) -> None:
        names = ("transaction_key", "award_key", "agency", "company_name", "family_name")
        table = columns.read(path, (*names, "obligation", "fiscal_year", "action_date", "is_summary"))
        self.keys, self.award, agency, company, family = (columns.coded(table.column(name)) for name in names)
        self.obligation = columns.whole(table.column("obligation"), 0)
        self.year = columns.whole(table.column("fiscal_year"), NO_YEAR)
        self._day = columns.whole(table.column("action_date"), _NO_DAY)
        self._summary = table.column("is_summary").to_numpy()
        of_award = [marks.get(key) for key in self.award.texts]
        self._texts: dict[str, Coded] = {
            "agency": agency,
            "company": company,
            "family": family,
            "maker": self._spread([mark.maker if mark else None for mark in of_award]),
            "category": self._spread([mark.category if mark else None for mark in of_award]),
            "product": self._spread([mark.product if mark else None for mark in of_award]),
        }
        self._told = self._flags([mark is not None for mark in of_award])
        self._resold = self._flags([mark is not None and mark.resold for mark in of_award])
        self._shared = self._flags([mark is not None and mark.shared for mark in of_award])
        self._technology = self._flags([mark is not None and mark.category in TECHNOLOGY for mark in of_award])
        self._by_award = columns.grouped(self.award.codes)
        self._groups = {name: columns.grouped(column.codes) for name, column in self._texts.items()}
        self._numbers = {name: column.numbers() for name, column in self._texts.items()}
        self._award_numbers = self.award.numbers()
        self._shared_by = self._sharing(of_award)

    def of(self, cell: Cell) -> Whole:
        """The rows of a cell.

        Raises:
            CaseError: nobody taught this path what the claim's measure means.
        """
        measure = cell.measure.removesuffix(SUMMARIES)
        rows = self._of_subject(cell, measure)
        rows = rows[self._in_channel(rows, cell, measure)]
        if (second := _second(cell.kind, measure)) is not None:
            rows = rows[self._is(second, cell.other, rows)]
        if cell.of_agency:
            rows = rows[self._is("agency", cell.of_agency, rows)]
        years = self.year[rows]
        wanted: Flags = years == (cell.fiscal_year or NO_YEAR)
        if cell.measure == measure and cell.fiscal_year is None:
            wanted = years != NO_YEAR
        return rows[wanted]

    def of_award(self, key: str) -> Whole:
        """All rows of an award."""
        return self._by_award.get(self._award_numbers.get(key, NONE), _NOTHING)

    def of_awards(self, codes: Whole) -> Whole:
        """All rows of several awards, given by their numbers."""
        return np.concatenate([_NOTHING, *(self._by_award[code] for code in codes.tolist())])

    def only_summaries(self, key: str) -> bool:
        """True where no row of the award is a transaction."""
        return bool(self._summary[self.of_award(key)].all())

    def last_of_each_award(self) -> list[int]:
        """The last row of each award, in the order of `award.texts`; of one day the one with the greatest key."""
        rank = np.argsort(np.argsort(np.array(self.keys.texts, dtype=object)))
        order = np.lexsort((rank[self.keys.codes], self._day, self.award.codes))
        following = np.append(self.award.codes[order][1:], NONE)
        lasts: list[int] = order[self.award.codes[order] != following].tolist()
        return lasts

    def text(self, name: str, row: int) -> str | None:
        """What stands in a column of a row."""
        column = self._texts[name]
        return None if column.codes[row] == NONE else column.texts[column.codes[row]]

    def _of_subject(self, cell: Cell, measure: str) -> Whole:
        if cell.kind == "maker" and cell.channel == "shared":
            return self._shared_by.get(cell.subject, _NOTHING)
        if measure == "obligations of" and cell.kind == "category":
            rows = self._group("category", cell.subject)
            with_maker: Whole = rows[self._texts["maker"].codes[rows] != NONE]
            return with_maker
        return self._group("company" if cell.kind == "reseller" else cell.kind, cell.subject)

    def _in_channel(self, rows: Whole, cell: Cell, measure: str) -> Flags:
        resold, told = self._resold[rows], self._told[rows]
        if measure.startswith("several makers"):
            return self._shared[rows] & (resold if measure.endswith("through") else ~resold)
        if cell.channel == "direct":
            return told & ~resold
        if cell.channel == "resold":
            return resold
        if cell.channel == "technology":
            return self._technology[rows]
        return np.ones(len(rows), dtype=np.bool_)

    def _group(self, name: str, text: str) -> Whole:
        return self._groups[name].get(self._numbers[name].get(text, NONE - 1), _NOTHING)

    def _is(self, name: str, text: str, rows: Whole) -> Flags:
        same: Flags = self._texts[name].codes[rows] == self._numbers[name].get(text, NONE - 1)
        return same

    def _spread(self, of_award: list[str | None]) -> Coded:
        """What is known of awards, for each of their rows."""
        texts = sorted({text for text in of_award if text is not None})
        code_of = {text: code for code, text in enumerate(texts)}
        codes = np.array([NONE if text is None else code_of[text] for text in of_award] or [NONE], dtype=np.int64)
        return Coded(codes[self.award.codes], texts)

    def _flags(self, of_award: list[bool]) -> Flags:
        return np.array(of_award or [False], dtype=np.bool_)[self.award.codes]

    def _sharing(self, of_award: list[Mark | None]) -> dict[str, Whole]:
        """The rows of the awards that each maker shares with others."""
        awards: dict[str, list[int]] = defaultdict(list)
        for code, mark in enumerate(of_award):
            if mark is not None and mark.shared:
                for maker in mark.makers:
                    awards[maker].append(code)
        return {maker: self.of_awards(np.array(codes, dtype=np.int64)) for maker, codes in awards.items()}


def _second(kind: str, measure: str) -> str | None:
    if measure in _WITHOUT_SECOND:
        return None
    try:
        return _SECOND_SUBJECT[kind, measure]
    except KeyError:
        raise CaseError(f"This version cannot verify a claim about a {kind} that measures {measure!r}.") from None
