"""Awards put together a second time from their rows: net sums, and which award is the largest of a subject."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

import numpy as np

from undersigned.verifying.cells import Rows
from undersigned.verifying.marks import Mark

Subject = tuple[str, str]


class Awards:
    """Every award of the rows that count; an award that summaries alone tell of is in no ranking."""

    def __init__(self, rows: Rows, marks: Mapping[str, Mark]) -> None:
        keys = rows.award.texts
        sums = np.zeros(len(keys), dtype=np.int64)
        np.add.at(sums, rows.award.codes, rows.obligation)
        self.net = dict(zip(keys, sums.tolist(), strict=True))
        ranked: dict[Subject, list[tuple[int, str]]] = defaultdict(list)
        for key, last in zip(keys, rows.last_of_each_award(), strict=True):
            if not rows.only_summaries(key):
                for subject in _subjects(rows.text("agency", last), rows.text("company", last), marks.get(key)):
                    ranked[subject].append((-self.net[key], key))
        self._ranked = {subject: [key for _, key in sorted(places)] for subject, places in ranked.items()}

    def at(self, subject: Subject, place: int) -> str | None:
        """The award at a place, 0 being the largest net sum of a subject; of equal ones the first key."""
        keys = self._ranked.get(subject, [])
        return keys[place] if place < len(keys) else None


def _subjects(agency: str | None, company: str | None, mark: Mark | None) -> Iterator[Subject]:
    """Whom an award is one of: its agency and what its mark tells. Agency and company are those of its last row."""
    if agency is not None:
        yield "agency", agency
    if mark is None:
        return
    if mark.maker:
        yield "maker", mark.maker
    if mark.category:
        yield "category", mark.category
    if mark.resold and company is not None:
        yield "reseller", company
