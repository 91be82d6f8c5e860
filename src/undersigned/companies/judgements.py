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
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from undersigned.companies.names import core
from undersigned.errors import CatalogError
from undersigned.terms.judgement import Decided, DifferentCompany, FamilyOf, Judgements, MakerOf, SameCompany
from undersigned.terms.maker import CATEGORIES

_KINDS = {"same_company", "different_company", "family", "maker"}
_RELATIONS = ("product", "services_around", "none")


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
            SameCompany(_names(entry), _decided(entry, "same_company")) for entry in _entries(stored, "same_company")
        ),
        different=tuple(
            DifferentCompany(_names(entry), _decided(entry, "different_company"))
            for entry in _entries(stored, "different_company")
        ),
        families=tuple(
            FamilyOf(_text(entry, "family", "company"), _text(entry, "family", "owner"), _decided(entry, "family"))
            for entry in _entries(stored, "family")
        ),
        makers=tuple(_maker(entry) for entry in _entries(stored, "maker")),
    )


def unmatched(judgements: Judgements, names: Iterable[str], award_keys: Collection[str]) -> list[str]:
    """A sentence for every name and award of a judgement that the records do not have, so that it decides nothing.

    `names` are the recipient names. Names are compared as the rules compare them: whole, whatever their case, for
    `same_company` and `different_company`; without their legal form for `family`; award keys letter by letter.
    """
    by_core: dict[str, str] = {}
    spelt: set[str] = set()
    for name in sorted(names):
        spelt.add(name.casefold())
        by_core.setdefault(core(name), name)
    lines = [
        _not_there(kind, name, f"there is {by_core[core(name)]!r}" if core(name) in by_core else "")
        for kind, decisions in (("same_company", judgements.same), ("different_company", judgements.different))
        for decision in decisions
        for name in decision.names
        if name.casefold() not in spelt
    ]
    lines += [
        _not_there("family", family.company, "")
        for family in judgements.families
        if core(family.company) not in by_core
    ]
    lines += [
        f"judgements.toml: [[maker]] for the award {maker.award_key!r}: these records have no such award."
        for maker in judgements.makers
        if maker.award_key not in award_keys
    ]
    return list(dict.fromkeys(lines))


def _not_there(kind: str, name: str, instead: str) -> str:
    hint = f"; {instead}" if instead else ""
    return f"judgements.toml: [[{kind}]] names {name!r}: these records have no recipient of that name{hint}."


def _entries(stored: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    entries = stored.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CatalogError(f"judgements.toml: write [[{kind}]] with two brackets on each side.")
    return entries


def _maker(entry: dict[str, Any]) -> MakerOf:
    maker = str(entry.get("maker", ""))
    category, reseller = entry.get("category", "other"), entry.get("reseller", False)
    relation = entry.get("relation", "product" if maker else "none")
    if relation not in _RELATIONS or (relation != "none") != bool(maker):
        raise CatalogError(
            f"judgements.toml: [[maker]] with maker {maker!r} and relation {relation!r}: "
            'a maker has the relation product or services_around; maker "" has none.'
        )
    if category not in CATEGORIES:
        raise CatalogError(f"judgements.toml: [[maker]] category {category!r} is not one of {', '.join(CATEGORIES)}.")
    if not isinstance(reseller, bool):
        raise CatalogError(f"judgements.toml: [[maker]] reseller {reseller!r} is not true or false, without quotes.")
    return MakerOf(
        award_key=_text(entry, "maker", "award"),
        maker=maker,
        product=str(entry.get("product", "")),
        relation=relation,
        category=category,
        reseller=reseller,
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
    names = entry.get("names")
    if not isinstance(names, list) or len(set(map(str, names))) < 2:
        raise CatalogError('judgements.toml: `names` needs at least two names: names = ["ONE LLC", "OTHER INC"].')
    return tuple(map(str, names))


def _text(entry: dict[str, Any], kind: str, key: str) -> str:
    text = str(entry.get(key, "")).strip()
    if not text:
        raise CatalogError(f"judgements.toml: a [[{kind}]] has no `{key}`.")
    return text
