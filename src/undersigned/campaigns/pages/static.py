"""The pages beside a campaign's own that never change with a signature: share, data, and the list of all campaigns."""

from collections.abc import Sequence

from undersigned.campaigns.pages import addresses
from undersigned.campaigns.pages.showing import show
from undersigned.campaigns.pages.templating import render
from undersigned.campaigns.share.kit import kit
from undersigned.campaigns.words.speaking import languages, words_beside
from undersigned.terms.campaign import Campaign


def share_page(campaign: Campaign, language: str, base_url: str = "") -> str:
    """The share kit, for everybody; `base_url` makes the links whole."""
    shown = show(campaign, language)
    link = base_url + addresses.page(campaign, language)
    return render(
        "share.html",
        shown.words.tag,
        **shown.told(addresses.SHARE),
        kit=kit(campaign.slug, shown.written, link),
    )


def data_page(campaign: Campaign, language: str) -> str:
    """What happens to a signer's data: what the design protects her from, and what it does not."""
    shown = show(campaign, language)
    return render("data.html", shown.words.tag, **shown.told(addresses.DATA))


def front_page(campaigns: Sequence[Campaign], language: str = "en") -> str:
    """Every open campaign, in the reader's language where a campaign has it."""
    shown = [show(campaign, language) for campaign in campaigns]
    tags = languages()
    return render(
        "front.html",
        words_beside(language).tag,
        campaigns=[campaign.told() for campaign in shown],
        languages=[addresses.Tongue(tag, addresses.name(tag), front(tag)) for tag in tags],
        campaign_language=words_beside(language).tag,
    )


def front(language: str) -> str:
    """Where the list of all campaigns is in a language; English has no folder."""
    tag = words_beside(language).tag
    return "/" if tag == "en" else f"/{tag}/"
