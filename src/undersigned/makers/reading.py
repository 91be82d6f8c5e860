"""An award read: which mentions of the catalogue's words are bought, and which its goods only have to do with."""

from collections.abc import Container, Iterator
from dataclasses import dataclass

from undersigned.companies.names import core
from undersigned.makers.award import Award, Line
from undersigned.makers.mentions import Mention, Scanner
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


def read(award: Award, scanner: Scanner, speaking: Container[str] | None = None) -> Reading:
    """Read all lines of an award, or only those whose texts are `speaking`, where that is known."""
    bought: list[Found] = []
    passed_over: list[str] = []
    resellers: set[str] = set()
    for line in award.lines:
        if speaking is not None and line.text not in speaking:
            continue
        if mentions := scanner.mentions(line.text, line.context()):
            for mention, why in _sorted_out(mentions, line):
                if why == RESELLER:
                    resellers.add(mention.maker)
                if why:
                    passed_over.append(f"{mention.words} ({mention.maker}): {why}, in {line.text!r}")
                else:
                    bought.append(Found(mention, line))
    return Reading(tuple(found for found in bought if found.mention.maker not in resellers), tuple(passed_over))


def _sorted_out(mentions: list[Mention], line: Line) -> Iterator[tuple[Mention, str]]:
    """Each mention with the reason to pass it over, or none; `BETWEEN X AND Y` passes over both."""
    tokens = line.folded().split()
    before: Mention | None = None
    for mention in mentions:
        words_before = " ".join(tokens[: mention.start]) + " "
        why = ""
        if rules().named_as_reseller.search(words_before):
            why = RESELLER
        elif rules().only_mentioned.search(words_before) or _joined(before, mention, tokens):
            why = "only mentioned, not bought"
        elif rules().accessories.search(words_before):
            why = "accessories for it, perhaps of another make"
        before = mention if why else before
        if rules().places_after.intersection(tokens[mention.end : mention.end + 1]):
            why = why or "the name of a place"
        yield mention, why


def _joined(before: Mention | None, mention: Mention, tokens: list[str]) -> bool:
    """True where AND or OR, a few words back, joins a mention to one that was passed over."""
    if before is None:
        return False
    between = tokens[before.end : mention.start]
    return len(between) <= 4 and bool({"AND", "OR", "&"} & set(between))
