"""A signer's page and buttons, from the mail to erasing."""

import json
from typing import Any

import pytest

from tests.web.signing import ADA, PRIVATE, Link, Signing
from undersigned.campaigns import orm
from undersigned.ledger import organising
from undersigned.sealing import datakeys
from undersigned.sealing.places import data_key_of, holders_copy
from undersigned.terms.campaign import PublicSigner, Stage
from undersigned.terms.signature import Appearance, State, Typed


def confirmed(signing: Signing, **changes: Any) -> Link:
    """A signature that counts."""
    link = signing.sign(signing.campaign(), **changes)
    assert signing.post(f"{link.path}/confirm").status == 303
    assert signing.kept(link).state is State.CONFIRMED
    return link


def everything(signing: Signing) -> list[Any]:
    """All that the ledger holds."""
    tables = ("event", "data_key", "signature", "confirmed", "public_signer", "tally", "outbox", "blocked")
    return [signing.rows(f"select * from ledger.{table} order by 1, 2") for table in tables]


def test_confirming(signing: Signing) -> None:
    link = signing.sign(signing.campaign())
    page = signing.get(link.path)
    assert page.status == 200
    assert "Ada Lovelace" in page.text
    assert "So &lt;b&gt;say&lt;/b&gt; we all" in page.text
    answer = signing.post(f"{link.path}/confirm")
    assert (answer.status, answer.headers["location"]) == (303, f"{link.path}?said=confirmed")
    kept = signing.kept(link)
    assert (kept.state, kept.mail_waits, kept.public) == (State.CONFIRMED, "", PublicSigner("Ada Lovelace"))
    assert "Thank you" in signing.get(answer.headers["location"]).text


def test_looking_changes_nothing(signing: Signing) -> None:
    link = signing.sign(signing.campaign())
    before = everything(signing)
    places = ("", "/", "/confirm", "/not-me", "/no-reminder", "/correct", "/withdraw", "/erase", "/download", "?said=x")
    for place in places:
        for method in ("GET", "HEAD"):
            assert signing.ask(method, link.path + place).status in {200, 303}
    assert everything(signing) == before


def test_a_mail_address_written_otherwise_is_the_same_signer(signing: Signing) -> None:
    campaign = signing.campaign()
    one = signing.sign(campaign, email="ada.lovelace@gmail.com")
    other = signing.sign(campaign, email="AdaLovelace+again@googlemail.com")
    signing.post(f"{one.path}/confirm")
    answer = signing.post(f"{other.path}/confirm")
    assert (answer.status, answer.headers["location"]) == (303, other.path)
    assert signing.kept(other).state is State.PENDING
    assert "has signed this campaign already" in signing.get(other.path).text
    assert signing.rows("select sum(number)::int from ledger.tally where kind = 'standing'") == [(1,)]


def test_a_letter_that_waits_keeps_no_name_in_clear(signing: Signing) -> None:
    letter = signing.campaign(kind="letter", appears_at=100, appears_by="2027-01-01")
    link = signing.sign(letter)
    signing.post(f"{link.path}/confirm")
    kept = signing.kept(link)
    assert (kept.state, kept.public) == (State.CONFIRMED, None)
    signing.post(f"{link.path}/correct", {"name": "Ada L.", "appearance": "name"})
    assert signing.download(link)["what_you_typed"]["name"] == "Ada L."
    assert signing.rows("select * from ledger.public_signer") == []


def test_the_reminder_can_be_declined(signing: Signing) -> None:
    link = signing.sign(signing.campaign())
    answer = signing.post(f"{link.path}/no-reminder")
    assert answer.status == 303
    assert "no reminder" in signing.get(answer.headers["location"]).text
    kept = signing.kept(link)
    assert (kept.state, kept.mail_waits) == (State.PENDING, "")


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_it_was_not_me(signing: Signing, is_confirmed: bool) -> None:
    link = confirmed(signing) if is_confirmed else signing.sign(signing.campaign())
    for _ in range(2):
        assert signing.post(f"{link.path}/not-me").headers["location"] == link.path
    kept = signing.kept(link)
    assert (kept.state, kept.for_signer, kept.country) == (State.INVALIDATED, None, "")
    page = signing.get(link.path)
    assert "Thank you for telling us" in page.text
    assert ("It never counted" in page.text, "It counts no more" in page.text) == (not is_confirmed, is_confirmed)
    assert "Ada" not in page.text
    ((blocked,),) = signing.rows("select address from ledger.blocked")
    assert len(blocked) == 32


def test_after_it_was_not_me_no_other_link_to_the_address_confirms(signing: Signing) -> None:
    campaign = signing.campaign()
    one, other = signing.sign(campaign, email="bob+1@corp.example"), signing.sign(campaign, email="bob+2@corp.example")
    signing.post(f"{one.path}/not-me")
    for _ in range(2):
        assert signing.post(f"{other.path}/confirm").headers["location"] == other.path
    kept = signing.kept(other)
    assert (kept.state, kept.for_signer) == (State.INVALIDATED, None)
    assert "Thank you for telling us" in signing.get(other.path).text
    assert signing.rows("select * from ledger.confirmed") == []


def test_withdrawing_then_erasing(signing: Signing) -> None:
    link = confirmed(signing)
    assert signing.post(f"{link.path}/withdraw").status == 303
    page = signing.get(link.path)
    assert "Your signature is withdrawn" in page.text
    assert "Ada Lovelace" in page.text
    assert signing.post(f"{link.path}/erase").status == 303
    page = signing.get(link.path)
    assert "Erased" in page.text
    assert "Ada" not in page.text
    assert signing.download(link)["what_you_typed"] is None
    assert signing.post(f"{link.path}/confirm").status == 303
    assert signing.kept(link).state is State.WITHDRAWN


def test_who_withdrew_signs_again(signing: Signing) -> None:
    campaign = signing.campaign()
    one, other = signing.sign(campaign), signing.sign(campaign)
    signing.post(f"{one.path}/confirm")
    signing.post(f"{one.path}/withdraw")
    signing.post(f"{other.path}/confirm")
    assert signing.kept(other).state is State.CONFIRMED


def test_a_correction_is_sealed_for_her_and_for_the_key_holders(signing: Signing) -> None:
    link = confirmed(signing)
    form = {"name": "Ada King", "country": "GB", "appearance": "personal_capacity", "affiliation": "Royal Society"}
    answer = signing.post(f"{link.path}/correct", {**form, "email": "eve@example.org"})
    assert (answer.status, answer.headers["location"]) == (303, f"{link.path}?said=corrected")
    typed = signing.download(link)["what_you_typed"]
    assert (typed["name"], typed["email"], typed["comment"]) == ("Ada King", ADA.email, "")
    kept = signing.kept(link)
    assert (kept.country, kept.area, kept.public) == ("GB", "", PublicSigner("Ada King", "Royal Society"))
    assert for_holders(signing, link).name == "Ada King"
    assert "corrections are kept" in signing.get(answer.headers["location"]).text


def for_holders(signing: Signing, link: Link) -> Typed:
    """What the key holders would read."""
    kept = signing.kept(link)
    ((wrapped, sealed),) = signing.rows(
        "select wrapped, for_holders from ledger.signature s join ledger.data_key k on k.id = s.data_key"
        " where s.id = %s",
        kept.signature,
    )
    sealer = datakeys.unwrap(PRIVATE.private_bytes_raw(), wrapped, data_key_of(kept.campaign))
    return Typed.unpacked(sealer.open_sealed(sealed, holders_copy(kept.signature)))


def test_a_correction_that_cannot_be_taken_comes_back_as_typed(signing: Signing) -> None:
    link = confirmed(signing)
    before = everything(signing)
    answer = signing.post(f"{link.path}/correct", {"name": "", "city": "Reykjavík"})
    assert answer.status == 422
    assert "Write your name." in answer.text
    assert "Reykjavík" in answer.text
    assert everything(signing) == before


def test_what_is_pending_or_withdrawn_is_not_corrected(signing: Signing) -> None:
    link = signing.sign(signing.campaign())
    assert signing.post(f"{link.path}/correct", {"name": "Eve"}).headers["location"] == link.path
    signing.post(f"{link.path}/withdraw")
    signing.post(f"{link.path}/correct", {"name": "Eve"})
    assert signing.download(link)["what_you_typed"]["name"] == "Ada Lovelace"


def test_the_download_holds_everything(signing: Signing) -> None:
    link = confirmed(signing)
    answer = signing.get(f"{link.path}/download")
    assert answer.headers["content-disposition"] == 'attachment; filename="signature.json"'
    told = json.loads(answer.body)
    assert told["what_you_typed"]["email"] == ADA.email
    assert told["signature"]["state"] == "confirmed"
    assert [event["what"] for event in told["signature"]["events"]] == ["collected", "confirmed"]
    assert told["kept_in_clear"] == {
        "language": "en",
        "country": "US",
        "area": "802",
        "mail_provider": "gmail",
        "signs_of_a_machine": 0,
        "public_name": {"name": "Ada Lovelace", "affiliation": ""},
    }
    assert told["kept_sealed"] == {
        "copy_for_you": True,
        "copy_for_the_key_holders": True,
        "mail_that_waits": None,
    }


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.DESTROYED])
def test_after_the_close_nothing_is_confirmed_and_all_else_is_hers(signing: Signing, stage: Stage) -> None:
    campaign = signing.campaign()
    link, other = signing.sign(campaign), signing.sign(campaign, email="grace@example.org")
    signing.post(f"{other.path}/confirm")
    campaign.stage = stage.value
    campaign.save()
    signing.keyring.destroy_campaign(campaign.pk)
    assert signing.post(f"{link.path}/confirm").status == 303
    assert signing.kept(link).state is State.PENDING
    assert "ended before it was confirmed" in signing.get(link.path).text
    assert signing.get(f"{link.path}/download").status == 200
    for button, state in (("withdraw", State.WITHDRAWN), ("erase", State.WITHDRAWN)):
        assert signing.get(other.path).status == 200
        signing.post(f"{other.path}/{button}")
        assert signing.kept(other).state is state
    assert signing.kept(other).for_signer is None
    signing.post(f"{link.path}/erase")
    assert signing.kept(link).for_signer is None


def test_what_organisers_took_out_can_still_be_seen_and_erased(signing: Signing) -> None:
    link = confirmed(signing)
    organising.invalidate(orm.connection(), signing.kept(link).signature, "not a person")
    page = signing.get(link.path)
    assert "took it out of the count" in page.text
    assert "Ada Lovelace" in page.text
    signing.post(f"{link.path}/erase")
    assert signing.kept(link).for_signer is None
    page = signing.get(link.path)
    assert "took it out of the count" in page.text
    assert "What you typed is destroyed." in page.text
    assert "Ada" not in page.text
    assert "<form" not in page.text


def test_without_the_campaigns_key_nothing_is_lost(signing: Signing) -> None:
    campaign = signing.campaign()
    link = signing.sign(campaign)
    signing.keyring.destroy_campaign(campaign.pk)
    before = everything(signing)
    assert signing.get(link.path).status == 200
    answer = signing.post(f"{link.path}/confirm")
    assert (answer.status, answer.headers["retry-after"]) == (503, "30")
    assert "put it back" in answer.text
    assert everything(signing) == before
    signing.keyring.make_campaign(campaign.pk)
    assert signing.post(f"{link.path}/confirm").status == 303
    assert signing.kept(link).state is State.CONFIRMED


@pytest.mark.parametrize(("language", "words"), [("es", "Confirm"), ("ar", 'dir="rtl"')])
def test_pages_speak_the_language_of_the_signature(signing: Signing, language: str, words: str) -> None:
    link = signing.sign(signing.campaign(), language=language)
    page = signing.get(link.path).text
    assert f'lang="{language}"' in page
    assert words in page


def test_an_unnamed_signer_is_shown_nowhere(signing: Signing) -> None:
    link = confirmed(signing, appearance=Appearance.ANONYMOUS)
    assert signing.kept(link).public is None
