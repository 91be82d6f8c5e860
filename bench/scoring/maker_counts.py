"""Makers: which labelled awards are right, and the shares that follow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bench.scoring.intervals import Share
from bench.scoring.labels import MakerLabel
from undersigned.companies.names import core, starts_with

Guesses = Mapping[str, Sequence[str]]
"""Award key → the makers named for it that count."""


@dataclass(frozen=True, slots=True)
class MakerCounts:
    """The shares of issue 2 over labelled awards; `one_by_one`: precision where each named maker must be right."""

    precision: Share
    recall: Share
    resold: Share
    empty: Share
    one_by_one: Share


def same_maker(one: str, other: str) -> bool:
    """True where two names are one maker's: equal without legal form, or one begins the other by whole words."""
    a, b = core(one), core(other)
    return bool(a and b) and (a == b or starts_with(a, b) or starts_with(b, a))


def is_accepted(label: MakerLabel, maker: str) -> bool:
    """True where a maker named for a product bought is one that the label accepts."""
    return label.relation == "product" and any(same_maker(maker, accepted) for accepted in label.accepted)


def is_right(label: MakerLabel, guess: Sequence[str]) -> bool:
    """True where any of the makers named is among those of the label."""
    return any(is_accepted(label, maker) for maker in guess)


def verdict(label: MakerLabel, guess: Sequence[str]) -> str:
    """What is wrong with a guess, in words; empty where nothing is."""
    if label.relation == "product":
        if is_right(label, guess):
            return ""
        return "another maker named" if guess else "maker not found"
    if not guess:
        return ""
    return "maker named, none can be known" if label.relation == "none" else "product named, labour is bought"


def is_excused(label: MakerLabel, guess: Sequence[str]) -> bool:
    """True where a guess is not what the label says and its note accepts it all the same."""
    if label.relation == "none":
        return bool(guess) and all(any(same_maker(maker, other) for other in label.accepted) for maker in guess)
    return label.relation == "product" and not guess and label.may_be_empty


def count(labels: Iterable[MakerLabel], guesses: Guesses) -> MakerCounts:
    """The shares over labels; an award without an entry in `guesses` is one for which nothing was named."""
    each = [(label, guesses.get(label.award_key, ())) for label in labels]
    products = [(label, guess) for label, guess in each if label.relation == "product"]
    named = [(label, guess) for label, guess in each if guess]
    resold = [(label, guess) for label, guess in products if label.resold]
    unknowable = [guess for label, guess in each if label.relation == "none"]
    return MakerCounts(
        precision=_right(named),
        recall=_right(products),
        resold=_right(resold),
        empty=Share(sum(not guess for guess in unknowable), len(unknowable)),
        one_by_one=Share(
            sum(is_accepted(label, maker) for label, guess in named for maker in guess),
            sum(len(guess) for _, guess in named),
        ),
    )


def _right(each: Sequence[tuple[MakerLabel, Sequence[str]]]) -> Share:
    return Share(sum(is_right(label, guess) for label, guess in each), len(each))
