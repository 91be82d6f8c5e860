import pytest

from tests.makers.invented import attributed, award, catalogue, decide, line, makers


def test_named_words_give_maker_product_category_and_the_quoted_row() -> None:
    (found,) = attributed(line("ANNUAL RENEWAL", transaction_key="T1"), line("Plovertrace seats", transaction_key="T2"))
    assert (found.maker, found.product, found.category) == ("Plover Data", "Plovertrace", "data_broker")
    assert (found.evidence, found.transaction_key, found.rule) == ("Plovertrace seats", "T2", "named")
    assert (found.relation, found.reseller, found.confidence, found.shared) == ("product", True, "high", False)


def test_words_that_need_a_neighbour_are_less_sure() -> None:
    (found,) = attributed(line("PERCH EXTRACTION LICENSES"))
    assert (found.product, found.confidence) == ("Perch", "medium")


def test_the_category_is_of_what_the_words_name_and_not_of_what_the_maker_also_sells() -> None:
    (found,) = attributed(line("KESTRELCLOUD PERCH LICENSES"))
    assert (found.maker, found.product, found.category) == ("Kestrelcloud", "Perch", "device_forensics")


def test_a_funding_only_modification_takes_the_maker_from_its_sister_row() -> None:
    (found,) = attributed(
        line("FUNDING ONLY", transaction_key="P00001"), line("KESTRELCLOUD HOSTING", transaction_key="0")
    )
    assert (found.maker, found.transaction_key) == ("Kestrelcloud", "0")


def test_several_makers_are_shared_and_none_is_preferred() -> None:
    found = attributed(line("STILT SWITCHES"), line("PLOVERTRACE SEATS"))
    assert makers(found) == ["Plover Data", "Stilt"]
    assert [one.shared for one in found] == [True, True]


def test_a_maker_that_sells_its_product_with_others_keeps_the_award() -> None:
    (decision,) = decide([award(line("STILT SWITCHES WITH KESTRELCLOUD LICENSES", "STILT NETWORKS INC."))])
    assert [(one.maker, one.reseller, one.shared) for one in decision.attributions] == [("Stilt", False, False)]
    assert "Kestrelcloud is what it goes with" in decision.steps[0].sentence


def test_a_maker_that_holds_an_award_naming_only_another_resells_it() -> None:
    (found,) = attributed(line("KESTRELCLOUD LICENSES", "STILT NETWORKS INC."))
    assert (found.maker, found.reseller) == ("Kestrelcloud", True)


def test_a_company_of_the_makers_family_is_no_reseller() -> None:
    one = award(line("STILT SWITCHES", "AVOCET FEDERAL LLC"))
    (alone,) = decide([one])[0].attributions
    (in_family,) = decide([one], families={"AVOCET FEDERAL LLC": "Avocet Holdings"})[0].attributions
    assert (alone.reseller, in_family.reseller) == (True, False)


def test_a_company_that_bears_the_makers_whole_name_is_no_reseller() -> None:
    (found,) = attributed(line("PLOVERTRACE SEATS", "PLOVER DATA FEDERAL, INC."))
    assert found.reseller is False


@pytest.mark.parametrize(
    "text",
    [
        "CARTS COMPATIBLE WITH STILT",
        "CABLES BETWEEN STILT AND KESTRELCLOUD",
        "TO REPLACE THE EXISTING STILT",
        "RACKS EQUIVALENT TO STILT",
    ],
)
def test_what_the_goods_only_work_with_is_not_bought(text: str) -> None:
    (decision,) = decide([award(line(text))])
    assert decision.attributions == []
    assert {step.rule for step in decision.steps} == {"not counted"}
    assert "only mentioned, not bought" in decision.steps[0].sentence


def test_accessories_for_a_product_are_perhaps_of_another_make() -> None:
    (decision,) = decide([award(line("BATTERIES FOR STILT"))])
    assert decision.attributions == []
    assert "perhaps of another make" in decision.steps[0].sentence


def test_what_is_bought_counts_beside_what_is_only_mentioned() -> None:
    assert makers(attributed(line("STILT SWITCHES TO INTERFACE WITH KESTRELCLOUD"))) == ["Stilt"]


def test_an_award_without_words_stays_empty_and_says_why() -> None:
    (decision,) = decide([award(line("OFFICE CHAIRS"))])
    assert decision.attributions == []
    assert [step.rule for step in decision.steps] == ["nothing"]


def test_a_company_whose_awards_are_mostly_labour_sells_labour_around_a_product() -> None:
    support = "SUPPORT- PROFESSIONAL: OTHER"
    awards = [
        award(line("WORK ON KESTRELCLOUD", code="ADP EQUIPMENT"), number="A1"),
        award(line("KESTRELCLOUD LICENSES", code="ADP EQUIPMENT"), number="A2"),
        *(award(line("HELP", code=support), number=f"B{number}") for number in range(3)),
    ]
    firm, licences, *_ = decide(awards)
    assert [one.relation for one in firm.attributions] == ["services_around"]
    assert [one.relation for one in licences.attributions] == ["product"]
    alone = decide(awards[:2])[0]
    assert [one.relation for one in alone.attributions] == ["product"]


def test_decisions_do_not_depend_on_the_order_of_awards() -> None:
    awards = [
        award(line("STILT SWITCHES", "STILT NETWORKS"), number="A1"),
        award(line("WADERS LICENSES", "WADERS INC", industry="SOFTWARE PUBLISHERS"), number="A2"),
        award(line("PLOVER SEATS"), number="A3"),
    ]
    assert decide(awards, catalogue()) == list(reversed(decide(awards[::-1], catalogue())))


def test_a_name_before_a_road_is_a_place_and_takes_no_other_name_with_it() -> None:
    (decision,) = decide([award(line("KESTRELCLOUD ROAD AND STILT SWITCHES"))])
    assert makers(decision.attributions) == ["Stilt"]
    assert "the name of a place" in decision.steps[0].sentence


def test_a_name_that_a_later_text_calls_the_resellers_is_the_vendors_in_the_whole_award() -> None:
    (found,) = attributed(
        line("STILT", "STILT NETWORKS, INC."),
        line("CORRECT MANUFACTURER NAME, KESTRELCLOUD, VS. THE RESELLER NAME, STILT", "STILT NETWORKS, INC."),
    )
    assert (found.maker, found.reseller) == ("Kestrelcloud", True)
