"""Pairs of recipient names that nearly are one: what the rules just did not join, found without comparing all.

Names are compared where they share their first eight letters, or their first letter and last ten, or the same words
in another order. A slip of the pen never stands in the first letter here, as in `companies.linking`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from undersigned.companies.linking import name_words
from undersigned.companies.names import core, is_distinctive, starts_with

ALIKE = 90.0
"""Out of 100, by rapidfuzz: cores at least this alike are put before a person."""
MOST_IN_A_BLOCK = 200
"""Names that share a beginning with more others than this share an ordinary phrase."""
_HEAD, _TAIL = 8, 10


@dataclass(frozen=True, slots=True)
class Near:
    """Two recipient names and why they may be one company."""

    name: str
    other: str
    reason: str


def near(names: Iterable[str]) -> Iterator[Near]:
    """The pairs of names with different cores that nearly are one name, each once."""
    by_core: dict[str, str] = {}
    for name in sorted(names):
        by_core.setdefault(core(name), name)
    spelled = {of: name_words(name) for of, name in by_core.items()}
    seen: set[tuple[str, str]] = set()
    for block in _blocks(spelled):
        for one, other in combinations(block, 2):
            if (one, other) not in seen and (reason := _reason(one, other, spelled)):
                seen.add((one, other))
                yield Near(by_core[one], by_core[other], reason)


def _blocks(spelled: dict[str, tuple[str, ...]]) -> Iterator[list[str]]:
    blocks: dict[tuple[str, str], set[str]] = defaultdict(set)
    for of, parts in spelled.items():
        joined = "".join(parts)
        if joined:
            blocks["words", " ".join(sorted(parts))].add(of)
            blocks["head", joined[:_HEAD]].add(of)
            blocks["tail", joined[0] + joined[-_TAIL:]].add(of)
    for _, block in sorted(blocks.items()):
        if 2 <= len(block) <= MOST_IN_A_BLOCK:
            yield sorted(block)


def _reason(one: str, other: str, spelled: dict[str, tuple[str, ...]]) -> str:
    first, second = spelled[one], spelled[other]
    if same := _same_words(first, second):
        return same
    if _digits(one) != _digits(other):
        return ""
    likeness = fuzz.ratio(one, other, score_cutoff=ALIKE)
    if likeness and is_distinctive(one) and is_distinctive(other):
        return f"names {likeness:.0f} % alike by their letters"
    shorter, longer = sorted((one, other), key=len)
    return "one name begins the other" if starts_with(longer, shorter) and is_distinctive(shorter) else ""


def _same_words(first: tuple[str, ...], second: tuple[str, ...]) -> str:
    if first == second:
        return "one name but for abbreviations and small words"
    if "".join(first) == "".join(second):
        return "one spelling but for spaces"
    return "the same words in another order" if sorted(first) == sorted(second) else ""


def _digits(name: str) -> str:
    return "".join(sign for sign in name if sign.isdigit())
