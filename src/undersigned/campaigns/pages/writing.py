"""Campaigns as files that any cache can hold: written beside, then put in place, so that nobody reads half a page."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from undersigned.campaigns.pages import addresses, assets, tallying
from undersigned.campaigns.pages.rendering import campaign_page
from undersigned.campaigns.pages.static import data_page, front, front_page, share_page
from undersigned.campaigns.share import card, code, sheet
from undersigned.campaigns.share.kit import CARD, CODE, SHEET
from undersigned.campaigns.words.speaking import languages
from undersigned.terms.campaign import Campaign, Stage, Standing

TALLY = "tally.json"


def write_campaign(public: Path, campaign: Campaign, standing: Standing, now: datetime, base_url: str = "") -> None:
    """All files of a campaign below `public`, the folder that is served; what is the same already is left alone."""
    write_assets(public)
    folder = public / "c" / campaign.slug
    link = base_url + addresses.page(campaign, campaign.languages[0])
    title = campaign.texts[0].title
    _replace(folder / CARD, card.picture(campaign, base_url))
    _replace(folder / CODE, code.svg(link, title))
    _replace(folder / SHEET, sheet.pdf(campaign, campaign.texts[0], link))
    for tag in campaign.languages:
        _page(public, addresses.page(campaign, tag, addresses.SHARE), share_page(campaign, tag, base_url))
        _page(public, addresses.page(campaign, tag, addresses.DATA), data_page(campaign, tag))
    write_pages(public, campaign, standing, now, base_url)


def write_pages(public: Path, campaign: Campaign, standing: Standing, now: datetime, base_url: str = "") -> None:
    """The campaign's own page in each language and its tally: what changes with signatures."""
    for tag in campaign.languages:
        page = campaign_page(campaign, standing, tag, now=now, base_url=base_url)
        _page(public, addresses.page(campaign, tag), page)
    write_tally(public, campaign, standing, now)


def write_tally(public: Path, campaign: Campaign, standing: Standing, now: datetime) -> bool:
    """The tally alone, which pages ask again; False where its counts are the same as before, and nothing is written."""
    place = public / "c" / campaign.slug / TALLY
    if place.is_file() and tallying.same(place.read_bytes(), standing):
        return False
    return _replace(place, tallying.file(campaign, standing, now))


def write_front(public: Path, campaigns: Sequence[Campaign]) -> None:
    """The list of open campaigns, in every language that we speak."""
    write_assets(public)
    shown = [campaign for campaign in campaigns if campaign.stage is Stage.OPEN]
    for tag in languages():
        _page(public, front(tag), front_page(shown, tag))


def write_assets(public: Path) -> None:
    """Styles and scripts; older ones stay, for pages that are open somewhere still name them."""
    for name in assets.NAMES:
        place = public / assets.FOLDER / assets.hashed(name)
        if not place.is_file():
            _replace(place, assets.content(name))


def _page(public: Path, address: str, text: str) -> None:
    _replace(public / address.strip("/") / "index.html", text.encode())


def _replace(place: Path, content: bytes) -> bool:
    """Write a file whole or not at all; False where it says the same already."""
    if place.is_file() and place.read_bytes() == content:
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=place.parent, prefix=f".{place.name}.", delete=False) as beside:
        new = Path(beside.name)
        try:
            beside.write(content)
            beside.close()
            new.chmod(0o644)
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)
    return True
