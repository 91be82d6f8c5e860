"""Traps of attribution: makers hidden behind resellers, and words that mislead."""

from undersigned.sample.agencies import IBS, IHA
from undersigned.sample.companies import RESELLERS, company, maker_company
from undersigned.sample.makers import (
    FOUR_MEADOWS,
    HAZELBRIGHT,
    KESTRELCLOUD,
    OXBOWEN,
    TESSARINE,
    UMBERWICK,
)
from undersigned.sample.records import Award
from undersigned.sample.subjects import (
    BUILDING,
    CLOUD,
    DATA,
    GROUNDS,
    GUARDS,
    HARDWARE,
    LABOUR,
    SOFTWARE,
)
from undersigned.sample.traps.story import lines, story

KESTREL_DIRECT = 431_000
KESTREL_PLANTED = 9_871_204_417
FUNDING_ONLY = "FUNDING ONLY ACTION"
PLACES = ("PORT PLOVRANO", "MILLRACE DAM")
LOOKALIKES = (
    ("OXBOWEN GUARD SERVICES LLC", "OXBOWEN TECHNOLOGIES, INC."),
    ("FOUR MEADOWS LANDSCAPING LLC", FOUR_MEADOWS),
)
ANOTHERS_WORD = "TESSARINE GLASSVIEW"
AROUND = "QUILLING LABOR SERVICES LLC"
SEVERAL = ("PLOVRA", "BRINDLEWARR", "QUORLITH")


def direct_award_is_tiny() -> tuple[Award, ...]:
    """The maker itself is a recipient once, for almost nothing."""
    told = lines((KESTREL_DIRECT, "2030-11-06", "KESTRELCLOUD TRAINING VOUCHERS"))
    return (story(IBS, 1, maker_company(KESTRELCLOUD), CLOUD, told),)


def maker_hides_behind_a_reseller() -> tuple[Award, ...]:
    """Nearly all that buys a maker's product is paid to one reseller; later lines do not name it."""
    paid = RESELLERS[FOUR_MEADOWS]
    cloud = lines(
        (6_120_000_000, "2030-10-21", "KESTRELCLOUD HOSTING FOR THE INVENTED BORDER SERVICE"),
        (1_250_000_000, "2031-02-11", FUNDING_ONLY),
        (980_000_000, "2031-06-30", FUNDING_ONLY),
        (-21_000_000, "2031-09-12", "DEOBLIGATE EXCESS FUNDS"),
        (760_000_000, "2031-12-03", "EXERCISE OPTION YEAR 1"),
    )
    vault = lines(
        (702_204_417, "2031-04-02", "TALON VAULT STORAGE AND KESTREL CLOUD SUPPORT PLAN"),
        (80_000_000, "2031-08-19", FUNDING_ONLY),
    )
    return (
        story(IBS, 2, paid, CLOUD, cloud, parent="99S27A0000431"),
        story(IHA, 3, paid, CLOUD, vault, parent="99S27A0000431"),
    )


def modification_does_not_name_the_product() -> tuple[Award, ...]:
    """Only the first line says what was bought; the money is on the others."""
    told = lines(
        (100, "2030-12-09", "OXBOWEN CASE LOOM LICENSES"),
        (312_000_000, "2031-01-20", FUNDING_ONLY),
        (255_500_050, "2031-05-05", FUNDING_ONLY),
        (0, "2032-02-02", "FUNDING ONLY"),
    )
    return (story(IHA, 4, maker_company(OXBOWEN), SOFTWARE, told, parent="99S28A0000012"),)


def place_contains_a_brand() -> tuple[Award, ...]:
    """A place holds a brand as a part of its name, another as a word of it."""
    port = lines((4_410_025, "2031-03-14", f"DREDGING OF THE QUAY AT {PLACES[0]}"))
    dam = lines((7_730_000, "2031-03-15", f"FENCE REPAIR AT {PLACES[1]}"))
    return (
        story(IHA, 5, company("JUNTHOLT BUILDERS INC"), BUILDING, port),
        story(IBS, 6, company("GLIMVALE CONTRACTING, LLC"), BUILDING, dam),
    )


def company_looks_like_another() -> tuple[Award, ...]:
    """Companies that share a word with a maker and with a reseller, and are neither."""
    guards = lines((88_000_000, "2031-01-07", "ARMED GUARD SERVICES AT THE NORTH QUAY"))
    grass = lines((1_299_900, "2031-05-21", "GROUNDS MAINTENANCE, OPTION YEAR 2"))
    return (
        story(IBS, 7, company(LOOKALIKES[0][0]), GUARDS, guards, parent="99S29A0000007"),
        story(IHA, 8, company(LOOKALIKES[1][0]), GROUNDS, grass),
    )


def product_word_is_anothers() -> tuple[Award, ...]:
    """A product's word with another maker's name before it is another product."""
    told = lines((2_475_000, "2031-07-01", f"ANNUAL SUBSCRIPTION TO {ANOTHERS_WORD}"))
    return (story(IHA, 9, maker_company(TESSARINE), DATA, told),)


def labour_around_a_product() -> tuple[Award, ...]:
    """People who work with a product; the product itself is not bought."""
    told = lines(
        (640_000_000, "2031-02-27", "KESTRELCLOUD MIGRATION PROFESSIONAL SUPPORT SERVICES"),
        (45_000_000, "2031-09-01", "ADD LABOR HOURS FOR SYSTEM ADMINISTRATORS"),
    )
    return (story(IBS, 10, company(AROUND), LABOUR, told, parent="99S27A0000555"),)


def several_makers_in_one_award() -> tuple[Award, ...]:
    """One award that names the products of three makers."""
    told = lines((53_218_840, "2031-08-08", f"{', '.join(SEVERAL)} LICENSES AND MAINTENANCE"))
    return (
        story(IBS, 11, RESELLERS[HAZELBRIGHT], HARDWARE, told, parent="99S29A0000031"),
        story(
            IBS,
            12,
            RESELLERS[UMBERWICK],
            HARDWARE,
            lines((910_000, "2031-08-09", "SWITCHBACK 9000 AND PRYLATCH KITS")),
        ),
    )
