"""Recipient names to legal companies: identifiers first, then name rules; a judgement before all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from undersigned.companies import parting, settling
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

    def __init__(self, names: Iterable[str], parted: parting.Parted) -> None:
        self.group = {name: name for name in names}
        self.within: dict[str, list[str]] = {name: [name] for name in self.group}
        self.basis: dict[str, Basis] = {}
        self.parted = parted

    def join(self, first: str, second: str, basis: Basis) -> None:
        """Put two names together for a reason, unless they are kept apart."""
        one, other = self.group[first], self.group[second]
        if one == other or self.kept_apart(first, second, basis):
            return
        for name in (first, second):
            self.basis.setdefault(name, basis)
        for name in self.within[other]:
            self.group[name] = one
        self.within[one] += self.within.pop(other)

    def kept_apart(self, first: str, second: str, basis: Basis) -> bool:
        """True where something keeps apart the two, or two of those with which they are together."""
        one, other = self.group[first], self.group[second]
        return one != other and self.parted.keeps_apart(self.within[one], self.within[other], basis)

    def sides(self, names: Sequence[str], basis: Basis) -> list[str]:
        """Those of some names that are kept apart from another of them."""
        touched = [name for name in names if self.parted.touches(self.within[self.group[name]], basis)]
        return [name for name in touched if any(self.kept_apart(name, other, basis) for other in touched)]


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
    verdicts = settling.links(judgements)
    named = parting.Named(rows, verdicts)
    groups = _Groups(sorted(rows), parting.parted(rows, owners, verdicts, named))
    for pair in sorted(sorted(pair) for pair, verdict in verdicts.items() if verdict.answer == "yes"):
        _join_all(groups, sorted(chain.from_iterable(named.meant(pair))), "judgement")
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
    identifier = next(choice for choice in _identifiers(names) if choice not in taken)
    taken.add(identifier)
    return Matched(identifier, name, {member: basis.get(member, "own name") for member in names})


def _identifiers(names: list[str]) -> Iterator[str]:
    """What may identify a company, the shortest first."""
    yield slug(min(core(candidate) for candidate in names))
    whole = slug(names[0])
    yield whole
    yield from (f"{whole}-{number}" for number in count(2))


def _spellings(of: str, names: list[str]) -> list[list[str]]:
    """Names with one core that are one company: all of them, or those of one form where the core is ordinary words.

    `GUIDEHOUSE INC.` and `GUIDEHOUSE LLP` are one company; `INFORMATION TECHNOLOGY CORPORATION` and
    `INFORMATION TECHNOLOGY COMPANY, LLC` may be two, so they stay two.
    """
    if len(names) == 1 or is_distinctive(of):
        return [names]
    kinds = {legal_kind(name) for name in names} - {""}
    if len(kinds) < 2:
        return [names]
    return [[name for name in names if legal_kind(name) == kind] for kind in sorted(kinds)]


def _join_all(groups: _Groups, names: list[str], basis: Basis) -> None:
    """Put names together; where some are kept apart, the others join neither side: whose they are is not known."""
    sides = groups.sides(names, basis)
    free = [name for name in names if name not in sides] if sides else names
    for name in free[1:]:
        groups.join(free[0], name, basis)
    for place, name in enumerate(sides):
        for before in sides[:place]:
            groups.join(before, name, basis)


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
