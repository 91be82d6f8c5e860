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
_IPV6_BYTES = ((4, 64), (6, 4), (7, 1))
"""How much of an IPv6 address names a network, and how many times a household's share it may use up.

A provider hands a /56 or a /48 to a household (RIPE-690), and a customer of a data centre has a /48 or more for
nothing: without the wider ones he would have as many shares as he likes.
"""


def address_hash(key: bytes, canonical: str) -> bytes:
    """The 32 bytes by which one address is told from another within a campaign (HMAC-SHA256)."""
    return hmac.digest(key, _MAIL + canonical.encode("utf-8"), "sha256")


def network_hashes(key: bytes, address: str) -> tuple[tuple[bytes, int], ...]:
    """The 16 bytes that stand for each network of an IP address, the widest first, with how many shares it has.

    They are its /24, or in IPv6 its /32 (64 shares), /48 (4 shares) and /56. An IPv4 address written as IPv6
    (`::ffff:192.0.2.1`) counts as IPv4; a zone (`%eth0`) is left out.

    Raises:
        ValueError: the text is no IP address.
    """
    return tuple((hmac.digest(key, _NETWORK + prefix, "sha256")[:16], shares) for prefix, shares in _prefixes(address))


def _prefixes(address: str) -> list[tuple[bytes, int]]:
    if _IPV4.fullmatch(address):  # the reader of all addresses takes four times as long
        return [(b"4" + bytes(map(int, address.split(".")))[:_IPV4_BYTES], 1)]
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    if ip.version == 4:
        return [(b"4" + ip.packed[:_IPV4_BYTES], 1)]
    return [(b"6" + ip.packed[:length], shares) for length, shares in _IPV6_BYTES]
