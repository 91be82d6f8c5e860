"""How sure a measured share is: Wilson's interval, and resampling where no formula holds."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

Z = 1.959964
"""Standard deviations that hold 95 % of a normal distribution."""
SEED = 20210930
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Share:
    """So many hits of so many; without any case there is no value."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        """The share itself."""
        return self.hits / self.of if self.of else None

    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval (E. B. Wilson, Journal of the American Statistical Association 22, 1927)."""
        if not self.of:
            return None
        share, spread = self.hits / self.of, Z * Z / self.of
        centre = share + spread / 2
        half = Z * math.sqrt(share * (1 - share) / self.of + spread / (4 * self.of))
        return max(0.0, (centre - half) / (1 + spread)), min(1.0, (centre + half) / (1 + spread))


def bootstrap(units: Sequence[str], statistic: Callable[[dict[str, int]], float | None]) -> tuple[float, float] | None:
    """The middle 95 % of a statistic over resampled units; the seed is fixed, so it is the same in every run.

    `statistic` gets how often each unit was drawn; a draw for which it has no value is left out.
    """
    dice = Random(SEED)  # noqa: S311 (resampling, no secret)
    values: list[float] = []
    for _ in range(RESAMPLES if units else 0):
        drawn: dict[str, int] = {}
        for unit in dice.choices(units, k=len(units)):
            drawn[unit] = drawn.get(unit, 0) + 1
        if (value := statistic(drawn)) is not None:
            values.append(value)
    if not values:
        return None
    values.sort()
    last = len(values) - 1
    return values[round(0.025 * last)], values[round(0.975 * last)]
