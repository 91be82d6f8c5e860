from datetime import date, timedelta

from tests.campaigns.organising import LETTER, SLUG, TODAY, Organisers
from undersigned.campaigns import orm
from undersigned.ledger.naming import add_batch, newest
from undersigned.ledger.withdrawing import withdraw
from undersigned.terms.campaign import Stage

CLOSES, RETENTION, APPEARS_BY = date(2027, 2, 20), date(2027, 5, 21), date(2026, 12, 31)
DAY = timedelta(days=1)


def test_one_can_sign_on_the_last_day_and_not_after(organisers: Organisers) -> None:
    organisers.publish()
    assert organisers.keep_promises(CLOSES) == []
    assert organisers.campaign().stage is Stage.OPEN
    assert organisers.keep_promises(CLOSES + DAY) == [SLUG]
    assert organisers.campaign().stage is Stage.CLOSED
    assert organisers.keep_promises(CLOSES + DAY) == []


def test_a_close_that_was_interrupted_is_finished(organisers: Organisers) -> None:
    campaign = organisers.publish()
    organisers.collected()
    orm.models.Campaign.objects.update(stage="closed")
    organisers.keep_promises(TODAY)
    assert not organisers.keyring.has_campaign(campaign.id)
    assert organisers.number_of("for_signer is not null") == 0


def test_on_the_day_of_retention_what_was_sealed_is_destroyed_and_the_tally_stays(organisers: Organisers) -> None:
    campaign = organisers.publish()
    organisers.signed("Ana Ruiz")
    organisers.signed()
    add_batch(orm.connection(), campaign.id, enough=1)
    organisers.keep_promises(RETENTION - DAY)
    assert organisers.number_of("for_holders is not null and for_signer is not null") == 2

    assert organisers.keep_promises(RETENTION) == [SLUG]
    assert organisers.campaign().stage is Stage.DESTROYED
    assert organisers.number_of("coalesce(for_holders, for_signer) is null and data_key is null and provider = ''") == 2
    assert (organisers.rows_in("data_key"), organisers.rows_in("confirmed"), organisers.rows_in("outbox")) == (0, 0, 0)
    assert organisers.tally().standing == 2
    assert [signer.name for signer in newest(orm.connection(), campaign.id)] == ["Ana Ruiz"]
    assert organisers.differences() == ()


def test_a_signer_can_withdraw_even_then(organisers: Organisers) -> None:
    campaign = organisers.publish()
    signature = organisers.signed("Ana Ruiz")
    organisers.keep_promises(RETENTION)
    withdraw(orm.connection(), signature)
    add_batch(orm.connection(), campaign.id, enough=1)
    assert newest(orm.connection(), campaign.id) == ()
    assert organisers.tally().standing == 0
    assert organisers.differences() == ()


def test_a_campaign_without_a_last_day_ends_with_its_retention(organisers: Organisers) -> None:
    campaign = organisers.publish(LETTER.replace("closes = 2027-02-20\n", "").partition("appears_at")[0])
    organisers.keep_promises(RETENTION - DAY)
    assert organisers.campaign().stage is Stage.OPEN
    organisers.keep_promises(RETENTION)
    assert organisers.campaign().stage is Stage.DESTROYED
    assert not organisers.keyring.has_campaign(campaign.id)


def test_a_letter_appears_with_enough_signatures_and_stays(organisers: Organisers) -> None:
    organisers.publish(LETTER)
    signatures = [organisers.signed() for _ in range(3)]
    assert organisers.campaign().waits
    assert organisers.keep_promises(APPEARS_BY) == [SLUG]
    assert organisers.campaign().appeared == APPEARS_BY
    withdraw(orm.connection(), signatures[0])
    organisers.keep_promises(APPEARS_BY + DAY)
    assert not organisers.campaign().waits
    assert organisers.campaign().stage is Stage.OPEN


def test_of_a_letter_that_too_few_signed_everything_is_destroyed(organisers: Organisers) -> None:
    campaign = organisers.publish(LETTER)
    organisers.signed()
    organisers.signed()
    organisers.collected()
    assert organisers.keep_promises(APPEARS_BY) == []

    assert organisers.keep_promises(APPEARS_BY + DAY) == [SLUG]
    assert organisers.campaign().stage is Stage.DESTROYED
    assert organisers.campaign().waits
    assert not organisers.keyring.has_campaign(campaign.id)
    emptied = "coalesce(for_holders, for_signer) is null and (country, area, language, provider) = ('', '', '', '')"
    assert organisers.number_of(emptied) == 3
    tables = ("data_key", "confirmed", "outbox", "public_signer")
    assert [organisers.rows_in(table) for table in tables] == [0, 0, 0, 0]
    assert organisers.keep_promises(APPEARS_BY + 2 * DAY) == []


def test_other_campaigns_keep_what_is_theirs(organisers: Organisers) -> None:
    organisers.publish(LETTER)
    other = organisers.signed()
    orm.connection().execute("update ledger.signature set campaign = campaign + 1 where id = %s", [other])
    organisers.signed()
    organisers.keep_promises(APPEARS_BY + DAY)
    assert organisers.number_of("for_holders is not null") == 1
