"""A document goes before the award's own words and after a person; what it overrules is told."""

from undersigned.makers import documented
from undersigned.makers.award import Award, Line
from undersigned.makers.catalogue import Catalogue
from undersigned.makers.decision import Decision
from undersigned.makers.documented import Told

AWARD = Award("A", (Line("T", "SUPPORT", "ACME SUPPLY LLC", "", ""),))
EMPTY = Catalogue({}, {})


class Knowing:
    """Knows no maker; one company holds its own product."""

    catalogue = EMPTY

    def is_held_by(self, award: Award, maker: str) -> bool:
        return award.recipients[0].startswith(maker.upper())


def told(maker: str, relation: str = "", category: str = "") -> Told:
    return Told(maker, "Ledger", relation, category, "supplies it", "«Order» (2031-02-03), page 1")


def test_a_maker_outside_the_catalogue_can_be_named() -> None:
    decision = Decision()
    (found,) = documented.attribute(AWARD, [told("Heron")], [], Knowing(), decision)
    assert (found.maker, found.category, found.reseller, found.shared) == ("Heron", "other", True, False)
    assert (found.evidence, found.transaction_key) == ("supplies it («Order» (2031-02-03), page 1)", "T")
    assert [step.rule for step in decision.steps] == ["document"]


def test_the_maker_itself_is_no_reseller() -> None:
    (found,) = documented.attribute(AWARD, [told("Acme")], [], Knowing(), Decision())
    assert not found.reseller


def test_labour_around_a_product_is_labour() -> None:
    (found,) = documented.attribute(AWARD, [told("Heron", "services_around")], [], Knowing(), Decision())
    assert (found.relation, found.category, found.reseller) == ("services_around", "it_labour", False)


def test_two_makers_share_an_award_and_one_said_twice_does_not() -> None:
    found = documented.attribute(AWARD, [told("Heron"), told("Wader"), told("Heron")], [], Knowing(), Decision())
    assert [(one.maker, one.shared) for one in found] == [("Heron", True), ("Wader", True)]


def test_what_the_rows_name_instead_is_told() -> None:
    decision = Decision()
    documented.attribute(AWARD, [told("Heron", category="biometrics")], ["Heron", "Wader"], Knowing(), decision)
    assert decision.steps[-1].sentence == "the award's own words name Wader; the document goes before them"
