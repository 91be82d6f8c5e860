"""What the judgements of several people come to: where they differ, it counts as unsure.

Of one person's answers to one question the last day's counts, and within a day `no` before `unsure` before `yes`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from undersigned.companies.names import core
from undersigned.terms.judgement import (
    Answer,
    Decided,
    DifferentCompany,
    Judgements,
    MakerOf,
    SameCompany,
)

NamePair = frozenset[str]
_CAUTION: dict[Answer, int] = {"yes": 0, "unsure": 1, "no": 2}


@dataclass(frozen=True, slots=True)
class Said:
    """One person's answer to one question."""

    answer: Answer
    decided: Decided

    def sentence(self) -> str:
        """Who answered what, when and why."""
        return f"{self.decided.who} said {self.answer} on {self.decided.when}: {self.decided.why}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What all answers to one question come to, and each person's."""

    answer: Answer
    said: tuple[Said, ...]

    @property
    def contested(self) -> bool:
        """True where two people differ."""
        return len({said.answer for said in self.said}) > 1


@dataclass(frozen=True, slots=True)
class MakerVerdict:
    """The same about one maker of one award; `entry` tells product, relation, category and channel."""

    entry: MakerOf
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class AwardVerdicts:
    """Everything that people said about one award; where it is `whole`, the rules are not asked."""

    whole: bool
    makers: tuple[MakerVerdict, ...]
    said: tuple[Decided, ...]


def pairs(entry: SameCompany | DifferentCompany) -> list[NamePair]:
    """The pairs of names that an entry speaks of, whatever their case."""
    names, others = ({name.casefold() for name in side} for side in (entry.names, entry.others))
    found = product(sorted(names), sorted(others)) if others else combinations(sorted(names), 2)
    return [frozenset(pair) for pair in found if pair[0] != pair[1]]


def links(judgements: Judgements) -> dict[NamePair, Verdict]:
    """What people said of each pair of names, whatever their case.

    Where two people differ about one pair, all pairs of the entries with which they do are unsure.
    """
    spoken = [(Said(entry.answer, entry.decided), pairs(entry)) for entry in judgements.same]
    spoken += [(Said("no", entry.decided), pairs(entry)) for entry in judgements.different]
    by_pair: dict[NamePair, list[tuple[int, Said]]] = defaultdict(list)
    for number, (said, covered) in enumerate(spoken):
        for pair in covered:
            by_pair[pair].append((number, said))
    verdicts: dict[NamePair, Verdict] = {}
    contested: set[int] = set()
    for pair, answers in by_pair.items():
        verdicts[pair] = settled(said for _, said in answers)
        if verdicts[pair].contested:
            contested |= {number for number, said in answers if said in verdicts[pair].said}
    for number in contested:
        for pair in spoken[number][1]:
            verdicts[pair] = Verdict("unsure", verdicts[pair].said)
    return verdicts


def settled(answers: Iterable[Said]) -> Verdict:
    """One verdict of all answers to a question: the people's common answer, or unsure."""
    last: dict[str, Said] = {}
    for said in sorted(answers, key=lambda said: (said.decided.when, _CAUTION[said.answer])):
        last[person(said.decided.who)] = said
    every = tuple(last.values())
    common = {one.answer for one in every}
    return Verdict(every[0].answer if len(common) == 1 else "unsure", every)


def person(who: str) -> str:
    """A person's name as it tells people apart: whatever its case and spaces."""
    return " ".join(who.casefold().split())


def owners(judgements: Judgements) -> dict[str, str]:
    """Company core → its owner, where all who said one said the same."""
    told: dict[str, dict[str, str]] = defaultdict(dict)
    for family in sorted(judgements.families, key=lambda family: family.decided.when):
        told[core(family.company)][person(family.decided.who)] = family.owner
    return {company: next(iter(by.values())) for company, by in told.items() if len(set(by.values())) == 1}


def awards(judgements: Judgements) -> dict[str, AwardVerdicts]:
    """What people said of each award, by its key."""
    entries: dict[str, list[MakerOf]] = defaultdict(list)
    for entry in judgements.makers:
        entries[entry.award_key].append(entry)
    return {key: _award(of) for key, of in entries.items()}


def _award(entries: list[MakerOf]) -> AwardVerdicts:
    whole = _whole_truths(entries)
    makers = dict.fromkeys(entry.maker for entry in entries if entry.maker)
    return AwardVerdicts(
        whole=bool(whole),
        makers=tuple(_maker(maker, entries, whole) for maker in makers),
        said=tuple(dict.fromkeys(entry.decided for entry in entries)),
    )


def _whole_truths(entries: list[MakerOf]) -> dict[str, list[MakerOf]]:
    """By person, the entries that together tell all of an award's makers."""
    told: dict[str, list[MakerOf]] = defaultdict(list)
    for entry in entries:
        if entry.answer is None:
            told[person(entry.decided.who)].append(entry)
    return dict(told)


def _maker(maker: str, entries: list[MakerOf], whole: dict[str, list[MakerOf]]) -> MakerVerdict:
    about = [entry for entry in entries if entry.maker == maker]
    verdict = settled(_answers(maker, about, whole))
    yes = [entry for entry in about if entry.answer in (None, "yes")]
    if verdict.answer == "yes" and len({(entry.relation, entry.reseller) for entry in yes}) > 1:
        people = {person(entry.decided.who) for entry in yes}
        verdict = Verdict("unsure" if len(people) > 1 else "yes", verdict.said)
    return MakerVerdict((yes or about)[-1], verdict)


def _answers(maker: str, about: list[MakerOf], whole: dict[str, list[MakerOf]]) -> Iterator[Said]:
    """Who told an award's makers and did not tell this one said no to it."""
    for entry in about:
        yield Said(entry.answer or "yes", entry.decided)
    for told in whole.values():
        if all(entry.maker != maker for entry in told):
            yield Said("no", told[-1].decided)
