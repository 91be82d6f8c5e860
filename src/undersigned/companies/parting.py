"""Which recipient names must not meet: what people decided or doubt, and look-alikes that our data knows.

A judgement names names as records wrote them. It holds for every later spelling of the same name and legal form, so
that a new year's `HERON, L.L.C.` does not undo what somebody decided about `HERON LLC`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import product

from undersigned.companies.names import core, legal_kind
from undersigned.companies.owners_data import OwnersData
from undersigned.companies.settling import NamePair, Verdict
from undersigned.terms.company import Basis
from undersigned.terms.text import words

WEAK: frozenset[Basis] = frozenset({"name rule", "probable"})
"""The reasons that do not join what somebody is unsure about; identifiers and data with a source do."""


@dataclass(frozen=True, slots=True)
class Parted:
    """By name, the names that it must not meet: for any reason, and for a weak one."""

    apart: dict[str, set[str]]
    doubted: dict[str, set[str]]

    def keeps_apart(self, names: Collection[str], others: Collection[str], basis: Basis) -> bool:
        """True where one of the names must not meet one of the others for this reason."""
        few, many = sorted((names, others), key=len)
        return any(
            not against.isdisjoint(many)
            for by_name in self._counting(basis)
            for name in few
            if (against := by_name.get(name))
        )

    def touches(self, names: Collection[str], basis: Basis) -> bool:
        """True where one of the names must not meet some name for this reason."""
        return any(name in by_name for by_name in self._counting(basis) if by_name for name in names)

    def _counting(self, basis: Basis) -> tuple[dict[str, set[str]], ...]:
        return (self.apart, self.doubted) if basis in WEAK else (self.apart,)


class Named:
    """The recipient names that people meant by the names in their judgements."""

    def __init__(self, names: Iterable[str], verdicts: Mapping[NamePair, Verdict]) -> None:
        spoken_of = {name for pair in verdicts for name in pair}
        wanted = {spelling(name) for name in spoken_of}
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._alike: dict[str, list[str]] = defaultdict(list)
        for name in names if verdicts else ():
            if name.casefold() in spoken_of:
                self._exact[name.casefold()].append(name)
            elif spelling(name) in wanted:
                self._alike[spelling(name)].append(name)

    def meant(self, pair: Iterable[str]) -> list[list[str]]:
        """The recipient names of either side.

        Other spellings count, but for those that a judgement names too, or that fit both sides.
        """
        sides = sorted(pair)
        keys = [spelling(name) for name in sides]
        alike = [self._alike.get(key, []) if keys.count(key) == 1 else [] for key in keys]
        return [[*self._exact.get(name, []), *more] for name, more in zip(sides, alike, strict=True)]


def spelling(name: str) -> str:
    """What spellings of one name have in common: its words and legal form, whatever case and punctuation."""
    kind = legal_kind(name)
    return f"{core(name)} | {kind}" if kind else words(name) or name.casefold()


def parted(rows: Iterable[str], owners: OwnersData, verdicts: Mapping[NamePair, Verdict], named: Named) -> Parted:
    """What keeps names apart: decided; known from our data and not decided otherwise; or doubted."""
    apart: dict[str, set[str]] = defaultdict(set)
    doubted: dict[str, set[str]] = defaultdict(set)
    for pair, verdict in verdicts.items():
        if verdict.answer != "yes":
            _keep(apart if verdict.answer == "no" else doubted, *named.meant(pair))
    decided_same = {frozenset(map(core, pair)) for pair, verdict in verdicts.items() if verdict.answer == "yes"}
    known = {pair for pair in owners.different if len(pair) == 2} - decided_same
    of_core: dict[str, list[str]] = defaultdict(list)
    cores = {one for pair in known for one in pair}
    for name in rows:
        if core(name) in cores:
            of_core[core(name)].append(name)
    for first, second in map(sorted, known):
        _keep(apart, of_core.get(first, []), of_core.get(second, []))
    return Parted(dict(apart), dict(doubted))


def _keep(by_name: dict[str, set[str]], names: Iterable[str], others: Iterable[str]) -> None:
    for one, other in product(names, others):
        if one != other:
            by_name[one].add(other)
            by_name[other].add(one)
