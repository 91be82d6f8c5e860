from collections.abc import Callable
from datetime import date

import pytest

from tests.campaigns.organising import ENGLISH, LETTER, SETTINGS, SLUG, SPANISH, TODAY, Organisers, key_files
from undersigned.campaigns import queries
from undersigned.campaigns.authored import citing
from undersigned.campaigns.authored.mistakes import NotReadyError
from undersigned.campaigns.services.publishing import publish
from undersigned.case.folder import Case
from undersigned.errors import CampaignError, CaseError, SiteError
from undersigned.sealing.holders import CampaignKey
from undersigned.sealing.keyfiles import PublicKey
from undersigned.terms.campaign import CitedClaim, Kind, Stage, Step


def test_a_published_campaign_is_open_and_says_what_was_written(organisers: Organisers) -> None:
    campaign = organisers.publish()
    key = PublicKey.from_toml((organisers.folder / f"{SLUG}.public.toml").read_text())

    assert (campaign.kind, campaign.stage, campaign.opened) == (Kind.PETITION, Stage.OPEN, TODAY)
    assert campaign.public_key == key.public
    assert campaign.needed == 2
    assert campaign.holders == ("Ana", "Bo", "Cem")
    assert (campaign.closes, campaign.retention) == (date(2027, 2, 20), date(2027, 5, 21))
    assert campaign.languages == ("en", "es")
    assert campaign.in_language("es").title == "Termine el contrato"
    texts = campaign.in_language("en")
    assert (texts.target, texts.letter) == ("The county council", "Dear members,\n\nend the **contract**.")
    assert (texts.hashtags, texts.next_steps) == (
        ("#EndIt",),
        (Step("Write to the council.", "https://example.org/write"),),
    )
    assert queries.open_campaigns() == (campaign,)


def test_its_addresses_have_a_key_from_the_first_moment(organisers: Organisers) -> None:
    campaign = organisers.publish()
    assert organisers.keyring.has_campaign(campaign.id)


def test_a_key_that_was_lost_is_not_made_anew(organisers: Organisers) -> None:
    campaign = organisers.publish()
    organisers.keyring.destroy_campaign(campaign.id)
    with pytest.raises(SiteError, match="put it back"):
        organisers.publish()
    assert not organisers.keyring.has_campaign(campaign.id)


def test_everything_that_is_wrong_is_told_at_once(organisers: Organisers) -> None:
    settings = SETTINGS.replace("2027-05-21", "2027-01-01").replace('"Cem"', '"Cem", "Dee"')
    with pytest.raises(NotReadyError) as told:
        organisers.publish(settings, en="Title: x", es="Titel: x")
    said = "\n".join(told.value.reasons)
    assert len(told.value.reasons) == 4
    for part in ("en.md: there is no To", "es.md:1: this belongs to no part", "not after `closes`", "names 4"):
        assert part in said
    assert queries.campaigns() == ()


@pytest.fixture
def publish_again(organisers: Organisers) -> Callable[..., object]:
    """Publish it, let somebody sign, then publish it again with changes."""
    organisers.publish()
    organisers.collected()
    return organisers.publish


def test_after_publication_the_title_and_the_reasons_can_still_be_mended(publish_again: Callable[..., object]) -> None:
    publish_again(en=ENGLISH.replace("End the contract\n", "End it\n").replace("what it costs", "its cost"))
    assert queries.campaign(SLUG).texts[0].title == "End it"


def test_a_language_can_be_added(publish_again: Callable[..., object]) -> None:
    publish_again(SETTINGS.replace('["en", "es"]', '["en", "es", "fr"]'), fr=ENGLISH)
    assert queries.campaign(SLUG).languages == ("en", "es", "fr")


@pytest.mark.parametrize("part", ["end the **contract**", "The county council", "We ask the council"])
def test_what_people_signed_cannot_change(publish_again: Callable[..., object], part: str) -> None:
    with pytest.raises(NotReadyError, match=r"es\.md: people have signed"):
        publish_again(es=SPANISH.replace(part, "something else"))
    assert queries.campaign(SLUG).in_language("es").letter.endswith("**contract**.")


def test_before_anybody_signed_it_can(organisers: Organisers) -> None:
    organisers.publish()
    campaign = organisers.publish(es=SPANISH.replace("The county council", "The mayor"))
    assert campaign.in_language("es").target == "The mayor"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"petition"', '"pledge"', "`kind` was published as petition"),
        ("2027-05-21", "2027-05-22", "cannot be later"),
        ('["en", "es"]', '["en"]', "lacks 'es'"),
        ('"Cem"', '"Eve"', "`holders` was published as Ana, Bo, Cem, and people have signed for these"),
    ],
)
def test_what_was_promised_cannot_change(publish_again: Callable[..., object], old: str, new: str, said: str) -> None:
    with pytest.raises(NotReadyError, match=said):
        publish_again(SETTINGS.replace(old, new))


def test_how_many_holders_open_it_cannot_change(organisers: Organisers) -> None:
    key = CampaignKey.fresh()
    organisers.folder.mkdir(parents=True)
    for needed in (3, 2):  # before anybody signed it may change
        for name, text in key_files(SLUG, key, needed).items():
            (organisers.folder / name).write_text(text)
        assert organisers.publish().needed == needed
    organisers.collected()
    for name, text in key_files(SLUG, key, 3).items():
        (organisers.folder / name).write_text(text)
    with pytest.raises(NotReadyError, match="People have signed for 2 key holders"):
        organisers.publish()


def test_before_anybody_signed_a_holder_can(organisers: Organisers) -> None:
    organisers.publish()
    assert organisers.publish(SETTINGS.replace('"Cem"', '"Eve"')).holders == ("Ana", "Bo", "Eve")


def test_all_can_be_destroyed_earlier_than_promised(publish_again: Callable[..., object]) -> None:
    publish_again(SETTINGS.replace("2027-05-21", "2027-04-01"))
    assert queries.campaign(SLUG).retention == date(2027, 4, 1)


@pytest.mark.parametrize("new", ["appears_at = 2", "appears_at = 30"])
def test_a_letter_waits_for_as_many_as_were_named(organisers: Organisers, new: str) -> None:
    organisers.publish(LETTER)
    with pytest.raises(NotReadyError, match="`appears_at` was published as 3"):
        organisers.publish(LETTER.replace("appears_at = 3", new))


def test_another_key_is_refused_once_it_is_published(organisers: Organisers) -> None:
    organisers.publish()
    for name, text in key_files(SLUG).items():
        (organisers.folder / name).write_text(text)
    with pytest.raises(NotReadyError, match="another than at publication"):
        organisers.publish()


def cited(case: Case, ids: list[str]) -> str:
    listed = ", ".join(f'"{claim_id}"' for claim_id in ids)
    return SETTINGS.replace('case = ""', f'case = "{case.folder}"').replace("claims = []", f"claims = [{listed}]")


def test_claims_are_frozen_with_figure_and_day(organisers: Organisers, traced: Case, claim_ids: list[str]) -> None:
    campaign = organisers.publish(cited(traced, claim_ids))
    assert campaign.claims == tuple(citing.cite(traced, claim_ids))
    assert all(claim.figure.startswith("$") and claim.statement and claim.wording for claim in campaign.claims)


def test_an_unknown_claim_is_named(organisers: Organisers, traced: Case) -> None:
    with pytest.raises(NotReadyError, match="There is no claim 'C123'"):
        organisers.publish(cited(traced, ["C123"]))


def newer(claim: CitedClaim) -> CitedClaim:
    return CitedClaim(
        claim.id, "A newer sentence.", "its wording", "$5", date(2026, 12, 1), "https://example.org/claim"
    )


def test_with_newer_records_the_frozen_figure_stays_beside_what_it_says_now(
    organisers: Organisers, traced: Case, claim_ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = organisers.publish(cited(traced, claim_ids)).claims
    monkeypatch.setattr(citing, "cite", lambda _, ids: [newer(claim) for claim in before if claim.id in ids])
    first = organisers.publish(cited(traced, claim_ids)).claims[0]
    assert (first.statement, first.figure, first.day) == (before[0].statement, before[0].figure, before[0].day)
    assert (before[0].now_wording, first.now_wording) == ("", "its wording")
    assert (first.now, first.now_day, first.address) == (
        "A newer sentence.",
        date(2026, 12, 1),
        "https://example.org/claim",
    )
    monkeypatch.undo()
    assert organisers.publish(cited(traced, claim_ids)).claims[0].now == ""


def test_a_published_claim_stays_when_the_case_has_it_no_more(
    organisers: Organisers, traced: Case, claim_ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = organisers.publish(cited(traced, claim_ids)).claims

    def gone(_: Case, ids: list[str]) -> list[CitedClaim]:
        raise CaseError(f"There is no claim {ids[0]!r} in this case.")

    monkeypatch.setattr(citing, "cite", gone)
    assert organisers.publish(cited(traced, claim_ids)).claims == before
    assert [claim_ids[0] in remark for remark in organisers.remarks] == [True, False]


def test_a_published_claim_cannot_be_taken_out(organisers: Organisers, traced: Case, claim_ids: list[str]) -> None:
    organisers.publish(cited(traced, claim_ids))
    with pytest.raises(NotReadyError, match=f"`claims` lacks {claim_ids[1]}"):
        organisers.publish(cited(traced, claim_ids[:1]))


def test_a_folder_that_is_not_there_is_said(organisers: Organisers) -> None:
    with pytest.raises(CampaignError, match="undersigned campaign new nowhere"):
        publish(organisers.site, "nowhere", TODAY)
