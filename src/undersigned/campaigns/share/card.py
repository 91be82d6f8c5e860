"""The picture that stands where a link to a campaign is shared: title, demand, to whom."""

from functools import lru_cache

from undersigned.campaigns.share.called import named
from undersigned.dossiers.pictures.card import Card, card
from undersigned.terms.campaign import Campaign


def picture(campaign: Campaign, language: str, base_url: str) -> bytes:
    """A PNG of 1200 by 630 px; letters that the fonts lack leave their text out."""
    texts = campaign.in_language(language)
    site = base_url.partition("://")[2] or campaign.organisers
    return _drawn(Card(texts.title, "", texts.demand, site, named(campaign, language)))


@lru_cache(maxsize=32)
def _drawn(told: Card) -> bytes:
    return card(told)
