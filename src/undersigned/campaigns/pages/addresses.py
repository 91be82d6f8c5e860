"""Where the pages of campaigns are, from the top of the site."""

from collections.abc import Iterator
from dataclasses import dataclass

from babel import Locale
from babel.core import UnknownLocaleError

from undersigned.terms.campaign import Campaign

SHARE, DATA = "share", "data"
"""Pages beside a campaign's own; each language has its folder below."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language of a campaign, as a link to the same page in it: tag, its own name for itself, address."""

    tag: str
    name: str
    address: str


def leading(campaign: Campaign, language: str) -> str:
    """The campaign's language that a reader of `language` gets."""
    return campaign.in_language(language).language


def page(campaign: Campaign, language: str, part: str = "") -> str:
    """A page of a campaign: its own, or `share` or `data`; the first language has no folder of its own."""
    tag = leading(campaign, language)
    folder = "" if tag == campaign.languages[0] else f"{tag}/"
    return f"/c/{campaign.slug}/{f'{part}/' if part else ''}{folder}"


def tongues(campaign: Campaign, part: str = "") -> Iterator[Tongue]:
    """Every language of a campaign."""
    for tag in campaign.languages:
        yield Tongue(tag, name(tag), page(campaign, tag, part))


def name(tag: str) -> str:
    """What a language calls itself: `español`."""
    try:
        return Locale.parse(tag, sep="-").get_display_name() or tag
    except (UnknownLocaleError, ValueError):
        return tag


def direction(tag: str) -> str:
    """`rtl` for a language that is written from right to left, `ltr` otherwise."""
    try:
        return str(Locale.parse(tag, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "ltr"
