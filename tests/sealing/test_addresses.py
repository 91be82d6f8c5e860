"""Keyed hashes tell addresses and networks apart, and nothing to who has no key."""

import hmac

import pytest

from undersigned.sealing.addresses import address_hash, network_hash

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
    assert network_hash(KEY, one) == network_hash(KEY, other)
    assert len(network_hash(KEY, one)) == 16


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("192.0.2.1", "192.0.3.1"),
        ("2001:db8:0:aa00::1", "2001:db8:0:ab00::1"),
        ("0.0.0.0", "::"),  # noqa: S104  # compared, not listened on
    ],
)
def test_two_networks_have_two(one: str, other: str) -> None:
    assert network_hash(KEY, one) != network_hash(KEY, other)
    assert network_hash(KEY, one) != network_hash(OTHER, one)


@pytest.mark.parametrize("text", ["", "unknown", "192.0.2", "192.0.2.256", "192.0.2.1:443", "1", "192.0.2.01"])
def test_what_is_no_ip_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        network_hash(KEY, text)
