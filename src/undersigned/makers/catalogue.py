"""The catalogue: one TOML a maker, the package's own and those of the case."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from undersigned.companies.names import core
from undersigned.errors import CatalogError
from undersigned.makers.sourcing import sources
from undersigned.terms.company import Ownership
from undersigned.terms.maker import CATEGORIES, Channel, Maker, Owner, Source, Term
from undersigned.terms.text import words

_KEYS = {
    "maker": {"name", "category", "legal_names", "also_resells", "term", "owner", "channel", "sources", "note"},
    "term": {"words", "product", "category", "near", "not_near"},
    "owner": {"name", "source", "since", "until"},
    "channel": {"reseller", "source"},
}
_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All makers by name, and the cores of the legal names under which they sell themselves."""

    makers: dict[str, Maker]
    by_legal_name: dict[str, str]

    def ownership(self) -> list[Ownership]:
        """Legal names under the maker's owner, or under the maker itself where it has none."""
        return [line for maker in self.makers.values() for line in _ownership(maker)]

    def owned(self, names: Iterable[str], day: str) -> dict[str, Owner]:
        """Of makers by name, who owned those that have an owner on that ISO day."""
        found = {}
        for name in names:
            for owner in self.makers[name].owners if name in self.makers else ():
                if Ownership(name, owner.name, owner.source, False, owner.since, owner.until).holds_on(day):
                    found[name] = owner
        return found

    def sources(self, names: Iterable[str]) -> dict[str, dict[str, Source]]:
        """Of makers by name, the documents that say who owns them and what they make, by what they are about."""
        known = {name: self.makers[name].sources for name in names if name in self.makers}
        return {name: sources for name, sources in known.items() if sources}

    def owners(self) -> dict[str, set[str]]:
        """Each maker's name with those of its owners, among which it counts itself."""
        return {maker.name: {maker.name, *(owner.name for owner in maker.owners)} for maker in self.makers.values()}


def load(case_folder: Path | None = None) -> Catalogue:
    """The package's makers, then those of `catalog/` in the case, which replace ours of the same name.

    Raises:
        CatalogError: a file says something that cannot be; the sentence names the file and the key.
    """
    makers = {maker.name: maker for maker in _read(files("undersigned.makers").joinpath("catalog"))}
    own = {}
    if case_folder is not None and (case_folder / "catalog").is_dir():
        own = {maker.name: maker for maker in _read(case_folder / "catalog")}
        makers |= own
    by_legal_name: dict[str, str] = {}
    for maker in (*own.values(), *makers.values()):
        for legal_name in maker.legal_names:
            by_legal_name.setdefault(core(legal_name), maker.name)
    return Catalogue(makers, by_legal_name)


def _read(folder: Traversable | Path) -> Iterator[Maker]:
    for path in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".toml"):
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise CatalogError(f"{path.name} cannot be read: {error}. It must be a text file in UTF-8.") from error
            yield parse(text, path.name)


def parse(text: str, where: str) -> Maker:
    """One maker from its TOML; `where` names the file in errors."""
    try:
        stored = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{where} is not valid TOML: {error}.") from error
    _only_known(stored, "maker", where)
    name = str(stored.get("name", ""))
    category = _category(stored.get("category"), where)
    terms = tuple(_term(entry, category, where) for entry in _entries(stored, "term", where))
    legal_names = _texts(stored, "legal_names", where)
    if not name or not (terms or legal_names):
        raise CatalogError(f"{where}: a maker needs a `name` and at least one [[term]] or legal name.")
    told = sources(stored, where)
    return Maker(
        name=name,
        category=category,
        legal_names=legal_names,
        terms=terms,
        owners=tuple(_owner(entry, where) for entry in _entries(stored, "owner", where)),
        channels=tuple(_channel(entry, where) for entry in _entries(stored, "channel", where)),
        ownership_source=told.get("ownership"),
        category_source=told.get("category"),
        also_resells=_also_resells(stored, legal_names, where),
    )


def _term(entry: dict[str, Any], category: str, where: str) -> Term:
    _only_known(entry, "term", where)
    if not entry.get("words"):
        raise CatalogError(f"{where}: a [[term]] needs `words`.")
    return Term(
        words=tuple(words(word) for word in _texts(entry, "words", where)),
        product=str(entry.get("product", "")),
        category=_category(entry.get("category", category), where),
        near=tuple(words(word) for word in _texts(entry, "near", where)),
        not_near=tuple(words(word) for word in _texts(entry, "not_near", where)),
    )


def _entries(stored: dict[str, Any], kind: str, where: str) -> list[dict[str, Any]]:
    entries = stored.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise CatalogError(f"{where}: write [[{kind}]] with two brackets on each side.")
    return entries


def _texts(entry: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    texts = entry.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(text, str) and words(text) for text in texts):
        raise CatalogError(f'{where}: `{key}` is a list of words with letters or digits in quotes: {key} = ["ACME"].')
    return tuple(texts)


def _also_resells(stored: dict[str, Any], legal_names: tuple[str, ...], where: str) -> tuple[str, ...]:
    names = _texts(stored, "also_resells", where)
    if strangers := set(names) - set(legal_names):
        raise CatalogError(f"{where}: {min(strangers)!r} in `also_resells` is not one of the maker's `legal_names`.")
    return names


def _owner(entry: dict[str, Any], where: str) -> Owner:
    _only_known(entry, "owner", where)
    since, until = (None if entry.get(key) is None else str(entry[key]) for key in ("since", "until"))
    if any(day is not None and not _DAY.fullmatch(day) for day in (since, until)):
        raise CatalogError(f"{where}: the days of an [[owner]] are written 2016, 2016-04 or 2016-04-30.")
    if not entry.get("name") or not entry.get("source"):
        raise CatalogError(f"{where}: an [[owner]] needs `name` and `source`.")
    return Owner(str(entry["name"]), str(entry["source"]), since, until)


def _channel(entry: dict[str, Any], where: str) -> Channel:
    _only_known(entry, "channel", where)
    if not entry.get("reseller") or not entry.get("source"):
        raise CatalogError(f"{where}: a [[channel]] needs `reseller` and `source`.")
    return Channel(str(entry["reseller"]), str(entry["source"]))


def _category(value: object, where: str) -> str:
    if value not in CATEGORIES:
        raise CatalogError(f"{where}: category {value!r} is not one of {', '.join(CATEGORIES)}.")
    return str(value)


def _only_known(entry: dict[str, Any], kind: str, where: str) -> None:
    if unknown := set(entry) - _KEYS[kind]:
        raise CatalogError(
            f"{where}: {min(unknown)!r} is not a key of a{'n' * (kind == 'owner')} {kind}; "
            f"the keys are {', '.join(sorted(_KEYS[kind]))}."
        )


def _ownership(maker: Maker) -> Iterator[Ownership]:
    """The maker's own family always; its owners, dated, over that."""
    for legal_name in maker.legal_names:
        for owner in maker.owners:
            yield Ownership(core(legal_name), owner.name, owner.source, since=owner.since, until=owner.until)
        yield Ownership(core(legal_name), maker.name, "the makers' catalogue", itself=True)
