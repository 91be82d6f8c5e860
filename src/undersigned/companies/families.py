"""Companies to families: who owns whom, from judgements, data with a source, parents in the records, and names."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from undersigned.companies import settling
from undersigned.companies.match import Matched
from undersigned.companies.names import core, is_distinctive, slug, starts_with
from undersigned.companies.owners_data import OwnersData
from undersigned.terms.company import Basis, Company, Ownership, Recipient
from undersigned.terms.judgement import Judgements

MOST_NAMES_OF_ONE_ROOT = 40
"""A first pair of words that starts more names than this is an ordinary phrase, not a family."""


_Counted = TypeVar("_Counted", str, tuple[str, Basis])


@dataclass(frozen=True, slots=True)
class _Family:
    name: str
    basis: Basis
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """Ownership data as it holds on one day: by exact core, and by first word for those of a prefix, longest first."""

    exact: dict[str, Ownership]
    prefixes: dict[str, list[Ownership]]
    not_owned: frozenset[tuple[str, str]]

    def owner(self, of: str) -> Ownership | None:
        """The nearest owner that the data tells.

        A whole name goes before first words, unless all it says is who owns the owner of the first words.
        """
        exact, prefix = self.exact.get(of), self._prefix(of)
        if exact is None or prefix is None:
            return exact or prefix
        above = self.exact.get(core(prefix.owner))
        return prefix if above is not None and above.owner == exact.owner else exact

    def _prefix(self, of: str) -> Ownership | None:
        for prefix in self.prefixes.get(of.split(" ", 1)[0], ()):
            if (of == prefix.name or starts_with(of, prefix.name)) and (
                prefix.owner,
                of,
            ) not in self.not_owned:
                return prefix
        return None


def families(
    companies: Sequence[Matched],
    recipients: Sequence[Recipient],
    owners: OwnersData,
    more_ownership: Iterable[Ownership],
    judgements: Judgements,
    as_of: str,
) -> list[Company]:
    """Every recipient name with its company and family, as owned on `as_of` (ISO day).

    The order of reasons: judgement, catalogue, parent UEI, parent DUNS, name rule (a whole name of two words or
    more that begins another), own name. `more_ownership` comes from the makers' catalogue: a whole name of ours goes
    before one of theirs, and both before first words of names.
    """
    known = _known(owners, more_ownership, as_of)
    decided = settling.owners(judgements)
    parents = _parents(recipients)
    found = {company.company_id: _one(company, known, decided, parents) for company in companies}
    _by_name(companies, found, owners.different | _decided_different(judgements))
    identifiers = _Identifiers()
    return [row for company in companies for row in _rows(company, found[company.company_id], identifiers)]


def _known(owners: OwnersData, more: Iterable[Ownership], as_of: str) -> _Known:
    exact: dict[str, Ownership] = {}
    prefixes: list[Ownership] = []
    itself: list[Ownership] = []
    for ownership in (*owners.ownership, *more):
        if ownership.owner in owners.investors or not ownership.holds_on(as_of):
            continue
        if ownership.prefix:
            prefixes.append(ownership)
        elif ownership.itself:
            itself.append(ownership)
        else:
            exact.setdefault(ownership.name, ownership)
    by_first_word: dict[str, list[Ownership]] = defaultdict(list)
    for prefix in sorted(prefixes, key=lambda prefix: (-len(prefix.name), prefix.name)):
        by_first_word[prefix.name.split(" ", 1)[0]].append(prefix)
    known = _Known(exact, dict(by_first_word), owners.not_owned)
    for ownership in _of_whole_makers(known, itself):
        exact.setdefault(ownership.name, ownership)
    return known


def _of_whole_makers(known: _Known, itself: Iterable[Ownership]) -> Iterator[Ownership]:
    """Each name of a maker under one owner: who owns half or more of the maker's names, else the maker itself."""
    names: dict[str, dict[str, Ownership]] = defaultdict(dict)
    for ownership in itself:
        names[ownership.owner][ownership.name] = ownership
    for of_maker in names.values():
        found = [owned for name in of_maker if (owned := known.owner(name))]
        owner, held = Counter(owned.owner for owned in found).most_common(1)[0] if found else ("", 0)
        whole = next((owned for owned in found if owned.owner == owner), None) if held * 2 >= len(of_maker) else None
        for name, ownership in of_maker.items():
            yield known.owner(name) or (replace(whole, name=name, prefix=False) if whole else ownership)


def _one(
    company: Matched, known: _Known, decided: dict[str, str], parents: dict[str, tuple[str, Basis]]
) -> _Family | None:
    cores = sorted({core(name) for name in company.members})
    for name in cores:
        if owner := decided.get(name):
            return _Family(owner, "judgement", "judgements.toml")
    for name in cores:
        if ownership := known.owner(name):
            return _Family(ownership.owner, "catalogue", ownership.source)
    for name in company.members:
        if name in parents:
            parent, basis = parents[name]
            ownership = known.owner(core(parent))
            return _Family(ownership.owner if ownership else parent, basis, "the records' parent columns")
    return None


def _parents(recipients: Sequence[Recipient]) -> dict[str, tuple[str, Basis]]:
    """Recipient name → its commonest parent; all parents with one identifier have one name, the commonest."""
    spelling: dict[str, Counter[str]] = defaultdict(Counter)
    held: dict[str, Counter[tuple[str, Basis]]] = defaultdict(Counter)
    for recipient in recipients:
        key = recipient.parent_uei or recipient.parent_duns
        if key and recipient.parent_name:
            spelling[key][recipient.parent_name] += recipient.rows
            held[recipient.name][key, "parent UEI" if recipient.parent_uei else "parent DUNS"] += recipient.rows
    parents = {}
    for recipient_name, keys in held.items():
        key, basis = _commonest(keys)
        parents[recipient_name] = (_commonest(spelling[key]), basis)
    return parents


def _commonest(counted: Counter[_Counted]) -> _Counted:
    """What was counted most; the first in the alphabet where two were counted alike."""
    return min(counted, key=lambda each: (-counted[each], each))


def _decided_different(judgements: Judgements) -> set[frozenset[str]]:
    """Pairs of cores that a person decided are different companies, or is unsure about."""
    verdicts = settling.links(judgements)
    return {frozenset(map(core, pair)) for pair, verdict in verdicts.items() if verdict.answer != "yes"}


def _by_name(
    companies: Sequence[Matched], found: dict[str, _Family | None], different: Collection[frozenset[str]]
) -> None:
    """A company whose whole name, two words or more and not only ordinary ones, begins another's: one family.

    Unless our data or a judgement says that the two are different.
    """
    by_start: dict[str, list[tuple[str, Matched]]] = defaultdict(list)
    roots: list[tuple[str, Matched]] = []
    for company in companies:
        for name in sorted({core(member) for member in company.members}):
            parts = name.split()
            if len(parts) >= 2 and is_distinctive(name):
                by_start[" ".join(parts[:2])].append((name, company))
                roots.append((name, company))
    for name, root in sorted(roots, key=lambda entry: (len(entry[0]), entry[0])):
        near = by_start[" ".join(name.split()[:2])]
        if len(near) > MOST_NAMES_OF_ONE_ROOT:
            continue
        for longer, company in near:
            if starts_with(longer, name) and company is not root and not _apart(name, longer, different):
                _share(found, root, company)


def _apart(name: str, longer: str, different: Collection[frozenset[str]]) -> bool:
    """True where a name is known to differ from a longer one, or from words with which that one begins."""
    parts = longer.split()
    begun = (" ".join(parts[:length]) for length in range(len(parts), len(name.split()), -1))
    return any(frozenset((name, beginning)) in different for beginning in begun)


def _share(found: dict[str, _Family | None], root: Matched, company: Matched) -> None:
    family, other = found[root.company_id], found[company.company_id]
    if family is None:
        family = (
            _Family(other.name, "name rule", other.source)
            if other
            else _Family(root.name, "name rule", "a shared name")
        )
        found[root.company_id] = family
    if other is None:
        found[company.company_id] = _Family(family.name, "name rule", "a shared name")


class _Identifiers:
    """Family identifiers: the slug of the family's name, once for all families of their own that bear one name.

    Two companies that are kept apart though their names are alike are two families; the second has its company's
    identifier.
    """

    def __init__(self) -> None:
        self._holder: dict[str, str] = {}

    def of(self, family: _Family, company: Matched) -> str:
        """The identifier of a company's family."""
        identifier = slug(core(family.name))
        if family.basis != "own name":
            return identifier
        holder = self._holder.setdefault(identifier, company.company_id)
        return identifier if holder == company.company_id else company.company_id


def _rows(company: Matched, found: _Family | None, identifiers: _Identifiers) -> list[Company]:
    family = found or _Family(company.name, "own name")
    identifier = identifiers.of(family, company)
    return [
        Company(
            name,
            company.company_id,
            company.name,
            basis,
            identifier,
            family.name,
            family.basis,
            family.source,
        )
        for name, basis in company.members.items()
    ]
