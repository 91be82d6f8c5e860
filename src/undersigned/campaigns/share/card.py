"""The picture that stands where a link to a campaign is shared: title, demand, what kind of campaign."""

from functools import lru_cache

from undersigned.campaigns.words.called import CALLED
from undersigned.campaigns.words.speaking import words_beside
from undersigned.dossiers.pictures.card import Card, card
from undersigned.dossiers.pictures.card_fonts import SERIF, can_write
from undersigned.terms.campaign import Campaign, Texts


def picture(campaign: Campaign, base_url: str = "") -> bytes:
    """A PNG of 1200 by 630 px, in the campaign's first language that the fonts can write."""
    texts = _writable(campaign)
    kind = words_beside(texts.language).text(CALLED[campaign.kind].alone)
    return _drawn(Card(texts.title, "", texts.demand, base_url.partition("://")[2] or campaign.organisers, kind))


def _writable(campaign: Campaign) -> Texts:
    return next((texts for texts in campaign.texts if can_write(SERIF, texts.title)), campaign.texts[0])


@lru_cache(maxsize=32)
def _drawn(told: Card) -> bytes:
    return card(told)
