"""Answers of the intake: a page or a little JSON, with the headers that every answer carries."""

import json
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from undersigned.campaigns.pages import headers

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, ready to be sent any number of times."""

    start: Message
    body: Message

    @property
    def status(self) -> int:
        """Its HTTP status."""
        return int(self.start["status"])

    async def give(self, send: Send) -> None:
        """Send it."""
        await send(self.start)
        await send(self.body)


def page(status: int, text: str, more: Mapping[str, str] = _NOTHING) -> Answer:
    """A page of HTML that no cache keeps."""
    return _answer(status, "text/html; charset=utf-8", text.encode(), more)


def data(status: int, value: object) -> Answer:
    """A little JSON."""
    return _answer(status, "application/json", json.dumps(value).encode(), _NOTHING)


def elsewhere(address: str) -> Answer:
    """Send the reader to another page here."""
    return _answer(303, "text/plain; charset=utf-8", b"", {"location": address})


def _answer(status: int, kind: str, body: bytes, more: Mapping[str, str]) -> Answer:
    own = {"content-type": kind, "content-length": str(len(body)), **headers.SECURITY, **headers.PRIVATE, **more}
    written = [(name.encode("ascii"), value.encode("ascii")) for name, value in own.items()]
    return Answer(
        {"type": "http.response.start", "status": status, "headers": written},
        {"type": "http.response.body", "body": body},
    )
