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
class Maker:
    """One maker: whose product it is."""

    name: str
    category: str
    legal_names: tuple[str, ...]
    terms: tuple[Term, ...]
    owners: tuple[Owner, ...] = ()
    channels: tuple[Channel, ...] = ()
