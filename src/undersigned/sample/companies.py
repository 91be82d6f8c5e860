"""Recipients of the sample: coined company names with identifiers that nobody holds."""

import zlib
from functools import lru_cache

from undersigned.sample.dice import dice
from undersigned.sample.makers import FOUR_MEADOWS, HAZELBRIGHT, UMBERWICK, Maker
from undersigned.sample.records import Company

STARTS = (
    "QUIR",
    "VEX",
    "ZAB",
    "MOR",
    "TWIL",
    "DRA",
    "FEN",
    "GLIM",
    "HOX",
    "JUNT",
    "KRE",
    "LOB",
    "NAV",
    "OSK",
    "PEL",
    "RUM",
    "SIV",
    "THRA",
    "ULV",
    "WEX",
    "YAR",
    "BLUN",
)
ENDS = (
    "DANE",
    "LOCK",
    "MORE",
    "WICK",
    "THORPE",
    "BURN",
    "GATE",
    "SEND",
    "VALE",
    "MIRE",
    "STOW",
    "HOLT",
    "RIX",
    "DURN",
    "LOW",
    "BECK",
)
TRADES = (
    "SERVICES",
    "SUPPLY",
    "SOLUTIONS",
    "CONTRACTING",
    "LOGISTICS",
    "BUILDERS",
    "SYSTEMS",
    "TRADING",
    "GROUP",
    "FACILITIES",
)
FORMS = (" LLC", ", LLC", " INC", ", INC.", " CORPORATION", " CO", " L.L.C.")
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
CITIES = ("MARROWMERE", "PORT PLOVRANO", "EAST QUILLING", "UPPER NOWHERE", "SALTBRACKEN")

# First words of planted recipients: no ordinary one may begin with them.
RESERVED = (
    "JUNTHOLT",
    "GLIMVALE",
    "ZABTHORPE",
    "WEXMIRE",
    "YARGATE",
    "SIVBECK",
    "KREVALE",
    "NAVHOLT",
    "THRAMORE",
    "FENLOCK",
    "OSKSTOW",
    "PELDANE",
    "DRATHORPE",
    "LOBGATE",
    "MORBURN",
)


def identifier(name: str) -> tuple[str, str]:
    """A UEI that begins with ZZ and a DUNS that begins with 00, both from the name."""
    left = zlib.crc32(name.encode()) * 4294967291
    uei = "ZZ"
    for _ in range(10):
        left, at = divmod(left, len(LETTERS))
        uei += LETTERS[at]
    return uei, f"00{zlib.crc32(name[::-1].encode()) % 10_000_000:07d}"


def company(name: str, *, raw: str = "", parent: str = "", dba: str = "") -> Company:
    """A company by its name; everything else about it follows from the name."""
    uei, duns = identifier(name)
    at = zlib.crc32(name.encode())
    return Company(
        name,
        uei,
        duns,
        raw_name=raw,
        doing_business_as=dba,
        parent_name=parent,
        parent_uei=identifier(parent)[0] if parent else "",
        street=f"{at % 900 + 1} INVENTED WAY",
        city=CITIES[at % len(CITIES)],
        phone=f"2025550{100 + at % 50}",
        fax=f"2025550{150 + at % 50}",
    )


RESELLERS = {name: company(name) for name in (FOUR_MEADOWS, HAZELBRIGHT, UMBERWICK)}


def maker_company(maker: Maker) -> Company:
    """The company under which a maker sells by itself."""
    parent = f"{maker.owner[0].upper()}" if maker.owner else ""
    return company(f"{maker.legal_names[0].upper()}, INC.", parent=parent)


@lru_cache(maxsize=2)
def crowd(seed: int, count: int = 700) -> tuple[Company, ...]:
    """The ordinary recipients: coined names, no two the same but for their legal form."""
    throw = dice("crowd", seed)
    names: dict[str, str] = {}
    while len(names) < count:
        word = throw.choice(STARTS) + throw.choice(ENDS)
        if word not in RESERVED:
            names.setdefault(f"{word} {throw.choice(TRADES)}", throw.choice(FORMS))
    return tuple(company(name + form) for name, form in names.items())
