"""Labour told from products: what the row's words say, and its code where the words leave room."""

from functools import cache

from undersigned.makers.award import Line
from undersigned.makers.mentions import Mention
from undersigned.makers.rules import administration, rules
from undersigned.terms.text import words


def buys_labour(line: Line) -> bool:
    """True where the row buys people's work: its words say so, or its code does and its words do not gainsay it."""
    if speaks_of_a_product(line):
        return False
    text = line.folded()
    if rules().labour.search(text):
        return True
    return has_labour_code(line) and rules().labour_with_code.search(text) is not None


def buys_labour_of_a_maker(line: Line) -> bool:
    """The same where a maker itself holds the award and no words name its product: then a code of labour is enough.

    A carrier's or publisher's service is its product, whatever the code; that labour is PURCHASED makes it no product.
    """
    if rules().service_is_the_product.search(words(line.industry)):
        return False
    text = line.folded()
    if rules().product.search(text) or rules().goods.search(text):
        return False
    if has_labour_code(line):
        return True
    return rules().labour.search(text) is not None and rules().acts.search(text) is None


def buys_upkeep(line: Line) -> bool:
    """True where somebody other than the maker is paid to keep up or install what is named."""
    return (
        rules().upkeep_codes.search(words(line.product_service)) is not None
        and rules().upkeep_industries.search(words(line.industry)) is not None
        and not speaks_of_a_product(line)
    )


def is_work(line: Line) -> bool:
    """True where the words speak of work, even a maker's, and of nothing that is bought: GENERATOR REPAIR."""
    return rules().work.search(line.folded()) is not None and not speaks_of_a_product(line)


def sells_airtime(line: Line) -> bool:
    """True where a row speaks of what a carrier sells of its own, and not of the devices of others."""
    return rules().airtime.search(f"{line.folded()} | {words(line.product_service)}") is not None


def is_around_the_product(line: Line, service_firm: bool) -> bool:
    """True where somebody other than the maker sells labour about what is named.

    A firm most of whose awards are labour sells labour here too, unless words such as LICENSES say otherwise.
    """
    return buys_labour(line) or buys_upkeep(line) or (service_firm and not speaks_of_a_product(line))


def is_around_the_mention(line: Line, mention: Mention, service_firm: bool) -> bool:
    """The same, but the words next to the name come first: EXISTING before it, or AND SUPPORT SERVICES after it."""
    tokens = line.folded().split()
    if rules().worked_on.search(" ".join(tokens[: mention.start]) + " "):
        return True
    if rules().comes_with_it.search(" ".join(tokens[mention.end :])):
        return False
    return is_around_the_product(line, service_firm)


def speaks_of_a_product(line: Line) -> bool:
    """True where words such as LICENSES or PURCHASE say that a thing is bought."""
    text = line.folded()
    return rules().product.search(text) is not None or rules().acts.search(text) is not None


def has_labour_code(line: Line) -> bool:
    """True where the line's product or service code says that labour is bought."""
    return is_labour_code(line.product_service)


@cache
def is_labour_code(product_service: str) -> bool:
    """True where a product or service code says that labour is bought."""
    return rules().labour_codes.search(words(product_service)) is not None


def is_only_administration(line: Line) -> bool:
    """True where a text speaks of the order and of nothing that is ordered: CONTRACT CLOSEOUT."""
    tokens = line.folded().split()
    known = administration()
    return not known.isdisjoint(tokens) and all(
        len(token) == 1 or not token.isalpha() or token in known for token in tokens
    )


def makes(line: Line) -> bool:
    """True where the industry's words say that the recipient makes or publishes what it sells."""
    return rules().making_industries.search(words(line.industry)) is not None
