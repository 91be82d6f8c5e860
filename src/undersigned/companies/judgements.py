"""`judgements.toml` in the case: what people decided. Runs read it and never write it; `undersigned review` appends.

[[same_company]]
names = ["CHEVO LLC", "CHEVO CONSULTING LLC"]
who = "A. Reporter"
when = "2026-01-31"
why = "renamed in 2022, state register no. 123"

with = ["CHEVO INC"]       # optional: each of `names` beside each of these, and no two of `names`
answer = "yes"             # or "no", "unsure"; optional

[[different_company]]      # names; `from`, as `with` above
[[family]]                 # company, owner
[[maker]]                  # award, maker ("" = cannot be known), product, relation, category, reseller; answer

An entry with `undone = {who = "…", when = 2026-02-01, why = "…"}` is kept and decides nothing. Keys that are not known
are left alone.
"""

import tomllib
from collections.abc import Collection, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from undersigned.companies.names import core
from undersigned.companies.parting import spelling
from undersigned.errors import CatalogError
from undersigned.terms.judgement import Answer, Decided, DifferentCompany, FamilyOf, Judgements, MakerOf, SameCompany
from undersigned.terms.maker import CATEGORIES

FILE = "judgements.toml"
KINDS = ("same_company", "different_company", "family", "maker")
_ANSWERS: tuple[Answer, ...] = ("yes", "no", "unsure")
_RELATIONS = ("product", "services_around", "none")


def load(folder: Path) -> Judgements:
    """The judgements of a case; none where there is no file.

    Raises:
        CatalogError: the file cannot be read or an entry lacks who, when or why.
    """
    return parse(text(folder), str(folder / FILE))


def text(folder: Path) -> str:
    """The file of a case as people wrote it; empty where there is none.

    Raises:
        CatalogError: it is no text in UTF-8.
    """
    path = folder / FILE
    try:
        return path.read_bytes().decode("utf-8") if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path} cannot be read: {error}. Mend it; it was not changed.") from error


def tables(written: str, where: str) -> dict[str, list[dict[str, Any]]]:
    """The entries of each kind as they stand in the file, those that were undone among them.

    Raises:
        CatalogError: the text is not TOML, or has something else than entries.
    """
    try:
        stored = tomllib.loads(written)
    except (ValueError, RecursionError) as error:  # not TOML, or a number or a nesting without end
        raise CatalogError(f"{where} cannot be read: {error}. Mend it; it was not changed.") from error
    if unknown := set(stored) - set(KINDS):
        raise CatalogError(f"{where}: [[{min(unknown)}]] is not one of {', '.join(sorted(KINDS))}.")
    return {kind: _entries(stored, kind) for kind in KINDS}


def parse(written: str, where: str) -> Judgements:
    """The judgements in a text; `where` names it in errors.

    Raises:
        CatalogError: it cannot be read or an entry lacks who, when or why.
    """
    stored = {kind: [entry for entry in of if not _undone(entry, kind)] for kind, of in tables(written, where).items()}
    return Judgements(
        same=tuple(map(_same, stored["same_company"])),
        different=tuple(map(_different, stored["different_company"])),
        families=tuple(
            FamilyOf(_text(entry, "family", "company"), _text(entry, "family", "owner"), _decided(entry, "family"))
            for entry in stored["family"]
        ),
        makers=tuple(map(_maker, stored["maker"])),
    )


def unmatched(judgements: Judgements, names: Iterable[str], award_keys: Collection[str]) -> list[str]:
    """A sentence for every name and award of a judgement that the records do not have, so that it decides nothing.

    `names` are the recipient names. Names are compared as the rules compare them: whole, whatever their case and
    punctuation, for `same_company` and `different_company`; without their legal form for `family`; award keys letter
    by letter.
    """
    by_core: dict[str, str] = {}
    spelt: set[str] = set()
    for name in sorted(names):
        spelt.update((name.casefold(), spelling(name)))
        by_core.setdefault(core(name), name)
    lines = [
        _not_there(kind, name, f"there is {by_core[core(name)]!r}" if core(name) in by_core else "")
        for kind, decisions in (("same_company", judgements.same), ("different_company", judgements.different))
        for decision in decisions
        for name in (*decision.names, *decision.others)
        if spelt.isdisjoint((name.casefold(), spelling(name)))
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


def _undone(entry: dict[str, Any], kind: str) -> bool:
    """True where somebody took the entry back, and says who, when and why."""
    undone = entry.get("undone")
    if undone is None:
        return False
    if not isinstance(undone, dict):
        raise CatalogError(
            f'judgements.toml: [[{kind}]] `undone` is {{who = "…", when = 2026-01-31, why = "…"}}, not {undone!r}.'
        )
    _decided(undone, f"{kind} undone")
    return True


def _same(entry: dict[str, Any]) -> SameCompany:
    answer = _answer(entry, "same_company") or "yes"
    names, others = _names(entry, "with")
    return SameCompany(names, _decided(entry, "same_company"), others, answer)


def _different(entry: dict[str, Any]) -> DifferentCompany:
    if "answer" in entry:
        raise CatalogError(
            "judgements.toml: a [[different_company]] has no `answer`; "
            'who is not sure writes [[same_company]] with answer = "unsure".'
        )
    names, others = _names(entry, "from")
    return DifferentCompany(names, _decided(entry, "different_company"), others)


def _answer(entry: dict[str, Any], kind: str) -> Answer | None:
    answer = entry.get("answer")
    if answer is not None and answer not in _ANSWERS:
        raise CatalogError(f"judgements.toml: [[{kind}]] answer {answer!r} is not one of {', '.join(_ANSWERS)}.")
    return answer


def _maker(entry: dict[str, Any]) -> MakerOf:
    maker, answer = str(entry.get("maker", "")), _answer(entry, "maker")
    if answer and not maker:
        raise CatalogError("judgements.toml: a [[maker]] with `answer` names the `maker` that it is about.")
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
        answer=answer,
    )


def _decided(entry: dict[str, Any], kind: str) -> Decided:
    when = entry.get("when", "")
    text = when.isoformat() if isinstance(when, date) else str(when)
    try:
        date.fromisoformat(text[:10])
    except ValueError as error:
        raise CatalogError(f"judgements.toml: a [[{kind}]] has no `when` such as 2026-01-31.") from error
    return Decided(_text(entry, kind, "who"), text[:10], _text(entry, kind, "why"))


def _names(entry: dict[str, Any], other_key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of an entry, and those of its other side where it has two."""
    names, others = entry.get("names"), entry.get(other_key, [])
    if not isinstance(names, list) or not isinstance(others, list) or len(set(map(str, (*names, *others)))) < 2:
        raise CatalogError('judgements.toml: `names` needs at least two names: names = ["ONE LLC", "OTHER INC"].')
    if not names:
        raise CatalogError(f"judgements.toml: `{other_key}` stands beside `names`, and `names` is empty.")
    return tuple(map(str, names)), tuple(map(str, others))


def _text(entry: dict[str, Any], kind: str, key: str) -> str:
    text = str(entry.get(key, "")).strip()
    if not text:
        raise CatalogError(f"judgements.toml: a [[{kind}]] has no `{key}`.")
    return text
