"""Invented makers and their products. None exists; every name is coined."""

from dataclasses import dataclass

from undersigned.sample.records import Subject
from undersigned.sample.subjects import CLOUD, DATA, DRONES, HARDWARE, INSTRUMENTS, SOFTWARE, VIDEO


@dataclass(frozen=True)
class Product:
    """Words that name a product, upper case; `near` and `not_near` as the catalogue has them."""

    name: str
    words: tuple[str, ...]
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()


@dataclass(frozen=True)
class Maker:
    """An invented maker: its legal names, products, the resellers known to sell it, its owner."""

    name: str
    category: str
    legal_names: tuple[str, ...]
    subject: Subject
    products: tuple[Product, ...]
    channels: tuple[str, ...] = ()
    owner: tuple[str, str] | None = None
    direct: bool = False


FOUR_MEADOWS = "FOUR MEADOWS TECHNOLOGY L.L.C."
HAZELBRIGHT = "HAZELBRIGHT FEDERAL RESALE, INC."
UMBERWICK = "UMBERWICK SUPPLY PARTNERS LLC"

KESTRELCLOUD = Maker(
    "Kestrelcloud",
    "cloud_hosting",
    ("Kestrelcloud", "Kestrelcloud Government"),
    CLOUD,
    (
        Product("", ("KESTRELCLOUD", "KESTREL CLOUD", "KESTRELCLOUD HOSTING")),
        Product("Talonvault", ("TALONVAULT", "TALON VAULT")),
        Product("Kestrelcloud Roost", ("KESTRELCLOUD ROOST", "ROOSTGOV")),
    ),
    (FOUR_MEADOWS,),
    ("Aerie Holdings of Nowhere", "2027-04"),
)
PLOVRA = Maker(
    "Plovra",
    "network_hardware",
    ("Plovra Networks",),
    HARDWARE,
    (Product("", ("PLOVRA",)), Product("Plovra Switchback", ("SWITCHBACK 9000", "PLOVRA SWITCHBACK"))),
    (HAZELBRIGHT, UMBERWICK),
)
OXBOWEN = Maker(
    "Oxbowen",
    "analytics_case_management",
    ("Oxbowen Technologies", "Oxbowen USG"),
    SOFTWARE,
    (
        Product("", ("OXBOWEN",)),
        Product("Oxbowen Millrace", ("MILLRACE",), not_near=("DAM", "CREEK", "PARK")),
        Product("Case Loom", ("CASE LOOM", "CASELOOM")),
    ),
    direct=True,
)
LUMIVEXA = Maker(
    "Lumivexa",
    "biometrics",
    ("Lumivexa AI",),
    SOFTWARE,
    (Product("", ("LUMIVEXA",)), Product("Glassview", ("GLASSVIEW",), not_near=("TESSARINE",))),
    (HAZELBRIGHT,),
    direct=True,
)
TESSARINE = Maker(
    "Tessarine",
    "data_broker",
    ("Tessarine Research",),
    DATA,
    (Product("", ("TESSARINE",)), Product("Tessarine Glassview", ("TESSARINE GLASSVIEW",))),
    direct=True,
)
QUORLITH = Maker(
    "Quorlith",
    "device_forensics",
    ("Quorlith Forensics",),
    INSTRUMENTS,
    (Product("", ("QUORLITH",)), Product("Prylatch", ("PRYLATCH", "PRY LATCH"))),
    (UMBERWICK,),
)
ROADGLYPHIC = Maker(
    "Roadglyphic",
    "license_plate_readers",
    ("Roadglyphic Systems",),
    VIDEO,
    (Product("", ("ROADGLYPHIC",)), Product("Platewren", ("PLATEWREN",))),
    (HAZELBRIGHT,),
)
PINBEAKON = Maker(
    "Pinbeakon",
    "location_tracking",
    ("Pinbeakon Location",),
    DATA,
    (Product("", ("PINBEAKON",)), Product("Wherewell", ("WHEREWELL",))),
    (UMBERWICK,),
)
BRINDLEWARR = Maker(
    "Brindlewarr",
    "enterprise_software",
    ("Brindlewarr Software",),
    SOFTWARE,
    (Product("", ("BRINDLEWARR",)), Product("Tallyforge", ("TALLYFORGE",))),
    (FOUR_MEADOWS, HAZELBRIGHT),
)
HOLLENQUIST = Maker(
    "Hollenquist",
    "drones_robotics",
    ("Hollenquist Aero",),
    DRONES,
    (Product("", ("HOLLENQUIST",)), Product("Merlowe 4", ("MERLOWE",), near=("DRONE", "UNMANNED", "UAS"))),
    (UMBERWICK,),
    direct=True,
)
MAKERS = (
    KESTRELCLOUD,
    PLOVRA,
    OXBOWEN,
    LUMIVEXA,
    TESSARINE,
    QUORLITH,
    ROADGLYPHIC,
    PINBEAKON,
    BRINDLEWARR,
    HOLLENQUIST,
)
