"""Keyed hashes of addresses: one of a signer's mail address, one of the network that a form came from.

Without the key a hash cannot be tried against a list of addresses. The key of a campaign's addresses is destroyed
when it closes; the key of networks changes daily.
"""

import hmac
import re
from ipaddress import IPv6Address, ip_address

_MAIL = b"undersigned mail address\0"
_NETWORK = b"undersigned network\0"
_IPV4 = re.compile(r"(?:(?:0|[1-9][0-9]{0,2})\.){3}(?:0|[1-9][0-9]{0,2})", re.ASCII)
_IPV4_BYTES = 3  # /24: what one small network or a provider's address pool shares
_IPV6_BYTES = 7  # /56: what a provider hands to one household (RIPE-690 recommends /56 or shorter)


def address_hash(key: bytes, canonical: str) -> bytes:
    """The 32 bytes by which one address is told from another within a campaign (HMAC-SHA256)."""
    return hmac.digest(key, _MAIL + canonical.encode("utf-8"), "sha256")


def network_hash(key: bytes, address: str) -> bytes:
    """The 16 bytes that stand for the network of an IP address: its /24, or its /56 in IPv6.

    An IPv4 address written as IPv6 (`::ffff:192.0.2.1`) counts as IPv4; a zone (`%eth0`) is left out.

    Raises:
        ValueError: the text is no IP address.
    """
    return hmac.digest(key, _NETWORK + _prefix(address), "sha256")[:16]


def _prefix(address: str) -> bytes:
    if _IPV4.fullmatch(address):  # the reader of all addresses takes four times as long
        return b"4" + bytes(map(int, address.split(".")))[:_IPV4_BYTES]
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return b"6" + ip.packed[:_IPV6_BYTES] if ip.version == 6 else b"4" + ip.packed[:_IPV4_BYTES]
