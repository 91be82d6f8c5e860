"""The feed: what RFC 4287 asks of it, read back by a feed reader's library."""

from xml.etree import ElementTree

import feedparser
import pytest

from undersigned.exports import atom
from undersigned.exports.atom import Entry, Feed

HOME = "https://watch.example/evidence/"
FEED = Feed(
    atom.tag(HOME, "2033", "feed"), "Claims & corrections", "Example Watch", HOME, f"{HOME}feed.xml", "2033-01-31"
)
CLAIM = Entry(
    atom.tag(HOME, "2033", "claim/C1"),
    "A <b> claim",
    "2033-09-30",
    f"{HOME}claim/C1.html",
    "It changed",
    "<p>1 &lt; 2</p>",
)
CORRECTION = Entry(
    atom.tag(HOME, "2033", "correction/1"), "Mended", "2033-10-02T09:30:00Z", f"{HOME}corrections.html", "Why"
)
ATOM = "{http://www.w3.org/2005/Atom}"


def test_a_feed_reader_finds_every_entry_newest_first() -> None:
    read = feedparser.parse(atom.text(FEED, [CLAIM, CORRECTION]))
    assert not read.bozo, read.get("bozo_exception")
    assert (read.version, read.feed.title, read.feed.author) == ("atom10", "Claims & corrections", "Example Watch")
    assert [entry.id for entry in read.entries] == [CORRECTION.id, CLAIM.id]
    assert [entry.link for entry in read.entries] == [CORRECTION.link, CLAIM.link]
    assert read.entries[1].content[0].value == "<p>1 &lt; 2</p>"
    assert read.feed.updated == "2033-10-02T09:30:00Z"


@pytest.mark.parametrize("entries", [(), (CLAIM,), (CLAIM, CORRECTION)])
def test_everything_has_what_the_standard_asks_for(entries: tuple[Entry, ...]) -> None:
    root = ElementTree.fromstring(atom.text(FEED, entries))  # noqa: S314  # it is our own text
    assert root.tag == f"{ATOM}feed"
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert element.find(f"{ATOM}link") is not None
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    assert [link.get("rel") for link in root.findall(f"{ATOM}link")] == ["self", "alternate"]


def test_a_feed_without_entries_is_as_old_as_it_says() -> None:
    assert feedparser.parse(atom.text(FEED, [])).feed.updated == "2033-01-31T00:00:00Z"


def test_the_order_in_which_entries_come_changes_no_byte() -> None:
    twin = Entry(CLAIM.id + "b", "Twin", CLAIM.updated, CLAIM.link, "s")
    assert atom.text(FEED, [CLAIM, CORRECTION, twin]) == atom.text(FEED, [twin, CORRECTION, CLAIM])


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    told = atom.text(FEED, [Entry("tag:x,2033:1", "bell\x07", "2033-09-30", HOME, "s\x00", "c\x1f")])
    assert [entry.title for entry in feedparser.parse(told).entries] == ["bell"]


@pytest.mark.parametrize(
    ("address", "name", "expected"),
    [
        ("https://Watch.example:8443/a/", "claim/C1", "tag:watch.example,2033:claim/C1"),
        ("https://me@watch.example/", "a b", "tag:watch.example,2033:a%20b"),
        ("", "é", "tag:address-not-given.invalid,2033:%C3%A9"),
    ],
)
def test_identifiers_are_tags_of_the_sites_host(address: str, name: str, expected: str) -> None:
    assert atom.tag(address, "2033", name) == expected
