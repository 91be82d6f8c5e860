"""Short answers that the dispatcher gives by itself, and the headers that each of them carries."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass
from typing import Any

from undersigned.campaigns.pages.headers import SECURITY

Header = tuple[bytes, bytes]
Headers = Iterable[Header]
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

ALWAYS: tuple[Header, ...] = tuple((name.encode(), value.encode()) for name, value in SECURITY.items())


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, ready to be sent any number of times."""

    status: int
    headers: list[Header]
    body: bytes

    async def give(self, send: Send, *, head: bool = False) -> None:
        """Send it; to HEAD without the body."""
        await send({"type": "http.response.start", "status": self.status, "headers": self.headers})
        await send({"type": "http.response.body", "body": b"" if head else self.body})


def headers_of(length: int | None, *own: Header) -> list[Header]:
    """The headers of an answer of so many bytes; None for one that has no body."""
    counted: tuple[Header, ...] = () if length is None else ((b"content-length", str(length).encode()),)
    return [*own, *counted, *ALWAYS]


def page(status: int, text: str, *own: Header) -> Answer:
    """A page, kept by no cache."""
    return _said(status, b"text/html; charset=utf-8", text, own)


def plain(status: int, sentence: str, *own: Header) -> Answer:
    """One sentence as plain text, kept by no cache."""
    return _said(status, b"text/plain; charset=utf-8", sentence + "\n", own)


def _said(status: int, kind: bytes, text: str, own: Iterable[Header]) -> Answer:
    body = text.encode()
    return Answer(status, headers_of(len(body), (b"content-type", kind), (b"cache-control", b"no-store"), *own), body)
