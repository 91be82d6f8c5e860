"""Makers as the catalogue knows them."""

from dataclasses import dataclass

CATEGORIES = (
    "enterprise_software",
    "network_hardware",
    "cloud_hosting",
    "data_broker",
    "biometrics",
    "device_forensics",
    "location_tracking",
    "license_plate_readers",
    "social_media_monitoring",
    "analytics_case_management",
    "video_surveillance",
    "drones_robotics",
    "electronic_monitoring",
    "communications_intercept",
    "it_labour",
    "detention",
    "other",
)
"""What is bought. Biometrics includes face recognition; network_hardware is computing and telephones too."""

TECHNOLOGY = frozenset(CATEGORIES) - {"detention", "other"}
"""The categories whose sum is an agency's technology spending."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words that name a maker or one product of it.

    `near`: one of these must stand in the same row; `not_near`: none of these may. `product` is empty where the
    words name only the maker.
    """

    words: tuple[str, ...]
    product: str
    category: str
    near: tuple[str, ...] = ()
    not_near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Owner:
    """Who owns a maker, with dates as far as known and a source."""

    name: str
    source: str
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Channel:
    """A reseller known to sell the maker's products, with a source."""

    reseller: str
    source: str


@dataclass(frozen=True, slots=True)
class Source:
    """What a document says of a maker, in our words.

    `url` is where the document was opened for the catalogue and `seen` the ISO day of that; both are empty where it
    is cited from knowledge and nobody opened it.
    """

    says: str
    document: str
    url: str = ""
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Maker:
    """One maker: whose product it is. `ownership_source` and `category_source` say which documents tell of it.

    `also_resells` are those of its legal names under which it sells other makers' goods, too.
    """

    name: str
    category: str
    legal_names: tuple[str, ...]
    terms: tuple[Term, ...]
    owners: tuple[Owner, ...] = ()
    channels: tuple[Channel, ...] = ()
    ownership_source: Source | None = None
    category_source: Source | None = None
    also_resells: tuple[str, ...] = ()

    @property
    def sources(self) -> dict[str, Source]:
        """The sources that there are, by what they are about."""
        told = {"ownership": self.ownership_source, "category": self.category_source}
        return {about: source for about, source in told.items() if source is not None}

    @property
    def sourced(self) -> bool:
        """True where both who owns it and what it makes have a source."""
        return self.ownership_source is not None and self.category_source is not None
