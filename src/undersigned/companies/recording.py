"""Writes into `judgements.toml` what a person decided, as she would by hand: comments and order stay as they were.

An entry is appended; what is undone stays, with a line that says who took it back, when and why. The text is changed
in place, read again, and compared with what it should say before it takes the place of the old one.
"""

import hashlib
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

from undersigned.case import writing
from undersigned.case.folder import Case
from undersigned.companies.judgements import FILE, KINDS, parse, tables, text
from undersigned.errors import CatalogError
from undersigned.terms.judgement import Decided

Tables = dict[str, list[dict[str, Any]]]
_HEADING = re.compile(r'^[ \t]*\[\[[ \t]*"?(' + "|".join(KINDS) + r')"?[ \t]*\]\]', re.MULTILINE)
_BEGINNING = "# What people decided about this case. `undersigned review` adds to it, and so may you.\n"


@dataclass(frozen=True, slots=True)
class New:
    """An entry to be written: its kind and what it says."""

    kind: str
    says: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that stands in the file."""

    kind: str
    place: int
    says: Mapping[str, Any]

    @property
    def identifier(self) -> str:
        """The same for the same words, whoever wrote them and wherever they stand."""
        told = {key: value for key, value in self.says.items() if key != "undone"}
        packed = json.dumps([self.kind, told], sort_keys=True, default=str)
        return f"J{hashlib.sha256(packed.encode()).hexdigest()[:8]}"

    @property
    def undone(self) -> bool:
        """True where somebody took it back."""
        return "undone" in self.says


def entries(case: Case) -> list[Kept]:
    """All entries in the order of the file, those that were undone among them."""
    return _in_order(text(case.folder), case)


def _in_order(written: str, case: Case) -> list[Kept]:
    """By their headings; by kind where the file is written without them."""
    stored = tables(written, str(case.folder / FILE))
    kinds = [heading[1] for heading in _headings(written, stored)]
    kinds = kinds or [kind for kind in KINDS for _ in stored[kind]]
    places = dict.fromkeys(KINDS, 0)
    found = []
    for kind in kinds:
        found.append(Kept(kind, places[kind], stored[kind][places[kind]]))
        places[kind] += 1
    return found


def _headings(written: str, stored: Tables) -> list[re.Match[str]]:
    """The line with which each entry begins; none where an entry begins in another way."""
    seen = list(_HEADING.finditer(written))
    if not _fit(seen, stored):
        # A text of several lines may hold such a line too; what stands before a true one is whole.
        seen = [heading for heading in seen if _is_whole(written[: heading.start()])]
    return seen if _fit(seen, stored) else []


def _fit(headings: Sequence[re.Match[str]], stored: Tables) -> bool:
    kinds = [heading[1] for heading in headings]
    return all(kinds.count(kind) == len(stored[kind]) for kind in KINDS)


def _is_whole(written: str) -> bool:
    try:
        tomllib.loads(written)
    except tomllib.TOMLDecodeError:
        return False
    return True


def change(case: Case, new: Sequence[New], undone: Mapping[str, Decided]) -> None:
    """Append entries and mark others, by identifier, as undone; all of it or nothing.

    Raises:
        CaseError: another command is changing the case.
        CatalogError: the file cannot be read, or is written in a way that cannot be added to.
    """
    with case.changing() as scratch:
        written = text(case.folder)
        for entry in _live(written, case, undone):
            written = _marked(written, entry, undone[entry.identifier], case)
        written = _appended(written, new, case) if new else written
        parse(written, str(case.folder / FILE))
        writing.replace(case.folder / FILE, written.encode(), scratch / FILE)


def _live(written: str, case: Case, undone: Mapping[str, Decided]) -> list[Kept]:
    """The entries to be marked; of several that say the same the last."""
    by_identifier = {entry.identifier: entry for entry in _in_order(written, case) if not entry.undone}
    if missing := sorted(set(undone) - set(by_identifier)):
        raise CatalogError(f"{case.folder / FILE} has no judgement {missing[0]} that stands; it was not changed.")
    return [by_identifier[identifier] for identifier in undone]


def _marked(written: str, entry: Kept, decided: Decided, case: Case) -> str:
    """The text with one line more, below the heading of the entry."""
    where = str(case.folder / FILE)
    said = {"who": decided.who, "when": decided.when, "why": decided.why}
    expected: Tables = deepcopy(tables(written, where))
    expected[entry.kind][entry.place]["undone"] = said
    headings = [heading for heading in _headings(written, tables(written, where)) if heading[1] == entry.kind]
    end = written.find("\n", headings[entry.place].end()) + 1 if headings else 0
    changed = f"{written[:end]}undone = {_value(said)}{_line_end(written)}{written[end:]}"
    if not end or not _says(changed, expected, where):
        raise _unwritable(where)
    return changed


def _appended(written: str, new: Sequence[New], case: Case) -> str:
    where = str(case.folder / FILE)
    expected: Tables = deepcopy(tables(written, where))
    end = _line_end(written)
    changed = written or _BEGINNING
    if not changed.endswith("\n"):
        changed += end
    for entry in new:
        changed += end + written_as(entry).replace("\n", end)
        expected[entry.kind].append(dict(entry.says))
    if not _says(changed, expected, where):
        raise _unwritable(where)
    return changed


def written_as(entry: New) -> str:
    """An entry as TOML."""
    lines = [f"[[{entry.kind}]]", *(f"{key} = {_value(value)}" for key, value in entry.says.items())]
    return "".join(f"{line}\n" for line in lines)


def _says(changed: str, expected: Tables, where: str) -> bool:
    try:
        return tables(changed, where) == expected
    except CatalogError:
        return False


def _unwritable(where: str) -> CatalogError:
    return CatalogError(
        f"{where} is written in a way that cannot be added to (every entry begins with a line such as [[maker]]). "
        "Mend it; it was not changed."
    )


def _line_end(written: str) -> str:
    return "\r\n" if "\r\n" in written else "\n"


def _value(value: object) -> str:
    """A value as TOML: text, a number, a day, true or false, a list, or a table on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_value(each)}" for key, each in value.items()) + "}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return repr(value)
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007F")
