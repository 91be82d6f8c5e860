from tests.makers.invented import STILT as STILT_TOML
from tests.makers.invented import attributed, award, catalogue, decide, line

STILT = "STILT NETWORKS, INC."
SUPPORT = "SUPPORT- PROFESSIONAL: OTHER"


def test_a_maker_without_words_sells_its_own() -> None:
    (found,) = attributed(line("TEN UNITS", STILT))
    assert (found.maker, found.rule, found.confidence, found.reseller) == ("Stilt", "own product", "medium", False)
    assert (found.evidence, found.category) == (STILT, "network_hardware")


def test_the_evidence_is_the_row_of_the_maker_when_another_was_paid_first() -> None:
    (found,) = attributed(
        line("UNITS", "OLDER HOLDER LLC", transaction_key="T1"), line("", STILT, transaction_key="T2")
    )
    assert (found.evidence, found.transaction_key) == (STILT, "T2")


def test_a_makers_labour_is_not_its_product() -> None:
    (decision,) = decide([award(line("STAFF AUGMENTATION", STILT))])
    assert decision.attributions == []
    assert "labour is bought" in decision.steps[0].sentence


def test_a_code_of_labour_alone_is_enough_when_the_maker_holds_the_award() -> None:
    assert attributed(line("OPTION YEAR TWO", STILT, SUPPORT)) == []
    assert attributed(line("OPTION YEAR TWO", STILT, "ADP EQUIPMENT")) != []


def test_goods_and_licences_outweigh_a_code_of_labour() -> None:
    assert attributed(line("TEN RADIOS", STILT, SUPPORT)) != []
    assert attributed(line("LICENSES", STILT, SUPPORT)) != []


def test_a_carriers_service_is_its_product_whatever_the_code() -> None:
    assert attributed(line("SERVICE FOR ONE YEAR", STILT, SUPPORT, "WIRELESS TELECOMMUNICATIONS CARRIERS")) != []


def test_one_row_that_is_no_labour_is_enough() -> None:
    assert attributed(line("STAFF AUGMENTATION", STILT), line("TEN UNITS", STILT)) != []


def test_a_silent_maker_that_mostly_sells_others_products_is_left_empty() -> None:
    sold = [award(line("KESTRELCLOUD LICENSES", STILT), number=f"K{number}") for number in range(3)]
    silent = award(line("TEN UNITS", STILT), number="S")
    assert decide([silent, *sold[:2]])[0].attributions != []
    (decision, *_) = decide([silent, *sold])
    assert decision.attributions == []
    assert "sells other makers' products more than its own" in decision.steps[0].sentence


def test_a_maker_that_names_its_own_as_often_keeps_its_silent_awards() -> None:
    sold = [award(line("KESTRELCLOUD LICENSES", STILT), number=f"K{number}") for number in range(3)]
    own = [award(line("STILT SWITCHES", STILT), number=f"O{number}") for number in range(3)]
    assert decide([award(line("TEN UNITS", STILT), number="S"), *sold, *own])[0].attributions != []


def test_brands_under_one_owner_are_not_others() -> None:
    known = catalogue(STILT_TOML, STILT_TOML.replace("Stilt", "Dunlin").replace("STILT", "DUNLIN"))
    sold = [award(line("DUNLIN LICENSES", STILT), number=f"D{number}") for number in range(3)]
    assert decide([award(line("TEN UNITS", STILT), number="S"), *sold], known)[0].attributions != []
