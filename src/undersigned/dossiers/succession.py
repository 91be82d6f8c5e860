"""Where a claim or a page went that was published before and is not in this build: what can be said honestly.

The first of these that holds:
- its company is counted under another name now, by the records' own spelling, and that name has the same claim;
- another claim sums the very same rows;
- the same is said of another fiscal year or of all years;
- it was a quotation, and the case no longer has it;
- nothing of it is left: the records of this build do not support it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from undersigned.claims.quoting import MEASURE
from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers.published import Line, Published
from undersigned.dossiers.words.language import Words

Reason = Literal["renamed", "same_rows", "other_years", "unsupported", "unquoted"]
_PAID = ("company", "reseller")


@dataclass(frozen=True, slots=True)
class Successor:
    """What stands where a claim was: `claim_id` is empty where nothing does, `name` is who has the claim now."""

    reason: Reason
    claim_id: str = ""
    name: str = ""


class Succession:
    """Finds successors among the claims that stand."""

    def __init__(self, now: Published, trace: Trace) -> None:
        self._now = now
        self._called = dict(trace.rows("SELECT recipient_name, company_name FROM companies ORDER BY recipient_name"))
        self._by_rows: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
        self._by_meaning: dict[tuple[str, ...], dict[int | None, Line]] = defaultdict(dict)
        for line in now.claims.values():
            if not line.gone:
                self._by_rows[line.rows, line.kind, line.measure].append(line)
                self._by_meaning[_meaning(line)][line.fiscal_year] = line

    def all(self) -> dict[str, Successor]:
        """What stands where each vanished claim was."""
        return {line.claim_id: self.of(line) for line in self._now.vanished()}

    def of(self, line: Line) -> Successor:
        """What stands where one vanished claim was."""
        if line.measure == MEASURE:
            return Successor("unquoted")
        subject = self._name(line.kind, line.subject)
        renamed = self._by_meaning.get(_meaning(line, subject, self._called.get(line.other, line.other)), {})
        if line.fiscal_year in renamed and subject != line.subject:
            return _successor("renamed", renamed[line.fiscal_year])
        if line.rows and (same := self._by_rows.get((line.rows, line.kind, line.measure))):
            return _successor("same_rows", max(same, key=lambda other: (_likeness(line, other), other.claim_id)))
        if years := self._by_meaning.get(_meaning(line)):
            return _successor("other_years", years[None] if None in years else _nearest(line, years.values()))
        return Successor("unsupported")

    def pages(self) -> dict[str, str]:
        """Each address that lost its page, with the address that has its subject now; empty where there is none."""
        stand = {
            subject: page.address for page in self._now.pages.values() if not page.gone for subject in page.subjects
        }
        return {page.address: self._moved(page.subjects, stand) for page in self._now.pages.values() if page.gone}

    def _moved(self, subjects: Iterable[Subject], stand: Mapping[Subject, str]) -> str:
        """The same subject at another address, its company's name now, or who has the rows of its claims."""
        for subject in subjects:
            for name in (subject.name, self._name(subject.kind, subject.name), self._holder(subject)):
                if found := stand.get(Subject(subject.kind, name)):
                    return found
        return ""

    def _holder(self, subject: Subject) -> str:
        """Who has the same rows as the vanished claims about a subject, where all that are found agree."""
        lines = (line for line in self._now.vanished() if (line.kind, line.subject) == (subject.kind, subject.name))
        found = {after.name for after in map(self.of, lines) if after.reason == "same_rows"}
        return found.pop() if len(found) == 1 else ""

    def _name(self, kind: str, name: str) -> str:
        return self._called.get(name, name) if kind in _PAID else name


def why(line: Line, after: Successor, last_day: str, words: Words) -> str:
    """A sentence for a vanished claim's page; `last_day` is that of the records with which it was last published."""
    if after.reason == "renamed":
        return words.text("{before} is counted under {name} now.", before=line.subject, name=after.name)
    if after.reason == "same_rows":
        return words.text("Another claim sums the same rows now.")
    if after.reason == "other_years":
        return words.text("The records of this build say this of other years, and not of this one any more.")
    if after.reason == "unquoted":
        return words.text("This quotation is no longer in the case that is published here.")
    return words.text(
        "The records of this build no longer support this claim. It was last published with records to {day}.",
        day=words.day(last_day),
    )


def _meaning(line: Line, subject: str | None = None, other: str | None = None) -> tuple[str, ...]:
    """What a claim says, whatever the year."""
    return (
        line.kind,
        line.subject if subject is None else subject,
        line.measure,
        line.channel,
        line.other if other is None else other,
        line.of_agency,
    )


def _likeness(line: Line, other: Line) -> tuple[int, ...]:
    pairs = ("subject", "fiscal_year", "channel", "other")
    same = [getattr(line, name) == getattr(other, name) for name in pairs]
    return (sum(same), *same)


def _nearest(line: Line, years: Iterable[Line]) -> Line:
    return min(
        years, key=lambda other: (abs((other.fiscal_year or 0) - (line.fiscal_year or 9999)), -(other.fiscal_year or 0))
    )


def _successor(reason: Reason, line: Line) -> Successor:
    return Successor(reason, line.claim_id, line.subject)
