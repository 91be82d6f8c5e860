"""Recipient names to legal companies: identifiers first, then name rules; a judgement before all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, count

from undersigned.companies.names import core, is_distinctive, legal_kind, slug
from undersigned.companies.owners_data import OwnersData
from undersigned.terms.company import Basis, Recipient
from undersigned.terms.judgement import Judgements

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Matched:
    """One legal company: its identifier, its name, and its recipient names with the reason for each."""

    company_id: str
    name: str
    members: dict[str, Basis]


class _Groups:
    """Names joined into groups; two names that must stay apart are never in one, whatever joins them."""

    def __init__(self, names: Iterable[str], apart: frozenset[frozenset[str]]) -> None:
        self.group = {name: name for name in names}
        self.within: dict[str, list[str]] = {name: [name] for name in self.group}
        self.basis: dict[str, Basis] = {}
        self.apart = apart

    def join(self, first: str, second: str, basis: Basis) -> None:
        """Put two names together for a reason, unless they are kept apart."""
        one, other = self.group[first], self.group[second]
        if one == other or self._kept_apart(one, other):
            return
        for name in (first, second):
            self.basis.setdefault(name, basis)
        for name in self.within[other]:
            self.group[name] = one
        self.within[one] += self.within.pop(other)

    def _kept_apart(self, one: str, other: str) -> bool:
        if not self.apart:
            return False
        return any(frozenset((a, b)) in self.apart for a in self.within[one] for b in self.within[other])


def match(
    recipients: Sequence[Recipient], owners: OwnersData, judgements: Judgements, probable: Iterable[Pair] = ()
) -> list[Matched]:
    """One company for each group of names that are the same legal company.

    `probable` are pairs of names that linking by more than the name found alike. The order of reasons: judgement,
    UEI, DUNS, name rule, catalogue (other names of one company), probable.
    """
    rows: Counter[str] = Counter()
    for recipient in recipients:
        rows[recipient.name] += recipient.rows
    groups = _Groups(sorted(rows), _apart(rows, owners, judgements))
    for decision in judgements.same:
        _join_all(groups, _spelt(rows, decision.names), "judgement")
    _join_by(groups, recipients, "uei", "same UEI")
    _join_by(groups, recipients, "duns", "same DUNS")
    by_core: dict[str, list[str]] = defaultdict(list)
    for name in sorted(rows):
        by_core[core(name)].append(name)
    for of, names in by_core.items():
        for spellings in _spellings(of, names):
            _join_all(groups, spellings, "name rule")
    _join_trading_names(groups, recipients, by_core)
    for cores in owners.same:
        _join_all(groups, [by_core[known][0] for known in cores if known in by_core], "catalogue")
    for first, second in probable:
        groups.join(first, second, "probable")
    taken: set[str] = set()
    return [_matched(names, rows, groups.basis, taken) for names in sorted(map(sorted, groups.within.values()))]


def _matched(names: list[str], rows: Counter[str], basis: dict[str, Basis], taken: set[str]) -> Matched:
    """A company with an identifier of its own: the slug of its core, or of its whole name where that is taken."""
    name = max(names, key=lambda candidate: (rows[candidate], candidate))
    shortest, whole = slug(min(core(candidate) for candidate in names)), slug(names[0])
    choices = chain((shortest, whole), (f"{whole}-{number}" for number in count(2)))
    identifier = next(choice for choice in choices if choice not in taken)
    taken.add(identifier)
    return Matched(identifier, name, {member: basis.get(member, "own name") for member in names})


def _apart(rows: Counter[str], owners: OwnersData, judgements: Judgements) -> frozenset[frozenset[str]]:
    """Pairs of recipient names that must not meet: decided, or known from our data and not decided otherwise."""
    decided = {
        frozenset((a, b))
        for decision in judgements.different
        for first, second in combinations(decision.names, 2)
        for a in _spelt(rows, [first])
        for b in _spelt(rows, [second])
        if a != b
    }
    same = [{core(name) for name in decision.names} for decision in judgements.same]
    cores: dict[str, list[str]] = defaultdict(list)
    for name in rows:
        cores[core(name)].append(name)
    known = {
        frozenset((a, b))
        for pair in owners.different
        if len(pair) == 2 and not any(pair <= names for names in same)
        for first, second in [sorted(pair)]
        for a in cores.get(first, [])
        for b in cores.get(second, [])
    }
    return frozenset(decided | known)


def _spelt(rows: Iterable[str], names: Iterable[str]) -> list[str]:
    """The recipient names that a person meant, whatever their case."""
    meant = {name.casefold() for name in names}
    return sorted(name for name in rows if name.casefold() in meant)


def _spellings(of: str, names: list[str]) -> list[list[str]]:
    """Names with one core that are one company: all of them, or those of one form where the core is ordinary words.

    `GUIDEHOUSE INC.` and `GUIDEHOUSE LLP` are one company; `INFORMATION TECHNOLOGY CORPORATION` and
    `INFORMATION TECHNOLOGY COMPANY, LLC` may be two, so they stay two.
    """
    kinds = {legal_kind(name) for name in names} - {""}
    if is_distinctive(of) or len(kinds) < 2:
        return [names]
    return [[name for name in names if legal_kind(name) == kind] for kind in sorted(kinds)]


def _join_all(groups: _Groups, names: list[str], basis: Basis) -> None:
    for name in names[1:]:
        groups.join(names[0], name, basis)


def _join_trading_names(groups: _Groups, recipients: Sequence[Recipient], by_core: dict[str, list[str]]) -> None:
    """A company and the name under which it does business, if nobody else claims that name."""
    claimed: dict[str, set[str]] = defaultdict(set)
    for recipient in recipients:
        if recipient.dba and core(recipient.dba) in by_core:
            claimed[core(recipient.dba)].add(recipient.name)
    for trading, names in sorted(claimed.items()):
        if len({core(name) for name in names}) == 1:
            groups.join(min(names), by_core[trading][0], "name rule")


def _join_by(groups: _Groups, recipients: Sequence[Recipient], identifier: str, basis: Basis) -> None:
    holders: dict[str, list[str]] = defaultdict(list)
    for recipient in recipients:
        if value := getattr(recipient, identifier):
            holders[value].append(recipient.name)
    for value in sorted(holders):
        _join_all(groups, sorted(set(holders[value])), basis)
