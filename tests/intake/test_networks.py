"""How many forms a network has sent in this hour."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from undersigned.intake.networks import Local, Networks
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring

NOON = datetime(2026, 11, 22, 12, 10, tzinfo=UTC)
MOST = 60


@pytest.fixture
def networks(tmp_path: Path) -> Networks:
    return Networks(Keyring(Site(tmp_path / "site").make()))


def test_addresses_of_one_network_count_together(networks: Networks) -> None:
    assert networks.count("203.0.113.9", NOON, MOST) == 1
    assert networks.count("203.0.113.77", NOON, MOST) == 2
    assert networks.count("198.51.100.1", NOON, MOST) == 1


def test_a_form_without_proof_can_count_for_more(networks: Networks) -> None:
    assert networks.count("203.0.113.9", NOON, MOST, weight=5) == 5


def test_a_new_hour_begins_at_nothing(networks: Networks) -> None:
    networks.count("203.0.113.9", NOON, MOST)
    assert networks.count("203.0.113.9", NOON + timedelta(hours=1), MOST) == 1


def test_what_others_counted_is_added(networks: Networks) -> None:
    networks.count("203.0.113.9", NOON, MOST)
    hour, counts = networks.unshared()
    assert hour == NOON.replace(minute=0)
    ((network, number),) = counts.items()
    assert number == 1
    networks.count("203.0.113.9", NOON, MOST)
    networks.learn({network: 41})
    assert networks.count("203.0.113.9", NOON, MOST) == 43


def test_the_key_changes_with_the_day(networks: Networks) -> None:
    networks.count("203.0.113.9", NOON, MOST)
    _, today = networks.unshared()
    networks.count("203.0.113.9", NOON + timedelta(days=1), MOST)
    _, tomorrow = networks.unshared()
    assert not set(today) & set(tomorrow)
    assert all(len(network) == 16 for network in (*today, *tomorrow))


def test_what_is_no_address_counts_as_one_nobody(networks: Networks) -> None:
    assert networks.count("not an address", NOON, MOST) == 1
    assert networks.count("1.2.3.400", NOON, MOST) == 2
    assert networks.count("1.2.3.4", NOON, MOST) == 1


def test_a_flood_of_networks_does_not_fill_the_memory(networks: Networks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.intake.networks.REMEMBERED", 10)
    for number in range(20):
        networks.count(f"203.0.{number}.9", NOON, MOST)
    _, counts = networks.unshared()
    networks.learn(counts)
    assert networks.count("203.0.7.1", NOON, MOST) == 2


def test_a_household_of_ipv6_has_one_share_and_a_customer_with_many_networks_has_four(networks: Networks) -> None:
    assert [networks.count("2001:db8:1:aa00::1", NOON, 10) for _ in range(11)][-1] == 11
    came = [networks.count(f"2001:db8:2:{number:x}00::1", NOON, 10) for number in range(50)]
    assert next(number for number, share in enumerate(came) if share > 10) == 40


def test_a_provider_of_ipv6_has_sixty_four(networks: Networks) -> None:
    came = [networks.count(f"2001:db8:{number:x}::1", NOON, 10) for number in range(700)]
    assert next(number for number, share in enumerate(came) if share > 10) == 640


def test_beyond_its_limit_a_wide_network_makes_no_new_rows(networks: Networks) -> None:
    for number in range(700):
        networks.count(f"2001:db8:{number:x}::1", NOON, 1)
    _, rows = networks.unshared()
    assert len(rows) == 1 + 64 * 2


def test_what_one_process_counts_by_itself_begins_anew_after_its_time() -> None:
    clock = [100.0]
    local = Local(timedelta(minutes=1), lambda: clock[0])
    assert [local.count(address, MOST) for address in ("203.0.113.9", "203.0.113.10", "198.51.100.1")] == [1, 2, 1]
    assert [local.count("no address", MOST), local.count("nor this", MOST)] == [1, 2]
    clock[0] += 59
    assert local.count("203.0.113.9", MOST) == 3
    clock[0] += 1
    assert local.count("203.0.113.9", MOST) == 1


def test_what_one_process_counts_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("undersigned.intake.networks.REMEMBERED", 10)
    local = Local(timedelta(hours=1), lambda: 0.0)
    for number in range(100):
        local.count(f"203.0.{number}.9", MOST)
    assert len(local._known) <= 11  # nothing else tells
