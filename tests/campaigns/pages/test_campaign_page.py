"""The page of a campaign: honest, light, harmless, and nothing of a letter that waits."""

from dataclasses import replace

import pytest

from tests.campaigns.pages.reading import Page
from tests.campaigns.sample import (
    BASE,
    CLAIM,
    DARK,
    ENGLISH,
    NOW,
    PETITION,
    SIGNERS,
    STANDING,
    WAITING,
    saying,
)
from undersigned.campaigns.pages.rendering import campaign_page
from undersigned.campaigns.words import speaking
from undersigned.claims import statements
from undersigned.terms.campaign import Campaign, PublicSigner, Stage, Standing, Tally

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def page(campaign: Campaign = PETITION, standing: Standing = STANDING, language: str = "en") -> Page:
    return Page(campaign_page(campaign, standing, language, now=NOW, base_url=BASE))


@pytest.mark.parametrize("language", ["en", "es", "ar"])
def test_it_weighs_under_50_kb_with_its_form(language: str) -> None:
    letter = "We live, work and vote in this city. نحن نعيش هنا.\n\n" * 120
    long = replace(
        PETITION, texts=tuple(replace(texts, letter=letter) for texts in PETITION.texts), claims=(CLAIM,) * 6
    )
    many = tuple(PublicSigner(f"Ahmad Darwish {number}", "Teacher, Lincoln High School") for number in range(500))
    places = tuple((f"Place {number}", 500 - number) for number in range(200))
    assert len(campaign_page(long, Standing(Tally(), many, places), language, now=NOW).encode()) < 50_000


def test_the_parts_stand_in_the_order_in_which_people_ask() -> None:
    headings = [element.said for element in page().elements if element.name in ("h1", "h2")]
    assert headings == [
        "Show us what our agencies buy",
        "Sign this petition",
        "Why",
        "The petition",
        "Some who signed in public",
        "Where signers are",
        "Who runs this",
        "What happens to my data",
    ]


def test_kinds_of_signatures_are_told_apart_and_never_added() -> None:
    told = page()
    assert {data.attributes["data-kind"]: data.said for data in told.all("data")} == {
        "standing": "1,281",
        "collected": "1,412",
        "withdrawn": "7",
        "invalidated": "3",
        "reinstated": "0",
        "paper": "212",
        "imported": "0",
    }
    assert next(told.all("data")).attributes["data-kind"] == "standing"
    assert "22 November 2026, 14:32 UTC" in told.said
    assert "1,493" not in told.said  # confirmed and paper


def test_a_claim_is_shown_then_and_now_with_the_way_to_its_rows() -> None:
    told = page()
    claim = told.one("figure").said
    assert "$430.9 million" in claim
    assert "14 March 2026" in claim
    assert "On 30 September 2026: $441.2 million" in claim
    assert list(told.all("a", href=CLAIM.address))


def test_what_a_claim_says_now_is_said_in_the_readers_language_too() -> None:
    now = statements.running("Kestrelcloud", 1369, "2031-09-30")
    claim = replace(CLAIM, now=str(now), now_wording=now.wording)
    told = page(replace(PETITION, claims=(claim,)), language="es").one("figure").said
    assert speaking.words_of_claims("es").say(now) in told
    assert str(now) not in told


def test_a_claim_leads_nowhere_but_to_the_web() -> None:
    told = page(replace(PETITION, claims=(replace(CLAIM, address="javascript:alert(1)"),)))
    assert not [link for link in told.all("a") if "javascript" in link.attributes["href"]]


def test_only_name_and_address_are_asked_and_nothing_is_ticked_before() -> None:
    told = page()
    assert [box.attributes["name"] for box in told.elements if "required" in box.attributes] == ["name", "email"]
    assert not [box for box in told.elements if {"checked", "selected"} & box.attributes.keys()]


def test_a_trap_stands_for_robots_alone() -> None:
    told = page()
    trap = told.one("div", class_="extra")
    assert trap.attributes["aria-hidden"] == "true"
    box = told.one("input", name="topic")
    assert (box.attributes["tabindex"], box.attributes["autocomplete"]) == ("-1", "off")


def test_beside_the_button_stands_what_could_reveal_her() -> None:
    form = page().one("form").said
    for danger in ("mail provider", "court order", "this phone or computer"):
        assert danger in form


def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_in_line() -> None:
    told = page()
    loaded = [element for element in told.elements if element.name in ("script", "img", "iframe", "link")]
    for element in loaded:
        for address in (element.attributes.get("src"), element.attributes.get("href")):
            outside = element.attributes.get("rel") in ("canonical", "alternate")
            assert outside or address is None or address.startswith("/")
    assert all(element.said == "" for element in told.all("script"))
    assert not [name for element in told.elements for name in element.attributes if name.startswith("on")]
    assert not [element for element in told.elements if "style" in element.attributes or element.name == "style"]
    assert told.one("meta", name="referrer").attributes["content"] == "no-referrer"


def test_what_people_wrote_is_text_and_never_markup() -> None:
    hostile = saying(title=HOSTILE, demand=HOSTILE, target=HOSTILE, letter=HOSTILE, why=HOSTILE)
    hostile = replace(hostile, organisers=HOSTILE, contact=HOSTILE, holders=(HOSTILE,))
    hostile = replace(hostile, claims=(replace(CLAIM, statement=HOSTILE, figure=HOSTILE, now=HOSTILE),))
    told = page(hostile, Standing(Tally(), (PublicSigner(HOSTILE, HOSTILE),), ((HOSTILE, 12),)))
    assert not list(told.all("img"))
    assert all("src" in script.attributes for script in told.all("script"))
    assert told.said.count("alert(1)") >= 20


def test_a_letter_may_link_to_the_web_and_show_no_picture() -> None:
    letter = "# Top\n\n[web](https://example.org) [bad](javascript:alert) [local](file:///alert)"
    letter += " ![seen](https://example.org/x.png) <b>x</b>"
    told = page(saying(letter=letter))
    assert list(told.all("a", href="https://example.org"))
    assert not [link for link in told.all("a") if "alert" in link.attributes["href"]]
    assert not list(told.all("img")) + list(told.all("b"))
    assert [heading.said for heading in told.all("h3")] == ["Top"]


def test_of_a_letter_that_waits_no_name_no_affiliation_and_no_count_is_shown() -> None:
    told = page(WAITING, replace(STANDING, waits=True))
    for secret in ("1,281", "1,412", "212", "María", "Darwish", "Lincoln", "1,100", "Mexico"):
        assert secret not in told.said.replace(told.one("form").said, "")
    assert "appears when 500 people have signed" in told.said
    assert "If that has not happened by 31 December 2026" in told.said
    assert not list(told.all("data"))
    assert "tally" not in " ".join(script.attributes["src"] for script in told.all("script"))


def test_a_count_that_is_not_known_yet_is_not_shown_as_none() -> None:
    told = page(PETITION, DARK)
    assert not list(told.all("div", class_="tally"))


def test_a_campaign_that_has_ended_keeps_its_page_and_takes_nothing() -> None:
    closed = page(replace(PETITION, stage=Stage.CLOSED))
    assert not list(closed.all("form"))
    assert "1,281" in closed.said
    assert "What signers gave is destroyed." in page(replace(PETITION, stage=Stage.DESTROYED)).said


def test_arabic_runs_from_right_to_left_and_names_keep_their_own_direction() -> None:
    told = page(language="ar")
    assert told.one("html").attributes == {"lang": "ar", "dir": "rtl"}
    assert {signer.name for signer in SIGNERS} <= {name.said for name in told.all("bdi")}


def test_a_language_without_words_of_ours_stands_in_english_ones() -> None:
    french = replace(ENGLISH, language="fr", title="Montrez-nous")
    told = page(replace(PETITION, texts=(french,)), language="fr")
    assert told.one("html").attributes["lang"] == "en"
    assert told.one("h1").attributes == {"lang": "fr", "dir": "ltr"}
    assert told.one("form").attributes["action"] == "/sign/show-us/fr"


def test_every_language_leads_to_the_others() -> None:
    links = {
        link.attributes["hreflang"]: link.attributes["href"]
        for link in page().all("a")
        if "hreflang" in link.attributes
    }
    assert links == {"es": "/c/show-us/es/", "ar": "/c/show-us/ar/"}
    assert page(language="es").one("form").attributes["action"] == "/sign/show-us/es"


def test_a_preview_elsewhere_shows_the_card() -> None:
    assert page().one("meta", property="og:image").attributes["content"] == f"{BASE}/c/show-us/card.png"
