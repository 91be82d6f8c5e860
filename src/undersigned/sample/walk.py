"""Arithmetic that gives each place of a slice its amount and its award, both ways, without memory.

A slice is what one fetch of one agency-year returns: rows from the largest amount down. Place *i*
has an amount from a falling curve; a walk with a stride that has no divisor in common with the
count deals awards over the places, so that any row can be made alone.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from math import exp, gcd

from undersigned.sample.dice import dice

# Lines an award has, for a hundred awards: 22 awards in 100 lines.
_SIZES = [1] * 40 + [2] * 18 + [3] * 12 + [4] * 9 + [6] * 7 + [9] * 5 + [14] * 4 + [22] * 3 + [48] * 2
dice("sizes").shuffle(_SIZES)
SIZES = tuple(_SIZES)
LINES = sum(SIZES)
STEPS = tuple((at, step) for at, size in enumerate(SIZES) for step in range(1, size))
FIRST_STEP = tuple(sum(SIZES[:at]) - at for at in range(len(SIZES)))


def stride(count: int) -> int:
    """A step near the golden ratio of `count` that visits every place once."""
    step = max(1, count * 618 // 1000)
    while gcd(step, count) != 1:
        step += 1
    return step


@dataclass(frozen=True)
class Walk:
    """`count` places, falling amounts in whole cents; `stopped`: no negative ones."""

    count: int
    seed: int
    stopped: bool = False

    @cached_property
    def awards(self) -> int:
        """How many awards begin in this slice."""
        blocks, rest = divmod(self.count, LINES)
        begun, reached = 0, 0
        while reached < rest:
            reached += SIZES[begun]
            begun += 1
        return blocks * len(SIZES) + begun

    @cached_property
    def steps(self) -> int:
        """How many lines are modifications."""
        return self.count - self.awards

    @cached_property
    def strides(self) -> tuple[int, int]:
        """The steps with which awards, and modifications, are dealt."""
        return stride(self.awards), stride(self.steps)

    @cached_property
    def positive(self) -> int:
        """The first place whose amount is zero."""
        return max(self.awards, self.count * (75 if self.stopped else 62) // 100)

    @cached_property
    def zero(self) -> int:
        """The first place whose amount is negative."""
        return self.count if self.stopped else max(self.positive, self.count * 80 // 100)

    def cents(self, place: int) -> int:
        """The amount at a place, never more than at the place before."""
        if place < self.positive:
            return int(exp(8.5 + 14.0 * (1.0 - place / self.positive) ** 1.4))
        if place < self.zero:
            return 0
        return -int(exp(7.0 + 13.0 * ((place - self.zero) / (self.count - self.zero)) ** 2))

    def place_of_amount(self, cents: int) -> int:
        """The place before which a row with this amount belongs."""
        return bisect_left(range(self.count), -cents, key=lambda place: -self.cents(place))

    def deal(self, place: int) -> tuple[int, int]:
        """The award at a place and the step of its history: 0 for the award itself."""
        before = place * self.awards // self.positive
        if place < self.positive:
            if (place + 1) * self.awards // self.positive > before:
                return (before * self.strides[0] + self.seed) % self.awards, 0
            turn = place - before
        else:
            turn = place - self.awards
        block, at = divmod((turn * self.strides[1] + self.seed) % self.steps, len(STEPS))
        award, step = STEPS[at]
        return block * len(SIZES) + award, step

    def places(self, award: int) -> list[tuple[int, int]]:
        """Every (step, place) of an award, oldest first."""
        back = pow(self.strides[0], -1, self.awards) if self.awards > 1 else 0
        turn = (award - self.seed) * back % self.awards
        found = [(0, -(-(turn + 1) * self.positive // self.awards) - 1)]
        block, at = divmod(award, len(SIZES))
        first = block * len(STEPS) + FIRST_STEP[at]
        known = min(SIZES[at] - 1, self.steps - first)
        return found + [(step + 1, self._place_of_step(first + step)) for step in range(known)]

    def _place_of_step(self, dealt: int) -> int:
        back = pow(self.strides[1], -1, self.steps) if self.steps > 1 else 0
        turn = (dealt - self.seed) * back % self.steps
        if turn >= self.positive - self.awards:
            return turn + self.awards
        return bisect_left(
            range(self.positive),
            turn + 1,
            key=lambda place: place + 1 - (place + 1) * self.awards // self.positive,
        )
