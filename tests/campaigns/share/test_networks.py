"""Every network gets a text that it takes whole, with the campaign's link in it."""

from urllib.parse import parse_qs, urlsplit

import pytest

from undersigned.campaigns.share.networks import Network, networks, shared

LINK = "https://sign.example.org/c/publish-the-contracts/es/"
LONG = "Nuestra ciudad debe publicar qué compra 👨\u200d👩\u200d👧 y a quién. على مدينتنا أن تنشر ما تشتريه. " * 80
TAGS = ("PublishTheContracts", "OurCity", "Third", "Fourth")
every_network = pytest.mark.parametrize("network", networks(), ids=lambda network: network.id)


@every_network
@pytest.mark.parametrize("text", [LONG, "x" * 9000, "Sign.", ""])
def test_every_text_fits_and_keeps_its_link_whole(network: Network, text: str) -> None:
    found = shared(network, "Show us what our agencies buy", text, TAGS, LINK)
    assert network.length(found.text, LINK) <= network.limit
    assert LINK in found.text.split()
    assert len(found.text) > len(LINK)


@every_network
def test_a_short_text_stays_whole_with_its_hashtags(network: Network) -> None:
    found = shared(network, "Title", "I signed.", TAGS, LINK)
    assert found.text == " ".join(["I signed.", LINK, *(f"#{tag}" for tag in TAGS[: network.tags])])


@every_network
def test_a_page_opens_with_the_whole_text_or_the_link(network: Network) -> None:
    found = shared(network, "Title & more", "I signed: 100 %.", TAGS, LINK)
    address = urlsplit(found.address)
    assert address.scheme in ("", "https", "mailto", "sms")
    assert " " not in found.address
    asked = parse_qs(address.query) | parse_qs(address.fragment)
    told = [value for values in asked.values() for value in values]
    assert not found.address or any(LINK in value for value in told)


def test_a_hashtag_goes_before_a_word_is_cut() -> None:
    small = Network("small", "Small", 30, "characters", 2)
    assert (
        shared(small, "", "Sign this now", ("A", "LongerTag"), "https://a.test").text == "Sign this now https://a.test"
    )
    assert shared(small, "", "Sign this right now", (), "https://a.test").text == "Sign this … https://a.test"


def test_a_link_that_no_message_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="no link of 52 letters"):
        shared(Network("tiny", "Tiny", 20, "characters", 0), "", "", (), LINK)


def test_x_and_mastodon_count_a_link_as_23() -> None:
    shortening = [network for network in networks() if network.link]
    assert {network.id for network in shortening} == {"mastodon", "x"}
    assert all(network.length(f"Hi {LINK}", LINK) == 26 for network in shortening)
