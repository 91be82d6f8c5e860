"""The share kit of a campaign in one language: the link, the texts, and where card, code and sheet are."""

from dataclasses import dataclass

from undersigned.campaigns.share.networks import Shared, networks, shared
from undersigned.terms.campaign import Texts

CARD, CODE, SHEET = "card.png", "qr.svg", "sheet.pdf"


@dataclass(frozen=True, slots=True)
class Kit:
    """What a page hands to whoever wants to share."""

    link: str
    texts: tuple[Shared, ...]
    card: str
    code: str
    sheet: str


def kit(slug: str, texts: Texts, link: str) -> Kit:
    """The kit; `link` is the whole address of the campaign's page in the language of the texts."""
    told = tuple(shared(network, texts.title, texts.share, texts.hashtags, link) for network in networks())
    return Kit(link, told, *(f"/c/{slug}/{name}" for name in (CARD, CODE, SHEET)))
