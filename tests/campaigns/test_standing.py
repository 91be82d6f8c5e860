import pytest

from tests.campaigns.organising import Organisers
from undersigned.campaigns import orm, standing
from undersigned.ledger.naming import add_batch
from undersigned.terms.campaign import PublicSigner


def places(organisers: Organisers) -> tuple[tuple[str, int], ...]:
    return standing.standing(orm.connection(), organisers.campaign()).places


def test_a_campaign_shows_its_tally_its_names_and_its_places(organisers: Organisers) -> None:
    campaign = organisers.publish()
    organisers.signed("Ana Ruiz")
    for _ in range(9):
        organisers.signed()
    add_batch(orm.connection(), campaign.id, enough=1)
    found = standing.standing(orm.connection(), organisers.campaign())
    assert (found.tally.standing, found.signers, found.places) == (10, (PublicSigner("Ana Ruiz"),), (("US", 10),))


def test_places_that_take_long_to_count_are_not_counted_for_every_page(
    organisers: Organisers, monkeypatch: pytest.MonkeyPatch
) -> None:
    organisers.publish()
    clock = iter([0.0, 0.5, 0.5, 50.0, 51.0, 51.5, 51.5])  # asked, counted, kept; asked again; asked later, counted
    monkeypatch.setattr(standing, "monotonic", lambda: next(clock))
    assert places(organisers) == ()
    for _ in range(10):
        organisers.signed()
    assert places(organisers) == ()
    assert places(organisers) == (("US", 10),)
