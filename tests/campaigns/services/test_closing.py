import pytest

from tests.campaigns.organising import SLUG, Organisers
from undersigned.campaigns import orm, queries
from undersigned.campaigns.services import closing
from undersigned.errors import CampaignError
from undersigned.ledger.withdrawing import withdraw
from undersigned.terms.campaign import Stage


def test_a_closed_campaign_takes_nobody_and_keeps_its_tally(organisers: Organisers) -> None:
    organisers.publish()
    organisers.signed()
    assert organisers.close().stage is Stage.CLOSED
    assert queries.open_campaigns() == ()
    assert organisers.tally().standing == 1


def test_its_key_is_destroyed(organisers: Organisers) -> None:
    campaign = organisers.publish()
    organisers.close()
    assert not organisers.keyring.has_campaign(campaign.id)


def test_what_nobody_confirmed_is_destroyed_and_what_was_confirmed_stays(organisers: Organisers) -> None:
    organisers.publish()
    organisers.signed()
    organisers.collected()
    assert closing.waiting(SLUG) == 1
    organisers.close()
    assert closing.waiting(SLUG) == 0
    assert organisers.number_of("state = 'pending' and for_signer is null and for_holders is null and area = ''") == 1
    assert organisers.number_of("state = 'confirmed' and for_signer is not null and for_holders is not null") == 1
    assert organisers.rows_in("outbox") == 0
    assert organisers.differences() == ()


def test_one_can_still_withdraw(organisers: Organisers) -> None:
    organisers.publish()
    signature = organisers.signed()
    organisers.close()
    withdraw(orm.connection(), signature)
    assert organisers.tally().standing == 0
    assert organisers.differences() == ()


def test_it_is_closed_once(organisers: Organisers) -> None:
    organisers.publish()
    organisers.close()
    with pytest.raises(CampaignError, match="closed already"):
        organisers.close()


def test_a_closed_campaign_can_be_published_again_and_stays_closed(organisers: Organisers) -> None:
    campaign = organisers.publish()
    organisers.close()
    organisers.today = campaign.retention.replace(day=1)
    assert organisers.publish().stage is Stage.CLOSED
    assert not organisers.keyring.has_campaign(campaign.id)


def test_an_unknown_campaign_is_named_beside_those_that_there_are(organisers: Organisers) -> None:
    with pytest.raises(CampaignError, match="none yet"):
        organisers.close()
    organisers.publish()
    with pytest.raises(CampaignError, match=f"No campaign 'other' .* Published are: {SLUG}"):
        queries.campaign("other")
