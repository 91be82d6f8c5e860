"""What an attached document says of an award: whose product it buys, in words that no row has.

After a person's judgement and before the award's own words: somebody found the document because the rows were silent or
wrong. What the rows name instead is told, never dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from undersigned.makers.award import Award
from undersigned.makers.catalogue import Catalogue
from undersigned.makers.decision import Decision
from undersigned.terms.attribution import Attribution, Relation

RULE = "document"


@dataclass(frozen=True, slots=True)
class Told:
    """One maker that a document names for an award; `place` says where: title, day and page, in English."""

    maker: str
    product: str
    relation: str
    category: str
    words: str
    place: str


class Knowing(Protocol):
    """What the rule has to know of makers."""

    catalogue: Catalogue

    def is_held_by(self, award: Award, maker: str) -> bool:
        """True where the recipient is the maker."""


def attribute(
    award: Award, told: Sequence[Told], named: Sequence[str], knowing: Knowing, decision: Decision
) -> list[Attribution]:
    """The attributions that documents carry, one a maker; what was said first of a maker stands.

    `named` are the makers that the award's own words name.
    """
    by_maker: dict[str, Told] = {}
    for found in told:
        by_maker.setdefault(found.maker, found)
        decision.note(RULE, f"{found.place} says whose product it is, {found.maker}'s: “{found.words}”")
    if others := [maker for maker in named if maker not in by_maker]:
        decision.note(RULE, f"the award's own words name {', '.join(others)}; the document goes before them")
    return [_attribution(award, found, knowing, shared=len(by_maker) > 1) for found in by_maker.values()]


def _attribution(award: Award, found: Told, knowing: Knowing, *, shared: bool) -> Attribution:
    around = found.relation == "services_around"
    relation: Relation = "services_around" if around else "product"
    known = knowing.catalogue.makers.get(found.maker)
    category = found.category or ("it_labour" if around else known.category if known else "other")
    return Attribution(
        award_key=award.key,
        maker=found.maker,
        product=found.product,
        relation=relation,
        reseller=not around and not knowing.is_held_by(award, found.maker),
        category=category,
        confidence="medium",
        evidence=f"{found.words} ({found.place})",
        transaction_key=award.lines[0].transaction_key,
        rule=RULE,
        shared=shared,
    )
