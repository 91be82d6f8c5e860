"""Networks as data, and the text and link for each."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import quote

from undersigned.campaigns.share.measuring import MEASURES, cut


@dataclass(frozen=True, slots=True)
class Network:
    """Where people share; the fields are those of `networks.toml`."""

    id: str
    name: str
    limit: int
    counts: str
    tags: int
    opens: str = ""
    link: int = 0
    apart: bool = False
    """The page that it opens takes the link by itself."""
    subject: bool = False

    def length(self, text: str, link: str) -> int:
        """How long a text with the link in it is, as the network counts."""
        measure = MEASURES[self.counts]
        if not self.link or link not in text:
            return measure(text)
        return measure(text.replace(link, "")) + self.link * text.count(link)


@dataclass(frozen=True, slots=True)
class Shared:
    """What somebody shares in one network: the whole text, and the network's page that opens with it."""

    network: Network
    text: str
    address: str
    """Empty where the network has no such page."""


@cache
def networks() -> tuple[Network, ...]:
    """All of them, in the order of the page."""
    read = tomllib.loads(files("undersigned.campaigns.share").joinpath("networks.toml").read_text(encoding="utf-8"))
    return tuple(Network(**network) for network in read["network"])


def shared(network: Network, title: str, text: str, hashtags: tuple[str, ...], link: str) -> Shared:
    """A text within the network's limit: the link always whole, hashtags while they fit, words cut last."""
    if network.length(link, link) > network.limit:
        raise ValueError(f"{network.name} holds no link of {len(link)} letters")
    said, tags = _fitting(network, " ".join((text or title).split()), _tags(hashtags, network.tags), link)
    whole = _joined(said, link, tags)
    alone = " ".join(part for part in (said, tags) if part)
    opened = network.opens.format(
        text=quote(alone if network.apart else whole, safe=""), link=quote(link, safe=""), subject=quote(title, safe="")
    )
    return Shared(network, whole, opened)


def _fitting(network: Network, text: str, tags: list[str], link: str) -> tuple[str, str]:
    for count in range(len(tags), -1, -1):
        some = " ".join(tags[:count])
        if network.length(_joined(text, link, some), link) <= network.limit:
            return text, some
    return cut(text, lambda shorter: network.length(_joined(shorter, link, ""), link) <= network.limit), ""


def _joined(text: str, link: str, tags: str) -> str:
    return " ".join(part for part in (text, link, tags) if part)


def _tags(hashtags: tuple[str, ...], most: int) -> list[str]:
    return [f"#{tag.lstrip('#')}" for tag in hashtags[:most]]
