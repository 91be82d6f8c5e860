import pytest

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


def test_a_maker_that_also_resells_is_inferred_where_no_words_name_its_product() -> None:
    both = catalogue(STILT_TOML.replace("[[term]]", 'also_resells = ["Stilt Networks"]\n\n[[term]]', 1))
    (found,) = attributed(line("HYGIENE KITS", STILT), of=both)
    assert (found.maker, found.relation, found.confidence) == ("Stilt", "inferred", "low")
    (named,) = attributed(line("STILT SWITCHES", STILT), of=both)
    assert (named.relation, named.confidence) == ("product", "high")


def test_words_of_administration_alone_need_something_else_that_speaks_of_the_product() -> None:
    closed = award(line("CONTRACT CLOSEOUT", STILT, industry="SATELLITE SERVICES"))
    (decision,) = decide([closed])
    assert [(found.relation, found.confidence) for found in decision.attributions] == [("inferred", "low")]
    assert "administration alone" in decision.steps[0].sentence
    by_industry = attributed(line("CONTRACT CLOSEOUT", STILT, industry="SWITCHGEAR MANUFACTURING"))
    by_another = decide([closed, award(line("STILT SWITCHES"), number="B")])[0].attributions
    by_its_words = attributed(line("CONTRACT CLOSEOUT, SWITCHES", STILT, industry="SATELLITE SERVICES"))
    for found in (by_industry, by_another, by_its_words):
        assert [(each.relation, each.confidence) for each in found] == [("product", "medium")]


def test_labour_that_is_purchased_is_labour() -> None:
    assert attributed(line("PURCHASE OF TRAINING FOR TEN", STILT, "EDUCATION/TRAINING- LECTURES")) == []
    assert attributed(line("PURCHASE OF LICENSES FOR TEN", STILT, "EDUCATION/TRAINING- LECTURES")) != []


@pytest.mark.parametrize(
    "text", ["GENERATOR REPAIR", "CASE TRACKER SOFTWARE DESIGN/DEVELOPMENT", "ENERGY SAVINGS PROJECT"]
)
def test_a_makers_work_is_inferred(text: str) -> None:
    (found,) = attributed(line(text, STILT), line("CONTRACT CLOSEOUT", STILT))
    assert (found.maker, found.relation, found.confidence) == ("Stilt", "inferred", "low")


@pytest.mark.parametrize("text", ["REPAIR PARTS", "PARTS TO REPAIR RADIOS", "PURCHASE AND REPAIR OF TEN", "SWITCHES"])
def test_what_is_bought_for_work_or_with_it_is_a_product(text: str) -> None:
    assert [found.relation for found in attributed(line(text, STILT))] == ["product"]


def test_a_makers_bare_name_beside_work_says_no_more_than_the_recipient() -> None:
    (bare,) = attributed(line("REPAIR OF STILT UNITS", STILT))
    assert (bare.rule, bare.relation, bare.confidence) == ("own product", "inferred", "low")
    (product,) = attributed(line("REPAIR OF PLOVERTRACE UNITS", "PLOVER DATA LLC"))
    assert (product.rule, product.relation) == ("named", "product")
    assert [found.rule for found in attributed(line("STILT UNITS", STILT))] == ["named"]


@pytest.mark.parametrize(
    ("text", "code", "relation"),
    [
        ("WIRELESS SERVICE", "", "product"),
        ("CELLULAR PHONE SERVICES", "", "product"),
        ("CELLULAR PHONES", "", "inferred"),
        ("VEHICLE TELEMATICS", "", "inferred"),
        ("DEOBLIGATION OF FUNDS", "TELECOMMUNICATIONS AND TRANSMISSION", "product"),
        ("DEOBLIGATION OF FUNDS", "HEADSETS", "inferred"),
    ],
)
def test_a_carrier_that_also_resells_sells_its_own_airtime(text: str, code: str, relation: str) -> None:
    carrier = catalogue(STILT_TOML.replace("[[term]]", 'also_resells = ["Stilt Networks"]\n\n[[term]]', 1))
    named = award(line("STILT SIM CARDS"), number="N")
    (found,) = decide([award(line(text, STILT, code)), named], carrier)[0].attributions
    assert found.relation == relation
