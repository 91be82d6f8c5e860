"""An attribution: award → maker, with the words that say so."""

from dataclasses import dataclass
from typing import Literal

Relation = Literal["product", "services_around", "inferred"]
"""`product`: the maker's product is bought. `services_around`: labour about somebody's product. `inferred`: no word
of the award names it, only its sisters under one agreement, or a recipient that may sell another's; never in a headline
figure."""
Confidence = Literal["high", "medium", "low"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """One award and one of its makers.

    `evidence` is quoted from the row `transaction_key`; where the recipient itself is the maker and no word says so,
    the quotation is the recipient's name. `rule` names the rule that decided; `shared` marks an award of several
    makers, whose obligation belongs to none of them alone.
    """

    award_key: str
    maker: str
    product: str
    relation: Relation
    reseller: bool
    category: str
    confidence: Confidence
    evidence: str
    transaction_key: str
    rule: str
    shared: bool = False
