"""What is inferred without words: orders under one agreement whose sisters all name one maker.

Marked `inferred` with low confidence and kept out of every headline figure.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from undersigned.companies.names import core
from undersigned.makers.award import Award
from undersigned.makers.decision import Decision
from undersigned.terms.attribution import Attribution

FEWEST_SISTERS = 3
"""Orders that must name the maker before a silent one is inferred; and never more silent ones than naming ones."""


def infer(awards: Sequence[Award], decisions: dict[str, Decision], judged: Collection[str]) -> None:
    """Add inferred attributions to the decisions of silent orders."""
    orders_of: dict[tuple[str, str], list[Award]] = defaultdict(list)
    for award in awards:
        if agreement := award.agreement():
            orders_of[agreement, core(award.recipients[0])].append(award)
    for (agreement, _), orders in orders_of.items():
        told = [decisions[order.key].attributions for order in orders]
        products = [
            found[0]
            for found in told
            if len(found) == 1 and found[0].rule == "named" and found[0].relation == "product"
        ]
        named_otherwise = any(found and found[0] not in products for found in told)
        silent = [order for order in orders if _is_silent(decisions[order.key]) and order.key not in judged]
        one_maker = len({found.maker for found in products}) == 1 and not named_otherwise
        if one_maker and len(products) >= max(FEWEST_SISTERS, len(silent)):
            for order in silent:
                _infer(order, products[0], agreement, decisions[order.key])


def _is_silent(decision: Decision) -> bool:
    """No attribution, and no rule saw a word that speaks against one."""
    return not decision.attributions and all(step.rule == "nothing" for step in decision.steps)


def _infer(order: Award, sister: Attribution, agreement: str, decision: Decision) -> None:
    evidence = f"other orders under agreement {agreement}: {sister.evidence}"
    decision.attributions = [
        Attribution(
            award_key=order.key,
            maker=sister.maker,
            product="",
            relation="inferred",
            reseller=sister.reseller,
            category=sister.category,
            confidence="low",
            evidence=evidence,
            transaction_key=sister.transaction_key,
            rule="sisters",
        )
    ]
    decision.note("sisters", f"no words name a maker; the other orders under agreement {agreement} name {sister.maker}")
