"""Numbered parts of one archive (`…_1.csv`, `…_2.csv`) are one table: which belong together, and what they lack."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from undersigned.errors import InputError
from undersigned.ingest import heading
from undersigned.ingest.heading import Heading
from undersigned.ingest.opening import Part
from undersigned.sources.base import Source
from undersigned.terms.reconciliation import Suspicion
from undersigned.terms.sentence import Template

_NUMBERED = re.compile(r"(.*?[^\d]|)(\d{1,3})(\.\w+)", re.DOTALL)
"""A number of up to three digits before the suffix; four are a year."""


@dataclass(frozen=True, slots=True)
class Columned:
    """A part and its heading; `place` is its place in the archive, from 1."""

    part: Part
    columns: Heading
    place: int = 1

    @property
    def number(self) -> int | None:
        """The number in its name."""
        found = _NUMBERED.fullmatch(_file_name(self.part))
        return int(found[2]) if found and self.part.in_zip else None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file; most have one part. Names are those of the first part that has a column."""

    parts: tuple[Columned, ...]

    @property
    def name(self) -> str:
        """The part's name; of several, the first one's with the range of numbers."""
        first, last = self.parts[0], self.parts[-1]
        if first is last:
            return first.part.name
        stem, suffix = _stem(first.part)
        return f"{first.part.name.removesuffix(_file_name(first.part))}{stem}{first.number}-{last.number}{suffix}"

    def header(self) -> tuple[str, ...]:
        """All column names, in the order of the first part."""
        return tuple(dict.fromkeys(name for each in self.parts for name in each.columns.names))

    def file_id(self, sha256: str) -> str:
        """The table's name in a case: the file's digest, and in an archive the place of its first part."""
        place = min(each.place for each in self.parts)
        return sha256[:16] + (f"-{place}" if self.parts[0].part.in_zip else "")


def tables(parts: Iterable[Columned]) -> list[Table]:
    """Parts put together where their names differ by a number alone and their columns are of one shape."""
    groups: dict[tuple[str, ...], list[Columned]] = {}
    for each in parts:
        alone = each.number is None
        key = (each.part.name,) if alone else (*_stem(each.part), _shape(each))
        groups.setdefault(key, []).append(each)
    return [
        table
        for group in groups.values()
        for table in (
            [Table(tuple(sorted(group, key=lambda each: each.number or 0)))]
            if len({each.number for each in group}) == len(group)
            else [Table((each,)) for each in group]
        )
    ]


def suspicions(table: Table, source: Source, empty: Iterable[Part]) -> list[Suspicion]:
    """A number that is missing in the sequence, and parts whose columns differ from the first one's."""
    return [*_missing(table, source, empty), *_differing(table.parts)]


def counted(table: Table, rows: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """The rows of each part, for the books; of a table of one part they tell nothing new."""
    named = (_file_name(each.part) for each in table.parts)
    return tuple(zip(named, rows, strict=True)) if len(table.parts) > 1 else ()


def _missing(table: Table, source: Source, empty: Iterable[Part]) -> list[Suspicion]:
    """A lone part is believed to be one of several only where the publisher numbers its files."""
    first = table.parts[0]
    if first.number is None or not source.federal_award_key:
        return []
    stem = _stem(first.part)
    beside = [Columned(part, first.columns) for part in empty if _stem(part) == stem]
    there = {each.number or 0 for each in (*table.parts, *beside)}
    lacking = [number for number in range(1, max(there)) if number not in there]
    if not lacking:
        return []
    listed = ", ".join(map(str, lacking[:_LISTED])) + (", …" if len(lacking) > _LISTED else "")
    said = _MISSING.counting(len(lacking), listed=listed, last=str(max(there))).said()
    return [Suspicion("missing parts", said, len(lacking), wording=said.wording)]


_LISTED = 8
_MISSING = Template(
    "The archive holds numbered parts up to {last}, but not part {listed}: its rows are missing, and the true net sum "
    "is another.",
    "The archive holds numbered parts up to {last}, but not parts {listed}: their rows are missing, and the true net "
    "sum is another.",
)


def _differing(parts: Sequence[Columned]) -> list[Suspicion]:
    first = set(parts[0].columns.names)
    found = []
    for each in parts[1:]:
        names = set(each.columns.names)
        if names != first:
            listed = ", ".join(sorted(names ^ first)[:_LISTED]) + (", …" if len(names ^ first) > _LISTED else "")
            said = _DIFFERING.counting(len(names ^ first), part=_file_name(each.part), listed=listed).said()
            found.append(Suspicion("parts differ", said, 0, wording=said.wording))
    return found


_DIFFERING = Template(
    "{part} differs from the first part in {n} column ({listed}); columns were put together by name.",
    "{part} differs from the first part in {n} columns ({listed}); columns were put together by name.",
)


def _shape(each: Columned) -> str:
    try:
        return heading.recognise(each.columns, each.part.name).name
    except InputError:
        return ""


def _stem(part: Part) -> tuple[str, str]:
    """What is left of a numbered file's name: before the number, and after."""
    found = _NUMBERED.fullmatch(_file_name(part))
    return (found[1], found[3]) if found else (_file_name(part), "")


def _file_name(part: Part) -> str:
    return part.name.rpartition("/")[2]
