"""Keyed hashes tell addresses and networks apart, and nothing to who has no key."""

import hmac

import pytest

from undersigned.sealing.addresses import address_hash, network_hashes

KEY, OTHER = bytes(range(32)), bytes(32)


def test_an_address_has_one_hash_a_key() -> None:
    assert address_hash(KEY, "ana@example.org") == address_hash(KEY, "ana@example.org")
    assert len({address_hash(KEY, "ana@example.org"), address_hash(OTHER, "ana@example.org")}) == 2
    assert address_hash(KEY, "ana@example.org") != address_hash(KEY, "bo@example.org")
    assert len(address_hash(KEY, "ana@example.org")) == 32


def test_a_hash_of_an_address_is_no_hash_for_another_purpose() -> None:
    assert address_hash(KEY, "ana@example.org") != hmac.digest(KEY, b"ana@example.org", "sha256")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.1", "192.0.2.254"),
        ("192.0.2.1", "::ffff:192.0.2.77"),
        ("2001:db8:0:aa00::1", "2001:db8:0:aaff:1:2:3:4"),
        ("fe80::1%eth0", "fe80::2"),
    ],
)
def test_one_network_has_one_hash(one: str, other: str) -> None:
    assert network_hashes(KEY, one) == network_hashes(KEY, other)
    assert all(len(network) == 16 for network, _ in network_hashes(KEY, one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.1", "192.0.3.1"),
        ("2001:db8:0:aa00::1", "2001:db8:0:ab00::1"),
        ("0.0.0.0", "::"),  # noqa: S104  # compared, not listened on
    ],
)
def test_two_networks_have_two(one: str, other: str) -> None:
    assert network_hashes(KEY, one)[-1] != network_hashes(KEY, other)[-1]
    assert not set(network_hashes(KEY, one)) & set(network_hashes(OTHER, one))


@pytest.mark.parametrize("text", ["", "unknown", "192.0.2", "192.0.2.256", "192.0.2.1:443", "1", "192.0.2.01"])
def test_what_is_no_ip_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        network_hashes(KEY, text)


@pytest.mark.parametrize(
    ("other", "common"),
    [("2001:db8:1:aa55::1", 3), ("2001:db8:1:ffff::1", 2), ("2001:db8:2::1", 1), ("2001:db9::1", 0)],
)
def test_wider_networks_of_ipv6_are_told_too_with_more_shares(other: str, common: int) -> None:
    own = network_hashes(KEY, "2001:db8:1:aa00::1")
    assert [shares for _, shares in own] == [64, 4, 1]
    assert sum(one == two for one, two in zip(own, network_hashes(KEY, other), strict=True)) == common
    assert [shares for _, shares in network_hashes(KEY, "192.0.2.1")] == [1]
