"""An award read: which mentions of the catalogue's words are bought, and which its goods only have to do with."""

from collections.abc import Iterator
from dataclasses import dataclass

from undersigned.companies.names import core
from undersigned.makers.award import Award, Line
from undersigned.makers.mentions import Mention, Spelt, counted
from undersigned.makers.rules import rules

RESELLER = "named as the reseller"


@dataclass(frozen=True, slots=True)
class Found:
    """A counted mention and the line in which it stands."""

    mention: Mention
    line: Line


@dataclass(frozen=True, slots=True)
class Reading:
    """The mentions of what is bought, and the sentences about those that were passed over."""

    bought: tuple[Found, ...]
    passed_over: tuple[str, ...]

    def sold(self) -> set[tuple[str, str]]:
        """Which company's rows name which maker, once an award; a company by its name's core."""
        return {(core(found.line.recipient), found.mention.maker) for found in self.bought}


def read(award: Award, spelt: Spelt) -> Reading:
    """Read an award's lines, by what its texts spell of the catalogue."""
    bought: list[Found] = []
    passed_over: list[str] = []
    resellers: set[str] = set()
    for line in award.lines:
        if line.text not in spelt:
            continue
        for mention, why in _sorted_out(counted(spelt[line.text], line.context()), line):
            if why == RESELLER:
                resellers.add(mention.maker)
            if why:
                passed_over.append(f"{mention.words} ({mention.maker}): {why}, in {line.text!r}")
            else:
                bought.append(Found(mention, line))
    return Reading(tuple(found for found in bought if found.mention.maker not in resellers), tuple(passed_over))


def _sorted_out(mentions: list[Mention], line: Line) -> Iterator[tuple[Mention, str]]:
    """Each mention with the reason to pass it over, or none; `BETWEEN X AND Y` passes over both."""
    text = line.folded()
    tokens = text.split()
    against = any(phrases.may_stand_in(text) for phrases in rules().before_a_name)
    before: Mention | None = None
    for mention in mentions:
        why = _why_not(mention, before, tokens) if against else ""
        before = mention if why else before
        if rules().places_after.intersection(tokens[mention.end : mention.end + 1]):
            why = why or "the name of a place"
        yield mention, why


def _why_not(mention: Mention, before: Mention | None, tokens: list[str]) -> str:
    """What the words before a mention have against it, or nothing."""
    words_before = " ".join(tokens[: mention.start]) + " "
    if rules().named_as_reseller.search(words_before):
        return RESELLER
    if rules().only_mentioned.search(words_before) or _joined(before, mention, tokens):
        return "only mentioned, not bought"
    if rules().accessories.search(words_before):
        return "accessories for it, perhaps of another make"
    return ""


def _joined(before: Mention | None, mention: Mention, tokens: list[str]) -> bool:
    """True where AND or OR, a few words back, joins a mention to one that was passed over."""
    if before is None:
        return False
    between = tokens[before.end : mention.start]
    return len(between) <= 4 and bool({"AND", "OR", "&"} & set(between))
