"""Uncertain links of a trace as questions: names that the rules nearly joined, and joins for a weak reason."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from rapidfuzz import fuzz

from undersigned.claims.reading import Trace
from undersigned.companies import linking, owners_data, settling
from undersigned.companies.names import core, legal_kind
from undersigned.companies.settling import NamePair, Said, Verdict
from undersigned.reviewing import near, profiles
from undersigned.reviewing.profiles import Held
from undersigned.reviewing.questions import LinkAsked, LinkQuestion
from undersigned.terms.company import Recipient
from undersigned.terms.judgement import Judgements

DOUBTFUL = 0.5
"""From this probability on a pair that linking left apart is put before a person."""
UNLIKE = 60.0
"""Out of 100: names less alike than this, under one identifier, may be two companies."""


@dataclass(slots=True)
class _Pair:
    """Two sides and every reason to ask about them."""

    names: tuple[str, ...]
    others: tuple[str, ...]
    joined: bool
    reasons: list[str] = field(default_factory=list)


class _Sides:
    """The trace's companies, and the pairs of sides collected so far."""

    def __init__(self, every: Sequence[Held]) -> None:
        self.of = {held.name: held for held in every}
        self.members: dict[str, list[Held]] = defaultdict(list)
        for held in every:
            self.members[held.company_id].append(held)
        self.pairs: dict[frozenset[tuple[str, ...]], _Pair] = {}

    def across(self, name: str, other: str, reason: str) -> None:
        """Two names of different companies: their whole companies are the sides."""
        one, two = self.of.get(name), self.of.get(other)
        if one and two and one.company_id != two.company_id:
            self._add(self._names(one.company_id), self._names(two.company_id), reason, joined=False)

    def within(self, name: str, reason: str) -> None:
        """A name and the others of its company."""
        names = self._names(self.of[name].company_id)
        if len(names) > 1:
            self._add((name,), tuple(other for other in names if other != name), reason, joined=True)

    def money(self, names: Iterable[str]) -> int:
        """Net obligations of some names, in cents."""
        return sum(self.of[name].money for name in names if name in self.of)

    def _names(self, company_id: str) -> tuple[str, ...]:
        """The names of a company, the one with most money first."""
        return tuple(held.name for held in sorted(self.members[company_id], key=lambda one: (-one.money, one.name)))

    def _add(self, names: tuple[str, ...], others: tuple[str, ...], reason: str, *, joined: bool) -> None:
        pair = self.pairs.setdefault(frozenset((names, others)), _Pair(names, others, joined))
        if reason not in pair.reasons:
            pair.reasons.append(reason)


def questions(found: Trace, judgements: Judgements) -> list[LinkQuestion]:
    """Every uncertain link that is not settled, those with most money at stake first."""
    sides = _Sides(profiles.held(found))
    recipients = profiles.recipients(found)
    verdicts = settling.links(judgements)
    for seen in near.near(sides.of):
        sides.across(seen.name, seen.other, seen.reason)
    _just_under(sides, recipients)
    _joined_weakly(sides, recipients)
    _unsettled(sides, verdicts)
    _known_apart(sides)
    open_pairs = [(pair, said) for pair in sides.pairs.values() if (said := _open(pair, verdicts)) is not None]
    told = profiles.profiles(found, [side for pair, _ in open_pairs for side in (pair.names, pair.others)])
    asked = [
        LinkQuestion(
            asked=LinkAsked(pair.names, pair.others),
            reasons=tuple(pair.reasons),
            joined=pair.joined,
            stake=min(abs(sides.money(pair.names)), abs(sides.money(pair.others))),
            left=told[pair.names],
            right=told[pair.others],
            said=said,
        )
        for pair, said in open_pairs
    ]
    return sorted(asked, key=lambda question: (-question.stake, question.asked.identifier))


def _just_under(sides: _Sides, recipients: Sequence[Recipient]) -> None:
    """Pairs to which linking gives a probability, but too small a one or one that its rules leave alone."""
    rows = linking.link_rows(one for one in recipients if linking.carries_more_than_a_name(one))
    if len({row.name for row in rows}) > 1:
        for one, other, _ in linking.score(rows, linking.weights()["model"], DOUBTFUL):
            sides.across(one.name, other.name, "alike by name, place and parent, but not enough for the rules")


def _joined_weakly(sides: _Sides, recipients: Sequence[Recipient]) -> None:
    identifiers: dict[str, set[str]] = defaultdict(set)
    for recipient in recipients:
        identifiers[recipient.name] |= {value for value in (recipient.uei, recipient.duns) if value}
    reasons: dict[str, Callable[[Held, Held], str]] = {
        "probable": lambda _, __: "joined as probable: name, place and parent agree",
        "name rule": lambda one, main: _by_name(one, main, identifiers),
        "same UEI": _by_identifier,
        "same DUNS": _by_identifier,
    }
    for members in sides.members.values():
        main = max(members, key=lambda held: (held.money, held.name))
        for held in members:
            if held is not main and held.basis in reasons and (reason := reasons[held.basis](held, main)):
                sides.within(held.name, reason)


def _by_name(one: Held, main: Held, identifiers: Mapping[str, set[str]]) -> str:
    if core(one.name) != core(main.name):
        return "joined by a trading name"
    mine, theirs = identifiers.get(one.name, set()), identifiers.get(main.name, set())
    if mine and theirs and mine.isdisjoint(theirs):
        return "joined by the name alone; their identifiers differ"
    kinds = {legal_kind(one.name), legal_kind(main.name)} - {""}
    return "joined by the name alone; their legal forms differ" if len(kinds) > 1 else ""


def _by_identifier(one: Held, main: Held) -> str:
    alike = fuzz.token_set_ratio(core(one.name), core(main.name))
    return f"one identifier, two names ({one.basis})" if alike < UNLIKE else ""


def _unsettled(sides: _Sides, verdicts: Mapping[NamePair, Verdict]) -> None:
    """What people answered with unsure, or differently."""
    spelt = {name.casefold(): name for name in sorted(sides.of)}
    for pair, verdict in verdicts.items():
        name, other = (spelt.get(one, "") for one in sorted(pair))
        if verdict.answer == "unsure" and name and other:
            reason = "people's answers differ" if verdict.contested else "somebody is unsure"
            if sides.of[name].company_id == sides.of[other].company_id:
                sides.within(name, reason)
            else:
                sides.across(name, other, reason)


def _known_apart(sides: _Sides) -> None:
    """Says of pairs that are asked about anyway that our data keeps them apart."""
    different = owners_data.load().different
    for pair in sides.pairs.values():
        cores = {frozenset(map(core, names)) for names in product(pair.names, pair.others)}
        if not cores.isdisjoint(different):
            pair.reasons.append("our data keeps these look-alikes apart")


def _open(pair: _Pair, verdicts: Mapping[NamePair, Verdict]) -> tuple[Said, ...] | None:
    """What people said of a pair; None where it is settled."""
    said: tuple[Said, ...] = ()
    for names in _crossed(pair):
        if verdict := verdicts.get(names):
            if verdict.answer != "unsure":
                return None
            said = said or verdict.said
    return said


def _crossed(pair: _Pair) -> Iterator[NamePair]:
    return (frozenset((a.casefold(), b.casefold())) for a, b in product(pair.names, pair.others))
