import pytest

from tests.makers.invented import attributed, award, decide, line
from undersigned.makers.own_name import display_name

MAKES = "ALL OTHER ELECTRONIC EQUIPMENT MANUFACTURING"
PUBLISHES = "SOFTWARE PUBLISHERS"


def test_a_recipients_own_distinctive_name_in_the_words_is_its_product() -> None:
    (found,) = attributed(line("GODWIT SCANNER UNITS", "GODWIT INSTRUMENTS, LLC", industry=MAKES))
    assert (found.maker, found.rule, found.confidence, found.reseller) == (
        "Godwit Instruments",
        "own name",
        "medium",
        False,
    )
    assert (found.evidence, found.category) == ("GODWIT SCANNER UNITS", "other")


def test_a_software_publisher_that_sells_software_sells_its_own() -> None:
    (found,) = attributed(line("ANALYSIS SOFTWARE", "GODWIT INSTRUMENTS, LLC", industry=PUBLISHES))
    assert (found.maker, found.category) == ("Godwit Instruments", "enterprise_software")


@pytest.mark.parametrize(
    ("text", "recipient", "code", "industry", "said"),
    [
        ("GODWIT UNITS", "GODWIT SUPPLY LLC", "", MAKES, "its name is a reseller's or a service firm's"),
        ("GODWIT SUPPORT SERVICES", "GODWIT LLC", "", MAKES, "labour is bought"),
        ("GODWIT UNITS", "GODWIT LLC", "", "SECURITY GUARDS", "its industry neither makes nor publishes"),
        ("GODWIT FENCES", "GODWIT LLC", "", MAKES, "no word speaks of a product"),
    ],
)
def test_each_obstacle_is_said(text: str, recipient: str, code: str, industry: str, said: str) -> None:
    (decision,) = decide([award(line(text, recipient, code, industry))])
    assert decision.attributions == []
    assert [step.sentence for step in decision.steps] == [f"{text!r} may be the recipient's own product, but {said}"]


def test_who_sells_other_makers_goods_is_not_taken_for_a_maker() -> None:
    own = award(line("GODWIT UNITS", "GODWIT LLC", industry=MAKES), number="A1")
    other = award(line("STILT SWITCHES", "GODWIT LLC", industry=MAKES), number="A2")
    assert decide([own])[0].attributions != []
    decision = decide([own, other])[0]
    assert decision.attributions == []
    assert "it sells other makers' goods" in decision.steps[0].sentence


def test_a_word_that_stands_in_others_awards_is_not_distinctive() -> None:
    own = award(line("GODWIT UNITS", "GODWIT LLC", industry=MAKES), number="A1")
    elsewhere = award(line("PHOTOGRAPHS OF A GODWIT", "FOUR MEADOWS LLC"), number="A2")
    decision = decide([own, elsewhere])[0]
    assert decision.attributions == []
    assert [step.rule for step in decision.steps] == ["nothing"]


@pytest.mark.parametrize(
    "text", ["UNITS AWARDED TO GODWIT", "UNITS BY GODWIT", "PURCHASE ORDER, GODWIT INC", "UNITS, GODWIT BAY LLC"]
)
def test_the_vendors_address_is_not_a_product(text: str) -> None:
    assert attributed(line(text, "GODWIT LLC", industry=MAKES)) == []


def test_a_name_of_three_letters_is_too_short() -> None:
    assert attributed(line("AUK UNITS", "AUK LLC", industry=MAKES)) == []


def test_a_later_row_may_say_what_the_first_does_not() -> None:
    (found,) = attributed(
        line("FUNDING ONLY", "GODWIT LLC", industry=MAKES, transaction_key="T1"),
        line("GODWIT UNITS", "GODWIT LLC", industry=MAKES, transaction_key="T2"),
    )
    assert found.transaction_key == "T2"


@pytest.mark.parametrize("recipient", ["鹬仪器有限公司", "???", "«Кулик»"])
def test_a_recipient_without_a_latin_letter_is_no_stumbling_block(recipient: str) -> None:
    assert attributed(line("TEN UNITS", recipient, industry=MAKES)) == []


def test_a_maker_is_written_as_people_say_it() -> None:
    assert display_name("GODWIT COLORADO, LTD.") == "Godwit Colorado"
    assert display_name("THE ABC GODWIT2 INC") == "ABC GODWIT2"
