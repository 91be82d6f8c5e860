import pytest

from tests.makers.invented import line
from undersigned.makers import labour
from undersigned.makers.mentions import Mention
from undersigned.terms.maker import Term

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


@pytest.mark.parametrize(
    "text", ["CONTRACT CLOSEOUT", "P00003: DE-OBLIGATE $1,204.50", "EXERCISE OPTION YEAR 2, POP 5/1/2031 - 4/30/2032"]
)
def test_a_text_may_speak_of_the_order_alone(text: str) -> None:
    assert labour.is_only_administration(line(text))


@pytest.mark.parametrize("text", ["CLOSEOUT OF TRAILERS", ".308 168GR", "", "TEN UNITS"])
def test_a_text_that_speaks_of_anything_else_or_nothing_is_not_administration(text: str) -> None:
    assert not labour.is_only_administration(line(text))


@pytest.mark.parametrize("industry", ["TRUCK TRAILER MANUFACTURING", "SOFTWARE PUBLISHERS", "BOAT BUILDING"])
def test_an_industry_that_makes_or_publishes(industry: str) -> None:
    assert labour.makes(line("", industry=industry))
    assert not labour.makes(line("", industry="OFFICE EQUIPMENT MERCHANT WHOLESALERS"))


@pytest.mark.parametrize(
    "code", ["R&D- DEFENSE OTHER: SERVICES", "MEDICAL- LABORATORY TESTING", "INSPECTION- MISCELLANEOUS"]
)
def test_codes_of_research_testing_and_inspection_are_of_labour(code: str) -> None:
    assert labour.is_labour_code(code)
    assert not labour.is_labour_code("MEDICAL AND SURGICAL INSTRUMENTS, EQUIPMENT, AND SUPPLIES")


def around(text: str, first: int, words: int = 1, service_firm: bool = False) -> bool:
    mention = Mention("Kestrelcloud", Term(("KESTRELCLOUD",), "", "other"), "KESTRELCLOUD", first, first + words)
    return labour.is_around_the_mention(line(text), mention, service_firm)


def test_what_exists_already_and_is_worked_on_is_not_bought_even_under_warranty() -> None:
    assert around("LABOR TO DISMANTLE OR RECONFIGURE EXISTING KESTRELCLOUD DESKS UNDER WARRANTY", first=6)
    assert not around("REMOVE KESTRELCLOUD LICENSES", first=1)


def test_support_services_that_come_with_a_product_do_not_make_it_labour() -> None:
    assert not around("MEDIA PLATFORM KESTRELCLOUD AND SUPPORT SERVICES", first=2, service_firm=True)
    assert around("KESTRELCLOUD SUPPORT SERVICES", first=0)
