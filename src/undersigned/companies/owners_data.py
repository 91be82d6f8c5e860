"""Ownership that no identifier gives, as data: one TOML an owner in `owners/`, look-alikes in `different.toml`."""

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from undersigned.companies.names import core
from undersigned.errors import CatalogError
from undersigned.terms.company import Ownership


@dataclass(frozen=True, slots=True)
class OwnersData:
    """What the data files say.

    `same`: other names of one legal company, as cores. `not_owned`: (owner, core) pairs that a prefix would take.
    `different`: pairs of cores that no rule may put together.
    """

    ownership: tuple[Ownership, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    not_owned: frozenset[tuple[str, str]] = frozenset()
    different: frozenset[frozenset[str]] = field(default_factory=frozenset)
    investors: frozenset[str] = frozenset()


def load() -> OwnersData:
    """Every owner file of the package.

    Raises:
        CatalogError: a file is not valid TOML or lacks what it must say.
    """
    folder = files("undersigned.companies")
    ownership: list[Ownership] = []
    same: list[tuple[str, ...]] = []
    not_owned: set[tuple[str, str]] = set()
    for path in sorted(folder.joinpath("owners").iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".toml"):
            owner = _read(path)
            ownership += _ownership(owner, path.name)
            same += [_same(company) for company in owner.get("company", []) if company.get("also")]
            not_owned |= {(str(owner["name"]), core(name)) for name in owner.get("not", [])}
    different = _read(folder.joinpath("different.toml"))
    investors = _read(folder.joinpath("investors.toml"))
    return OwnersData(
        ownership=tuple(ownership),
        same=tuple(same),
        not_owned=frozenset(not_owned),
        different=frozenset(frozenset((core(pair["a"]), core(pair["b"]))) for pair in different.get("pair", [])),
        investors=frozenset(investors.get("names", [])),
    )


def _read(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{path.name} is not valid TOML: {error}.") from error


def _ownership(owner: dict[str, Any], where: str) -> list[Ownership]:
    if not owner.get("name") or not owner.get("source"):
        raise CatalogError(f"{where}: an owner needs `name` and `source`.")
    name, source = str(owner["name"]), str(owner["source"])
    found = [Ownership(core(words), name, source, prefix=True) for words in owner.get("prefixes", [])]
    for company in owner.get("company", []):
        dates = {"since": company.get("since"), "until": company.get("until")}
        names = (company["name"], *company.get("also", []))
        found += [Ownership(core(legal), name, str(company.get("source", source)), **dates) for legal in names]
    return found


def _same(company: dict[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(core(name) for name in (company["name"], *company["also"])))
