"""How many forms a network has sent in this hour."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from undersigned.intake.networks import Networks
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring

NOON = datetime(2026, 11, 22, 12, 10, tzinfo=UTC)


@pytest.fixture
def networks(tmp_path: Path) -> Networks:
    return Networks(Keyring(Site(tmp_path / "site").make()))


def test_addresses_of_one_network_count_together(networks: Networks) -> None:
    assert networks.count("203.0.113.9", NOON) == 1
    assert networks.count("203.0.113.77", NOON) == 2
    assert networks.count("198.51.100.1", NOON) == 1


def test_a_form_without_proof_can_count_for_more(networks: Networks) -> None:
    assert networks.count("203.0.113.9", NOON, weight=5) == 5


def test_a_new_hour_begins_at_nothing(networks: Networks) -> None:
    networks.count("203.0.113.9", NOON)
    assert networks.count("203.0.113.9", NOON + timedelta(hours=1)) == 1


def test_what_others_counted_is_added(networks: Networks) -> None:
    networks.count("203.0.113.9", NOON)
    hour, counts = networks.unshared()
    assert hour == NOON.replace(minute=0)
    ((network, number),) = counts.items()
    assert number == 1
    networks.count("203.0.113.9", NOON)
    networks.learn({network: 41})
    assert networks.count("203.0.113.9", NOON) == 43


def test_the_key_changes_with_the_day(networks: Networks) -> None:
    networks.count("203.0.113.9", NOON)
    _, today = networks.unshared()
    networks.count("203.0.113.9", NOON + timedelta(days=1))
    _, tomorrow = networks.unshared()
    assert not set(today) & set(tomorrow)
    assert all(len(network) == 16 for network in (*today, *tomorrow))


def test_what_is_no_address_counts_as_one_nobody(networks: Networks) -> None:
    assert networks.count("not an address", NOON) == 1
    assert networks.count("1.2.3.400", NOON) == 2
    assert networks.count("1.2.3.4", NOON) == 1


def test_a_flood_of_networks_does_not_fill_the_memory(networks: Networks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.intake.networks.REMEMBERED", 10)
    for number in range(20):
        networks.count(f"203.0.{number}.9", NOON)
    _, counts = networks.unshared()
    networks.learn(counts)
    assert networks.count("203.0.7.1", NOON) == 2
