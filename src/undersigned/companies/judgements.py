"""`judgements.toml` in the case: what people decided. Runs read it and never write it.

[[same_company]]
names = ["CHEVO LLC", "CHEVO CONSULTING LLC"]
who = "A. Reporter"
when = "2026-01-31"
why = "renamed in 2022, state register no. 123"

[[different_company]]      # names
[[family]]                 # company, owner
[[maker]]                  # award, maker ("" = cannot be known), product, relation, category, reseller
"""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from undersigned.errors import CatalogError
from undersigned.terms.judgement import Decided, DifferentCompany, FamilyOf, Judgements, MakerOf, SameCompany

_KINDS = {"same_company", "different_company", "family", "maker"}


def load(folder: Path) -> Judgements:
    """The judgements of a case; none where there is no file.

    Raises:
        CatalogError: the file cannot be read or an entry lacks who, when or why.
    """
    path = folder / "judgements.toml"
    if not path.exists():
        return Judgements()
    try:
        stored = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{path} cannot be read: {error}. Mend it; it was not changed.") from error
    if unknown := set(stored) - _KINDS:
        raise CatalogError(f"{path}: [[{min(unknown)}]] is not one of {', '.join(sorted(_KINDS))}.")
    return Judgements(
        same=tuple(
            SameCompany(_names(entry), _decided(entry, "same_company")) for entry in stored.get("same_company", [])
        ),
        different=tuple(
            DifferentCompany(_names(entry), _decided(entry, "different_company"))
            for entry in stored.get("different_company", [])
        ),
        families=tuple(
            FamilyOf(_text(entry, "family", "company"), _text(entry, "family", "owner"), _decided(entry, "family"))
            for entry in stored.get("family", [])
        ),
        makers=tuple(_maker(entry) for entry in stored.get("maker", [])),
    )


def _maker(entry: dict[str, Any]) -> MakerOf:
    relation = str(entry.get("relation", "product" if entry.get("maker") else "none"))
    if relation not in ("product", "services_around", "none"):
        raise CatalogError(f"judgements.toml: [[maker]] relation {relation!r} is not product, services_around or none.")
    return MakerOf(
        award_key=_text(entry, "maker", "award"),
        maker=str(entry.get("maker", "")),
        product=str(entry.get("product", "")),
        relation=relation,
        category=str(entry.get("category", "other")),
        reseller=bool(entry.get("reseller", False)),
        decided=_decided(entry, "maker"),
    )


def _decided(entry: dict[str, Any], kind: str) -> Decided:
    when = entry.get("when", "")
    text = when.isoformat() if isinstance(when, date) else str(when)
    try:
        date.fromisoformat(text[:10])
    except ValueError as error:
        raise CatalogError(f"judgements.toml: a [[{kind}]] has no `when` such as 2026-01-31.") from error
    return Decided(_text(entry, kind, "who"), text[:10], _text(entry, kind, "why"))


def _names(entry: dict[str, Any]) -> tuple[str, ...]:
    names = tuple(str(name) for name in entry.get("names", []))
    if len(names) < 2:
        raise CatalogError("judgements.toml: `names` needs at least two names.")
    return names


def _text(entry: dict[str, Any], kind: str, key: str) -> str:
    text = str(entry.get(key, "")).strip()
    if not text:
        raise CatalogError(f"judgements.toml: a [[{kind}]] has no `{key}`.")
    return text
