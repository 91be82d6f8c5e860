"""A signer's page when what she typed is destroyed: by the retention that was promised, or by the close."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.web.signing import Link, Signing
from undersigned.campaigns import orm
from undersigned.campaigns.services import closing, retention
from undersigned.ledger import naming, organising
from undersigned.sealing import links
from undersigned.terms.signature import Appearance, State

RETENTION = date(2027, 3, 1)
STANDING = "select sum(number)::int from ledger.tally where kind = 'standing'"


def identity(link: Link) -> UUID:
    return links.signature_id(link.secret)


def confirmed(signing: Signing, **changes: object) -> Link:
    link = signing.sign(signing.campaign(), **changes)  # type: ignore[arg-type]
    signing.post(f"{link.path}/confirm")
    assert signing.kept(link).state is State.CONFIRMED
    return link


def destroy(signing: Signing, day: date = RETENTION) -> None:
    """The day of retention, as the worker keeps it."""
    assert retention.keep_promises(signing.keyring, day)


def test_what_counts_is_said_to_count_with_the_name_as_she_asked(signing: Signing) -> None:
    link = confirmed(signing, appearance=Appearance.PERSONAL_CAPACITY)
    naming.add_batch(orm.connection(), signing.kept(link).campaign, enough=1)
    destroy(signing)
    page = signing.get(link.path)
    assert page.status == 200
    for said in ("Your signature counts", "1 March 2027", "Ada Lovelace", "Analytical Engines", "Take my name down"):
        assert said in page.text
    for wrong in ("Erased", "does not count", "802", "Denver"):
        assert wrong not in page.text
    assert signing.download(link)["what_you_typed"] is None


def test_her_name_comes_down_and_she_counts_on(signing: Signing) -> None:
    link = confirmed(signing)
    destroy(signing)
    for _ in range(2):
        assert signing.post(f"{link.path}/take-down").headers["location"] == link.path
    kept = signing.kept(link)
    assert (kept.state, kept.public) == (State.CONFIRMED, None)
    page = signing.get(link.path).text
    assert "No name of yours is shown" in page
    assert "Ada" not in page
    assert "take-down" not in page
    assert signing.rows(STANDING) == [(1,)]


def test_before_that_a_name_is_changed_by_correcting_alone(signing: Signing) -> None:
    link = confirmed(signing)
    signing.post(f"{link.path}/take-down")
    assert signing.kept(link).public is not None


def test_she_withdraws_even_then_and_nothing_is_left(signing: Signing) -> None:
    link = confirmed(signing)
    destroy(signing)
    assert f"{link.path}/erase" in signing.get(link.path).text
    signing.post(f"{link.path}/erase")
    kept = signing.kept(link)
    assert (kept.state, kept.public, kept.country, kept.area) == (State.WITHDRAWN, None, "", "")
    assert "Erased" in signing.get(link.path).text
    assert signing.rows(STANDING) == [(0,)]


def test_what_was_withdrawn_before_says_so_and_gives_up_the_country(signing: Signing) -> None:
    link = confirmed(signing)
    signing.post(f"{link.path}/withdraw")
    destroy(signing)
    page = signing.get(link.path).text
    assert "Your signature is withdrawn" in page
    assert "What you typed is destroyed" in page
    assert "sign again" not in page
    signing.post(f"{link.path}/erase")
    assert signing.kept(link).country == ""
    assert "Erased" in signing.get(link.path).text


def test_what_the_organisers_took_out_is_not_said_to_be_blocked(signing: Signing) -> None:
    link = confirmed(signing)
    organising.invalidate(orm.connection(), identity(link), "bought in bulk")
    destroy(signing)
    page = signing.get(link.path).text
    assert "took it out of the count" in page
    assert "mail@example.org" in page
    assert "What you typed is destroyed" in page
    assert "blocked" not in page
    signing.post(f"{link.path}/erase")
    assert signing.kept(link).country == ""


def test_who_said_it_was_not_her_reads_the_same_afterwards(signing: Signing) -> None:
    link = signing.sign(signing.campaign())
    signing.post(f"{link.path}/not-me")
    destroy(signing)
    assert "Thank you for telling us" in signing.get(link.path).text


def test_what_nobody_confirmed_in_time_is_explained(signing: Signing) -> None:
    campaign = signing.campaign()
    link = signing.sign(campaign)
    closing.close(signing.keyring, campaign.slug, RETENTION - timedelta(days=9))
    page = signing.get(link.path).text
    assert "ended before it was confirmed" in page
    assert "What you typed is destroyed" in page
    assert "<form" not in page


@pytest.mark.parametrize("day", [date(2026, 12, 2), RETENTION])
def test_of_a_letter_that_never_appeared_nothing_is_said_to_count(signing: Signing, day: date) -> None:
    link = signing.sign(signing.campaign(kind="letter", appears_at=100, appears_by=date(2026, 12, 1)))
    signing.post(f"{link.path}/confirm")
    destroy(signing, day)
    page = signing.get(link.path)
    assert page.status == 200
    assert "The letter did not appear" in page.text
    assert "counts" not in page.text
