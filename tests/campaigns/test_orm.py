from django.core.management import call_command

from tests.campaigns.organising import Organisers
from undersigned.campaigns import orm, queries


def test_the_tables_are_as_the_models_say(organisers: Organisers) -> None:
    assert organisers.rows_in("event") == 0
    call_command("makemigrations", "campaigns", check=True, dry_run=True, skip_checks=True, verbosity=0)


def test_tables_are_made_once(organisers: Organisers) -> None:
    orm.migrate()
    assert organisers.publish() == queries.by_id(organisers.campaign().id)


def test_a_campaign_that_is_not_there_is_none(organisers: Organisers) -> None:
    assert organisers.remarks == ()
    assert queries.by_id(7) is None
    assert queries.find("nothing") is None
    assert not queries.waits(7)


def test_the_newest_campaign_comes_first(organisers: Organisers) -> None:
    first = organisers.publish()
    orm.models.Campaign.objects.create(
        slug="later", kind="pledge", stage="open", public_key=b"k", opened="2026-12-01", retention="2027-05-21"
    )
    assert [campaign.slug for campaign in queries.campaigns()] == ["later", first.slug]
