"""The memory of what was published, so that an address is permanent: `published.jsonl` in the case.

One JSON object a line: the format and the publications (each with its records' last day), then pages by address, then
claims by identifier; made to be compared line by line under version control. A claim's line is as small as it can be:

    figures   [[publication, figure], …]: each figure with the publication that first said it, the last one now
    gone      the publication that first no longer had the claim
    rows      a fingerprint of the rows that it sums where it sums any, by which it is found again under another name

Publications are counted from 1; one that changes nothing is not counted, so publishing the same trace twice leaves
the file as it is.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from itertools import zip_longest
from pathlib import Path
from types import MappingProxyType
from typing import Any

from undersigned.case.folder import Case
from undersigned.claims.reading import Subject, Trace
from undersigned.errors import CaseError

FILE = "published.jsonl"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One claim as it was last published; `figures` are (publication, figure), `gone` is 0 where it still stands."""

    claim_id: str
    kind: str
    subject: str
    measure: str
    channel: str
    other: str
    fiscal_year: int | None
    statement: str
    unit: str
    figures: tuple[tuple[int, int | None], ...]
    rows: str
    gone: int = 0
    of_agency: str = ""

    @property
    def figure(self) -> int | None:
        """The figure that was published last."""
        return self.figures[-1][1]


@dataclass(frozen=True, slots=True)
class Page:
    """The page of some subjects; `gone` is 0 where it still stands."""

    address: str
    subjects: tuple[Subject, ...]
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Published:
    """All that was ever published: `publications` are the records' last days (ISO), in the order of publication."""

    publications: tuple[str, ...] = ()
    pages: Mapping[str, Page] = field(default_factory=dict)
    claims: Mapping[str, Line] = field(default_factory=dict)

    def day(self, publication: int) -> str:
        """The last day of the records of a publication."""
        return self.publications[publication - 1]

    def first_published(self, claim_id: str) -> str:
        """The day of the records with which a claim was first published."""
        return self.day(self.claims[claim_id].figures[0][0])

    def last_published(self, claim_id: str) -> str:
        """The day of the records with which it was last published."""
        gone = self.claims[claim_id].gone
        return self.day(gone - 1 if gone else len(self.publications))

    def earlier_figures(self, claim_id: str) -> list[tuple[str, int | None]]:
        """What was said before: (day of the records that first said it, figure), the oldest first."""
        return [(self.day(number), figure) for number, figure in self.claims[claim_id].figures[:-1]]

    def statements(self) -> dict[str, str]:
        """The sentence of every claim that was ever published."""
        return {claim_id: line.statement for claim_id, line in self.claims.items()}

    def addresses(self) -> dict[Subject, str]:
        """The page of every subject that has one."""
        return {subject: page.address for page in self.pages.values() if not page.gone for subject in page.subjects}

    def vanished(self) -> list[Line]:
        """The claims that no longer stand."""
        return [line for line in self.claims.values() if line.gone]


def previous(case: Case) -> Published:
    """What was published before; nothing where nothing was.

    Raises:
        CaseError: the memory is damaged.
    """
    path = case.folder / FILE
    try:
        with path.open(encoding="utf-8") as file:
            head = json.loads(next(file, "null"))
            if not isinstance(head, dict) or head.get("format") != FORMAT:
                raise CaseError(
                    f"{path} was not written by this version of Undersigned. Keep it, and publish with that one."
                )
            return _read(head, map(json.loads, file))
    except FileNotFoundError:
        return Published()
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise CaseError(
            f"{path} is damaged ({error}). Restore it from a copy: it knows which addresses were published."
        ) from error
    except OSError as error:
        raise CaseError(f"{path} cannot be read: {error.strerror}.") from error


def with_trace(before: Published, trace: Trace, pages: Mapping[Subject, str]) -> Published:
    """What will have been published with this trace; `pages` are the addresses of the subjects' pages.

    The same trace and pages once more give the same.
    """
    number = len(before.publications) + 1
    now = {claim.claim_id: claim for claim in _lines(trace, number)}
    claims = {claim_id: _joined(before.claims.get(claim_id), line) for claim_id, line in now.items()}
    claims |= {claim_id: _gone(line, number) for claim_id, line in before.claims.items() if claim_id not in now}
    there = _pages(pages)
    there |= {address: _gone(page, number) for address, page in before.pages.items() if address not in there}
    day = _as_of(trace)
    if claims == before.claims and there == before.pages and before.publications[-1:] == (day,):
        return before
    return Published(
        (*before.publications, day),
        MappingProxyType(dict(sorted(there.items()))),
        MappingProxyType(dict(sorted(claims.items()))),
    )


def remember(case: Case, now: Published) -> bool:
    """Keep what was published, after the site stands; False where nothing had changed and nothing was written.

    Takes the case for itself: whoever holds it lets go of it first.

    Raises:
        CaseError: another command is changing the case, or published meanwhile, or the case cannot be written.
    """
    target = case.folder / FILE
    if _is_written(target, now):
        return False
    with case.changing() as scratch:
        if _publications(target) != now.publications[:-1]:
            raise CaseError(f"Another command has published the case in {case.folder} meanwhile. Publish again.")
        beside = scratch / FILE
        with beside.open("w", encoding="utf-8") as file:
            file.writelines(_text(now))
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    return True


def _publications(path: Path) -> tuple[str, ...]:
    try:
        with path.open(encoding="utf-8") as file:
            return tuple(json.loads(file.readline())["publications"])
    except FileNotFoundError:
        return ()


def _is_written(path: Path, now: Published) -> bool:
    """True where the file says just this; compared line by line, so that it is never in memory a second time."""
    if _publications(path) != now.publications:
        return False
    if not now.publications:
        return True
    with path.open(encoding="utf-8", newline="") as file:
        return all(stored == line for stored, line in zip_longest(file, _text(now)))


def _text(now: Published) -> Iterator[str]:
    return (json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in _written(now))


def _lines(trace: Trace, number: int) -> Iterator[Line]:
    """The claims of a trace as if none had been published before; MD5 is the same in every version of the engine."""
    for row in trace.rows_in_batches(
        """WITH marks AS (SELECT transaction_key, md5_number_lower(transaction_key) AS mark FROM transactions),
                sums AS (SELECT claim_id FROM claims WHERE sources = [claim_id]),
                summed AS (SELECT claim_id, bit_xor(mark) AS mark, count(*) AS rows FROM citations
                           SEMI JOIN sums USING (claim_id) JOIN marks USING (transaction_key) GROUP BY claim_id)
           SELECT claim_id, subject_kind, subject, measure, channel, other, fiscal_year, statement, unit, of_agency,
                  figure,
                  coalesce(format('{}-{:x}', rows, mark), '')
           FROM claims LEFT JOIN summed USING (claim_id) ORDER BY claim_id"""
    ):
        told: dict[str, Any] = dict(zip(_TOLD, row, strict=False))
        yield Line(**told, figures=((number, row[-2]),), rows=row[-1])


def _joined(before: Line | None, line: Line) -> Line:
    """A claim with the figures that it had before; a figure that stayed is no news."""
    if before is None:
        return line
    same = (before.figure, before.unit) == (line.figure, line.unit)
    return replace(line, figures=before.figures if same else (*before.figures, *line.figures))


def _gone(kept: Any, number: int) -> Any:
    return kept if kept.gone else replace(kept, gone=number)


def _pages(addresses: Mapping[Subject, str]) -> dict[str, Page]:
    """The pages by address; a maker and its company may share one."""
    subjects: dict[str, list[Subject]] = {}
    for subject, address in addresses.items():
        subjects.setdefault(address, []).append(subject)
    return {
        address: Page(address, tuple(sorted(named, key=lambda subject: (subject.kind, subject.name))))
        for address, named in subjects.items()
    }


def _as_of(trace: Trace) -> str:
    ((day,),) = trace.rows("SELECT coalesce(max(as_of), '') FROM claims")
    return str(day)


_NAMES = {"claim_id": "claim", "fiscal_year": "year"}
_KEYS = [(line.name, _NAMES.get(line.name, line.name)) for line in fields(Line)]
_TOLD = [name for name, _ in _KEYS if name not in ("figures", "rows", "gone")]
_LEFT_OUT = {"other": "", "of_agency": "", "fiscal_year": None, "rows": "", "gone": 0}
"""What is not written where a claim has nothing to say of it."""


def _written(now: Published) -> Iterator[dict[str, Any]]:
    yield {"format": FORMAT, "publications": now.publications}
    for page in now.pages.values():
        subjects = [[subject.kind, subject.name] for subject in page.subjects]
        yield {"page": page.address, "subjects": subjects, **({"gone": page.gone} if page.gone else {})}
    for line in now.claims.values():
        told = {name: getattr(line, name) for name, _ in _KEYS}
        yield {key: told[name] for name, key in _KEYS if name not in _LEFT_OUT or told[name] != _LEFT_OUT[name]}


def _read(head: dict[str, Any], lines: Iterable[dict[str, Any]]) -> Published:
    pages: dict[str, Page] = {}
    claims: dict[str, Line] = {}
    for told in lines:
        if "page" in told:
            subjects = tuple(Subject(kind, name) for kind, name in told["subjects"])
            pages[told["page"]] = Page(told["page"], subjects, told.get("gone", 0))
        else:
            claims[told["claim"]] = _line(told)
    return Published(tuple(head["publications"]), MappingProxyType(pages), MappingProxyType(claims))


def _line(told: dict[str, Any]) -> Line:
    values: dict[str, Any] = {
        name: told[key] if name not in _LEFT_OUT else told.get(key, _LEFT_OUT[name]) for name, key in _KEYS
    }
    return Line(**{**values, "figures": tuple((number, figure) for number, figure in told["figures"])})
