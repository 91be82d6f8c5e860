"""Labour told from products: what the row's words say, and its code where the words leave room."""

from undersigned.makers.award import Line
from undersigned.makers.rules import rules
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

    A carrier's or publisher's service is its product, whatever the code.
    """
    if rules().service_is_the_product.search(words(line.industry)):
        return False
    if speaks_of_a_product(line) or rules().goods.search(line.folded()):
        return False
    return rules().labour.search(line.folded()) is not None or has_labour_code(line)


def buys_upkeep(line: Line) -> bool:
    """True where somebody other than the maker is paid to keep up or install what is named."""
    return (
        rules().upkeep_codes.search(words(line.product_service)) is not None
        and rules().upkeep_industries.search(words(line.industry)) is not None
        and not speaks_of_a_product(line)
    )


def is_around_the_product(line: Line, service_firm: bool) -> bool:
    """True where somebody other than the maker sells labour about what is named.

    A firm most of whose awards are labour sells labour here too, unless words such as LICENSES say otherwise.
    """
    return buys_labour(line) or buys_upkeep(line) or (service_firm and not speaks_of_a_product(line))


def speaks_of_a_product(line: Line) -> bool:
    """True where words such as LICENSES or PURCHASE say that a thing is bought."""
    return rules().product.search(line.folded()) is not None


def has_labour_code(line: Line) -> bool:
    """True where the product or service code says that labour is bought."""
    return rules().labour_codes.search(words(line.product_service)) is not None
