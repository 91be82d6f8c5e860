"""What the field's texts do to a search for brand words, against the packaged catalogue."""

import pytest

from tests.makers.invented import award, decide, line
from undersigned.makers.catalogue import Catalogue, load
from undersigned.terms.attribution import Attribution

LABOUR_CODE = "IT AND TELECOM - APPLICATION DEVELOPMENT SUPPORT SERVICES (LABOR)"
DESIGN = "COMPUTER SYSTEMS DESIGN SERVICES"


@pytest.fixture(scope="module")
def packaged() -> Catalogue:
    """The packaged catalogue, read once."""
    return load()


def found(
    packaged: Catalogue, text: str, recipient: str = "BAYSIDE TRADE LLC", code: str = "", industry: str = ""
) -> list[Attribution]:
    return decide([award(line(text, recipient, code, industry))], packaged)[0].attributions


@pytest.mark.parametrize(
    "text",
    [
        "JANITORIAL SERVICES AT THE SAN FRANCISCO FIELD OFFICE",
        "REPAIR OF THE GUARD BOOTH AT FALCON DAM",
        "SAFETY GLASSES WITH CLEAR LENSES",
        "CLEAR PLASTIC BAGS FOR PROPERTY",
        "INTERFACE CABLES BETWEEN CISCO PHONES AND MOTOROLA RADIOS",
        "HOLSTERS FOR GLOCK 19 PISTOLS",
        "POSTAGE SOFTWARE COMPATIBLE WITH WINDOWS OPERATING SYSTEM",
        "AMAZON BASIN MAPS FOR THE LIBRARY",
        "SNOW REMOVAL AT DELL RAPIDS",
        "A TABLEAU VIVANT FOR THE MUSEUM",
        "MOVE OF THE JACKSON, MS OFFICE AND ITS FURNITURE",
        "JACKSON, MS WINDOWS AND DOORS REPLACEMENT",
        "ACCESS CONTROL SCREENING AT THE EAST GATE",
        "SOIL TESTS BY THE COUNTY MAT LAB",
        "CONCRETE TO ENCASE A SEWER MAIN",
        "REPAIR OF THE POWER VAULT LID",
        "BLUE COAT UNIFORMS FOR THE BAND",
        "FINAL MOBILE COMMAND POST DELIVERY",
        "DEMOLITION OF A T MOBILE HOME",
        "NATIONAL OFFICE FURNITURE BPA CALL FOR TUCSON",
        "BLACKBERRIES AND OTHER FRUIT FOR THE SCHOOL KITCHEN",
        "ELECTROMAGNETIC SPECTRUM ENTERPRISE TRAINING",
        "HYDRAULIC SYSTEMS TOOL KIT FOR THE MOTOR POOL",
        "RESURFACING OF ORACLE ROAD",
        "DESKS REPLACED FOR BEING INCOMPATIBLE WITH DELL STANDS",
        "STRIPING AT THE CISCO AIRPORT",
    ],
)
def test_words_that_only_look_like_a_brand_name_nobody(packaged: Catalogue, text: str) -> None:
    assert found(packaged, text) == []


@pytest.mark.parametrize(
    ("text", "maker", "product"),
    [
        ("CISCO SWITCHES FOR THE SAN FRANCISCO FIELD OFFICE", "Cisco", ""),
        ("KHARON CLEARVIEW SUBSCRIPTION", "Kharon", "ClearView"),
        ("CLEARVIEW FACE RECOGNITION LICENSES", "Clearview AI", "Clearview AI"),
        ("TWO LOGICUBE FORENSIC FALCON NEO IMAGERS", "Logicube", "Forensic Falcon"),
        ("CROWDSTRIKE FALCON COMPLETE SUBSCRIPTION", "CrowdStrike", "Falcon"),
        ("FALCON ANALYTICS LICENSES FOR HSI", "Palantir", "FALCON"),
        ("THOMSON REUTERS CLEAR SUBSCRIPTION", "Thomson Reuters", "CLEAR"),
        ("GLOCK 19 PISTOLS", "Glock", "Glock pistols"),
        ("AMAZON WEB SERVICES GOVCLOUD", "Amazon", "AWS"),
    ],
)
def test_one_word_of_many_makers_names_the_one_that_its_row_means(
    packaged: Catalogue, text: str, maker: str, product: str
) -> None:
    assert [(one.maker, one.product, one.relation, one.reseller) for one in found(packaged, text)] == [
        (maker, product, "product", True)
    ]


def test_a_guard_company_is_not_the_spyware_maker_of_a_like_name(packaged: Catalogue) -> None:
    guards = found(packaged, "PROTECTIVE SECURITY OFFICERS", "PARAGON SYSTEMS INC", "HOUSEKEEPING- GUARD")
    spyware = found(packaged, "PROPRIETARY SOLUTION INCLUDING LICENSE", "PARAGON SOLUTIONS (US) INC")
    assert guards == []
    assert [(one.maker, one.category) for one in spyware] == [("Paragon Solutions", "communications_intercept")]


def test_a_makers_own_words_need_no_brand_when_it_holds_the_award(packaged: Catalogue) -> None:
    falcon = found(packaged, "FALCON OPERATIONS AND MAINTENANCE", "PALANTIR USG, INC.", LABOUR_CODE, DESIGN)
    assert [(one.maker, one.relation, one.reseller) for one in falcon] == [("Palantir", "product", False)]


def test_a_service_firms_labour_around_a_cloud_is_no_sale_of_the_cloud(packaged: Catalogue) -> None:
    around = found(packaged, "AWS CLOUD MIGRATION SUPPORT SERVICES", "BOOZ ALLEN HAMILTON INC", LABOUR_CODE, DESIGN)
    assert [(one.maker, one.relation, one.reseller, one.category) for one in around] == [
        ("Amazon", "services_around", False, "it_labour")
    ]


def test_licences_under_a_code_of_labour_are_still_a_product(packaged: Catalogue) -> None:
    sold = found(packaged, "AWS CLOUD LICENSES", code=LABOUR_CODE, industry=DESIGN)
    assert [(one.maker, one.relation, one.reseller) for one in sold] == [("Amazon", "product", True)]


def test_a_maker_that_sells_anothers_product_is_its_reseller(packaged: Catalogue) -> None:
    others = found(packaged, "MICROSOFT ENTERPRISE LICENSES", "DELL MARKETING L.P.")
    own = found(packaged, "DELL LAPTOPS", "DELL MARKETING L.P.")
    assert [(one.maker, one.reseller) for one in others] == [("Microsoft", True)]
    assert [(one.maker, one.reseller) for one in own] == [("Dell", False)]


def test_several_makers_in_one_award_are_marked_shared(packaged: Catalogue) -> None:
    shared = found(packaged, "CISCO, ORACLE AND MICROSOFT RENEWALS")
    assert sorted((one.maker, one.shared) for one in shared) == [
        ("Cisco", True),
        ("Microsoft", True),
        ("Oracle", True),
    ]


def test_a_known_reseller_without_words_names_nobody(packaged: Catalogue) -> None:
    assert found(packaged, "ANNUAL CLOUD HOSTING", "FOUR POINTS TECHNOLOGY, L.L.C.") == []


@pytest.mark.parametrize(
    ("text", "maker"),
    [
        ("MS OFFICE LICENSES", "Microsoft"),
        ("ENCASE FORENSIC SOFTWARE", "OpenText"),
        ("POWER EDGE SERVERS", "Dell"),
        ("MAT LAB SOFTWARE", "MathWorks"),
        ("T MOBILE SERVICE PLANS", "T-Mobile"),
        ("ORACLE SERVER FOR THE ROAD OFFICE", "Oracle"),
    ],
)
def test_the_same_words_in_their_own_company_name_the_maker(packaged: Catalogue, text: str, maker: str) -> None:
    assert [each.maker for each in found(packaged, text)] == [maker]
