"""Makers outside the catalogue: a recipient whose own name stands in the words as a product's does.

`VOUND INTELLA LICENSES` bought from Vound Colorado Ltd is Vound's own product. The name must be distinctive (its
first word stands in nobody else's awards), the row must speak of a product, the industry must be one that makes or
publishes, and the recipient must not be known to sell other makers' goods. A software publisher that sells software
and names nobody else's sells its own. Otherwise we abstain.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from undersigned.companies.names import core
from undersigned.makers import labour
from undersigned.makers.award import Award, Line
from undersigned.makers.decision import Decision
from undersigned.makers.mentions import whole_or_cut
from undersigned.makers.rules import rules
from undersigned.terms.attribution import Attribution
from undersigned.terms.text import words

FEWEST_LETTERS = 4
FEWEST_OTHERS = 3
SOFTWARE = "SOFTWARE"
NOTHING = "no words of the award name a maker or product that we know"
_FORMS = {"INC", "LLC", "CORP", "CORPORATION", "CO", "COMPANY", "LTD", "LP", "LLP"}


@dataclass(frozen=True, slots=True)
class Sellers:
    """By company core: in how many awards it names which maker.

    `own_words` are the first words of companies' names that stand in no other company's awards; `service_firms` the
    cores of companies most of whose awards buy labour by their codes; `makers_sold` the makers that any award names.
    """

    makers_named: Mapping[str, Counter[str]]
    own_words: Collection[str] = frozenset()
    service_firms: Collection[str] = frozenset()
    makers_sold: Collection[str] = frozenset()

    def mostly_resells(self, company: str, own: str, sisters: Collection[str]) -> bool:
        """True for a maker that sells others' products more than its own, as far as its awards' words tell.

        Brands under the same owner are not others.
        """
        named = self.makers_named.get(company, Counter())
        others = sum(awards for maker, awards in named.items() if maker != own and maker not in sisters)
        return others >= FEWEST_OTHERS and others > named[own]


def attribute(award: Award, sellers: Sellers, decision: Decision) -> list[Attribution]:
    """The recipient as maker where its name says so; else nothing, and why."""
    for line in award.lines:
        if not (_speaks_of_its_own_name(line, sellers) or _publishes(line)):
            continue
        if obstacle := _obstacle(line, sellers):
            decision.note("own name", f"{line.text!r} may be the recipient's own product, but {obstacle}")
            continue
        decision.note(
            "own name",
            f"{line.text!r} is the recipient's own product, by its name or as a software publisher",
        )
        return [_attribution(award, line)]
    if not decision.steps:
        decision.note("nothing", NOTHING)
    return []


def display_name(recipient: str) -> str:
    """A recipient's name as people say it: `VOUND COLORADO, LTD.` becomes `Vound Colorado`."""
    parts = core(recipient).split()
    return " ".join(word if len(word) <= 3 or not word.isalpha() else word.capitalize() for word in parts)


def _speaks_of_its_own_name(line: Line, sellers: Sellers) -> bool:
    """True where the first word of the name stands in the text, as a product's and not as the vendor's address."""
    first = core(line.recipient).split()[0]
    if len(first) < FEWEST_LETTERS or first not in sellers.own_words:
        return False
    tokens = line.folded().split()
    return any(
        token == first
        and (position == 0 or tokens[position - 1] not in rules().vendor_marks)
        and not _FORMS & set(tokens[position + 1 : position + 5])
        for position, token in enumerate(tokens)
    )


def _publishes(line: Line) -> bool:
    """True for a software publisher's sale of software."""
    if not of_publishers(line.industry):
        return False
    return of_software(line.product_service) or SOFTWARE in line.folded().split()


def of_publishers(industry: str) -> bool:
    """True where an industry is that of software publishers."""
    return "SOFTWARE PUBLISHERS" in words(industry)


def of_software(product_service: str) -> bool:
    """True where a product or service code says software."""
    return SOFTWARE in words(product_service).split()


def _obstacle(line: Line, sellers: Sellers) -> str | None:
    """Why a name in the words does not make the recipient the maker."""
    name, code = core(line.recipient), words(line.product_service)
    if rules().reseller_names.search(name):
        return "its name is a reseller's or a service firm's"
    if sellers.makers_named.get(name):
        return "it sells other makers' goods"
    if labour.buys_labour(line):
        return "labour is bought"
    if not rules().making_industries.search(words(line.industry)):
        return "its industry neither makes nor publishes"
    if not (labour.speaks_of_a_product(line) or rules().goods.search(line.folded()) or "SOFTWARE" in code):
        return "no word speaks of a product"
    return None


def _attribution(award: Award, line: Line) -> Attribution:
    software = "SOFTWARE" in words(f"{line.product_service} {line.industry}").split()
    return Attribution(
        award_key=award.key,
        maker=display_name(line.recipient),
        product="",
        relation="product",
        reseller=False,
        category="enterprise_software" if software else "other",
        confidence="medium",
        evidence=whole_or_cut(line.text),
        transaction_key=line.transaction_key,
        rule="own name",
    )
