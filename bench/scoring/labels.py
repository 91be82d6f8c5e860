"""What a careful reader says: `makers.csv`, `families.csv`, `lookalikes.csv` in one folder; a file may be absent."""

import csv
from dataclasses import dataclass
from pathlib import Path

from bench.scoring import notes
from undersigned.errors import InputError

_RELATIONS = ("product", "services_around", "none")


@dataclass(frozen=True, slots=True)
class MakerLabel:
    """One award as the reader sees it; `makers` is empty where the text does not let a reader know."""

    award_key: str
    recipient: str
    makers: tuple[str, ...]
    relation: str
    resold: bool
    note: str = ""

    @property
    def accepted(self) -> tuple[str, ...]:
        """The makers, and the alternatives that the note allows."""
        return self.makers + notes.alternatives(self.note)

    @property
    def may_be_empty(self) -> bool:
        """True where the note grants that no maker need be named."""
        return notes.accepts_empty(self.note)


@dataclass(frozen=True, slots=True)
class NameLabel:
    """One recipient name with its legal company and its owner."""

    name: str
    company: str
    family: str


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Two names that are alike and are different companies."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Labels:
    """One set of labels; `unusable` says in a sentence each which lines say nothing that can be counted."""

    makers: tuple[MakerLabel, ...]
    names: tuple[NameLabel, ...]
    look_alikes: tuple[LookAlike, ...]
    unusable: tuple[str, ...] = ()


def read(folder: Path) -> Labels:
    """The labels of a folder.

    Raises:
        InputError: the folder has no file of labels, or one lacks a column.
    """
    unusable: list[str] = []
    makers = _rows(folder / "makers.csv", ("generated_award_id", "recipient", "maker", "relation", "reseller", "note"))
    names = _rows(folder / "families.csv", ("recipient_name", "company_id", "family_id"))
    pairs = _rows(folder / "lookalikes.csv", ("name_a", "name_b", "relation"))
    if makers is None and names is None and pairs is None:
        raise InputError(f"{folder} has no labels: makers.csv, families.csv or lookalikes.csv. Name their folder.")
    different = [row for row in pairs or () if row["relation"] == "different"]
    unusable += [
        f"lookalikes.csv: {row['name_a']} and {row['name_b']} are said to be {row['relation']!r}, not different"
        for row in pairs or ()
        if row["relation"] != "different"
    ]
    return Labels(
        makers=_once([_maker(row) for row in makers or () if _usable(row, unusable)], unusable),
        names=tuple(NameLabel(row["recipient_name"], row["company_id"], row["family_id"]) for row in names or ()),
        look_alikes=tuple(LookAlike(row["name_a"], row["name_b"]) for row in different),
        unusable=tuple(unusable),
    )


def _rows(path: Path, needed: tuple[str, ...]) -> list[dict[str, str]] | None:
    """The rows with their cells trimmed; None where there is no such file."""
    if not path.is_file():
        return None
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restval="")
        if missing := [column for column in needed if column not in (reader.fieldnames or ())]:
            raise InputError(f"{path} has no column {', '.join(missing)}; add it to the labels.")
        return [{column: row[column].strip() for column in needed} for row in reader]


def _usable(row: dict[str, str], unusable: list[str]) -> bool:
    key, relation = row["generated_award_id"], row["relation"]
    if relation not in _RELATIONS:
        unusable.append(f"makers.csv: {key} has the relation {relation!r}, not one of {', '.join(_RELATIONS)}")
        return False
    if relation == "product" and not row["maker"].strip("; "):
        unusable.append(f"makers.csv: {key} is a product bought and names no maker")
        return False
    return True


def _maker(row: dict[str, str]) -> MakerLabel:
    return MakerLabel(
        award_key=row["generated_award_id"],
        recipient=row["recipient"],
        makers=tuple(name.strip() for name in row["maker"].split(";") if name.strip()),
        relation=row["relation"],
        resold=row["reseller"].lower() in ("yes", "true", "y", "1"),
        note=row["note"],
    )


def _once(labels: list[MakerLabel], unusable: list[str]) -> tuple[MakerLabel, ...]:
    """An award counts once; the first label stands."""
    kept: dict[str, MakerLabel] = {}
    for label in labels:
        if label.award_key in kept:
            unusable.append(f"makers.csv: {label.award_key} is labelled twice; the first label counts")
        kept.setdefault(label.award_key, label)
    return tuple(kept.values())
