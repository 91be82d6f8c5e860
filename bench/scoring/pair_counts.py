"""Companies and owners: every pair of labelled names is together or apart, rightly or not."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from bench.scoring.intervals import Share, bootstrap
from bench.scoring.labels import LookAlike, NameLabel

Outcome = Literal["together", "merged", "split"]
"""`together`: rightly. `merged`: put together wrongly. `split`: kept apart wrongly. Rightly apart is not counted."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two labelled names that belong together or were put together."""

    first: NameLabel
    second: NameLabel
    outcome: Outcome


def pairs(labels: Sequence[NameLabel], of: Literal["company", "family"], found: Mapping[str, str]) -> list[Pair]:
    """Every pair of labels whose names `found` (name → group) has, but for those that are rightly apart."""
    known = [label for label in labels if label.name in found]
    outcomes = {(True, True): "together", (False, True): "merged", (True, False): "split"}
    kept = []
    for first, second in combinations(known, 2):
        wanted = getattr(first, of) == getattr(second, of)
        outcome = outcomes.get((wanted, found[first.name] == found[second.name]))
        if outcome:
            kept.append(Pair(first, second, outcome))  # type: ignore[arg-type]
    return kept


def f1(counted: Sequence[Pair], drawn: Mapping[str, int] | None = None) -> float | None:
    """The harmonic mean of precision and recall over pairs; None where no pair counts.

    `drawn` says how often each labelled family is in a resample: a pair within one counts that often, a pair between
    two as often as their copies meet.
    """
    weight = {"together": 0, "merged": 0, "split": 0}
    for pair in counted:
        weight[pair.outcome] += _weight(pair, drawn)
    together, wrong = weight["together"], weight["merged"] + weight["split"]
    return 2 * together / (2 * together + wrong) if together or wrong else None


def f1_interval(counted: Sequence[Pair], labels: Sequence[NameLabel]) -> tuple[float, float] | None:
    """The 95 % interval of F1 by drawing labelled families; names of one family are not independent."""
    return bootstrap(sorted({label.family for label in labels}), lambda drawn: f1(counted, drawn))


def merged_look_alikes(labels: Sequence[LookAlike], found: Mapping[str, tuple[str, str]]) -> list[LookAlike]:
    """Look-alikes that were given one company or one owner (`found`: name → company, family)."""
    return [
        pair
        for pair in present(labels, found)
        if any(one == other for one, other in zip(found[pair.first], found[pair.second], strict=True))
    ]


def present(labels: Sequence[LookAlike], found: Mapping[str, object]) -> list[LookAlike]:
    """Look-alikes of which both names are in the data."""
    return [pair for pair in labels if pair.first in found and pair.second in found]


def look_alikes_share(labels: Sequence[LookAlike], found: Mapping[str, tuple[str, str]]) -> Share:
    """How many of the look-alikes in the data were merged."""
    return Share(len(merged_look_alikes(labels, found)), len(present(labels, found)))


def _weight(pair: Pair, drawn: Mapping[str, int] | None) -> int:
    if drawn is None:
        return 1
    first, second = drawn.get(pair.first.family, 0), drawn.get(pair.second.family, 0)
    return first if pair.first.family == pair.second.family else first * second
