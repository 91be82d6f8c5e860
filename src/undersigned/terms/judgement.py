"""What a person decided: who, when, why. It always wins and no run overwrites it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decided:
    """Who decided, on which day (ISO), and for what reason."""

    who: str
    when: str
    why: str


@dataclass(frozen=True, slots=True)
class SameCompany:
    """These names are one legal company."""

    names: tuple[str, ...]
    decided: Decided


@dataclass(frozen=True, slots=True)
class DifferentCompany:
    """These names are different companies, whatever they look like."""

    names: tuple[str, ...]
    decided: Decided


@dataclass(frozen=True, slots=True)
class FamilyOf:
    """This company belongs to this owner."""

    company: str
    owner: str
    decided: Decided


@dataclass(frozen=True, slots=True)
class MakerOf:
    """This award's maker; an empty maker says that it cannot be known."""

    award_key: str
    maker: str
    product: str
    relation: str
    category: str
    reseller: bool
    decided: Decided


@dataclass(frozen=True, slots=True)
class Judgements:
    """Everything that people decided about a case."""

    same: tuple[SameCompany, ...] = ()
    different: tuple[DifferentCompany, ...] = ()
    families: tuple[FamilyOf, ...] = ()
    makers: tuple[MakerOf, ...] = ()
