"""What a person decided: who, when, why. It always wins and no run overwrites it."""

from dataclasses import dataclass
from typing import Literal

Answer = Literal["yes", "no", "unsure"]
"""What a person says to a question. Unsure is an answer too: weak evidence then decides nothing."""


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided, on which day (ISO), and for what reason."""

    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class SameCompany:
    """These names are one legal company, or the answer to whether they are.

    With `others` it speaks of each of `names` beside each of `others`, and of no two on one side.
    """

    names: tuple[str, ...]
    decided: Decided
    others: tuple[str, ...] = ()
    answer: Answer = "yes"


@dataclass(frozen=True, slots=True)
class DifferentCompany:
    """These names are different companies, whatever they look like; `others` as in `SameCompany`."""

    names: tuple[str, ...]
    decided: Decided
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FamilyOf:
    """This company belongs to this owner."""

    company: str
    owner: str
    decided: Decided


@dataclass(frozen=True, slots=True)
class MakerOf:
    """This award's maker; an empty maker says that it cannot be known.

    Without `answer` a person's entries are the whole truth about the award, and the rules are not asked. With it the
    entry speaks of this one maker, and leaves the award's others to the rules.
    """

    award_key: str
    maker: str
    product: str
    relation: str
    category: str
    reseller: bool
    decided: Decided
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Judgements:
    """Everything that people decided about a case."""

    same: tuple[SameCompany, ...] = ()
    different: tuple[DifferentCompany, ...] = ()
    families: tuple[FamilyOf, ...] = ()
    makers: tuple[MakerOf, ...] = ()
