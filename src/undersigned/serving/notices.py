"""What the dispatcher says where no room answers, in the reader's language: pages made once and given to everybody."""

from functools import lru_cache

from undersigned.campaigns.pages import notices
from undersigned.campaigns.words.speaking import words_beside
from undersigned.serving.answers import Answer, Headers, page

LARGEST_BODY = 16 * 1024


def nothing_here(headers: Headers) -> Answer:
    """No page has this address."""
    return _nothing_here(_language(headers))


def too_large(headers: Headers) -> Answer:
    """More was sent than any form of ours holds."""
    return _too_large(_language(headers))


def too_slow(headers: Headers) -> Answer:
    """What was sent did not arrive in time."""
    return _too_slow(_language(headers))


@lru_cache
def _nothing_here(language: str) -> Answer:
    return page(404, notices.nothing_here(language))


@lru_cache
def _too_large(language: str) -> Answer:
    return page(413, notices.too_large(language, LARGEST_BODY // 1024))


@lru_cache
def _too_slow(language: str) -> Answer:
    return page(408, notices.too_slow(language), (b"connection", b"close"))


def _language(headers: Headers) -> str:
    """The first language that the browser asks for, where we speak it; English otherwise."""
    asked = next((value for name, value in headers if name == b"accept-language"), b"")
    first = asked[:40].split(b",")[0].split(b";")[0].strip()
    return words_beside(first.decode("latin-1")).tag
