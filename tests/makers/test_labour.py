import pytest

from tests.makers.invented import line
from undersigned.makers import labour

SUPPORT = "SUPPORT- PROFESSIONAL: OTHER"
LABOR = "IT AND TELECOM - HELP DESK SUPPORT SERVICES (LABOR)"


@pytest.mark.parametrize("text", ["Staff augmentation", "PROGRAM-MANAGEMENT", "HELP DESK FOR KESTRELCLOUD"])
def test_words_of_labour_say_that_labour_is_bought(text: str) -> None:
    assert labour.buys_labour(line(text))


@pytest.mark.parametrize("text", ["STAFF AUGMENTATION LICENSES", "PURCHASE OF HELP DESK TOOLS", "HELP DESK SAAS"])
def test_words_of_a_product_outweigh_words_of_labour(text: str) -> None:
    assert not labour.buys_labour(line(text))


def test_words_are_whole_words() -> None:
    assert not labour.buys_labour(line("LABORATORY BENCHES"))
    assert not labour.speaks_of_a_product(line("LEASEHOLD"))


@pytest.mark.parametrize("code", [SUPPORT, LABOR])
def test_a_code_of_labour_needs_a_word_of_work_beside_it(code: str) -> None:
    assert labour.buys_labour(line("TESTING OF KESTRELCLOUD", code=code))
    assert not labour.buys_labour(line("KESTRELCLOUD", code=code))
    assert not labour.buys_labour(line("TESTING OF KESTRELCLOUD", code="ADP EQUIPMENT"))


def test_upkeep_is_a_code_of_upkeep_in_an_industry_of_upkeep() -> None:
    code, industry = "MAINT/REPAIR/REBUILD OF EQUIPMENT- ELEVATORS", "ELEVATOR REPAIR AND MAINTENANCE"
    assert labour.buys_upkeep(line("STILT LIFTS", code=code, industry=industry))
    assert not labour.buys_upkeep(line("STILT LIFTS", code=code, industry="SOFTWARE PUBLISHERS"))
    assert not labour.buys_upkeep(line("STILT LIFTS", industry=industry))
    assert not labour.buys_upkeep(line("STILT WARRANTY", code=code, industry=industry))


def test_a_service_firms_words_need_not_speak_of_labour() -> None:
    assert labour.is_around_the_product(line("KESTRELCLOUD"), service_firm=True)
    assert not labour.is_around_the_product(line("KESTRELCLOUD"), service_firm=False)
    assert not labour.is_around_the_product(line("KESTRELCLOUD LICENSES"), service_firm=True)
