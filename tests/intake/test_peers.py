"""From which address a request came."""

import pytest

from undersigned.intake.peers import UNKNOWN, peer


def asked(said: str | None, proxies: int, client: str = "198.51.100.7") -> str:
    headers = [] if said is None else [(b"x-forwarded-for", said.encode())]
    return peer((client, 4711), headers, proxies)


def test_without_trusted_proxies_nothing_that_is_said_is_believed() -> None:
    assert asked("203.0.113.9", 0) == "198.51.100.7"


@pytest.mark.parametrize(
    ("said", "proxies", "found"),
    [
        ("203.0.113.9", 1, "203.0.113.9"),
        ("8.8.8.8, 203.0.113.9", 1, "203.0.113.9"),
        ("8.8.8.8, 203.0.113.9, 192.0.2.1", 2, "203.0.113.9"),
        ("203.0.113.9", 2, "203.0.113.9"),
        ("2001:db8::1", 1, "2001:db8::1"),
        ("", 1, "198.51.100.7"),
    ],
)
def test_the_proxies_that_were_counted_are_believed_and_nobody_before_them(said: str, proxies: int, found: str) -> None:
    assert asked(said, proxies) == found


def test_headers_that_come_twice_are_one_list() -> None:
    headers = [(b"x-forwarded-for", b"8.8.8.8"), (b"x-forwarded-for", b"203.0.113.9")]
    assert peer(("198.51.100.7", 1), headers, 1) == "203.0.113.9"


def test_who_is_not_known_counts_as_nobody() -> None:
    assert peer(None, [], 0) == UNKNOWN
