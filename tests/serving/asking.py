"""Asks an ASGI application without a server."""

import asyncio
from dataclasses import dataclass

from undersigned.serving.answers import Application, Message


@dataclass(frozen=True)
class Said:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(
    application: Application,
    path: str,
    method: str = "GET",
    pieces: tuple[bytes, ...] = (b"",),
    headers: dict[str, str] | None = None,
) -> Said:
    scope = {
        "type": "http",
        "path": path,
        "method": method,
        "headers": [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()],
    }
    waiting = [
        {"type": "http.request", "body": piece, "more_body": number < len(pieces)}
        for number, piece in enumerate(pieces, start=1)
    ]
    sent: list[Message] = []

    async def receive() -> Message:
        if waiting:
            return waiting.pop(0)
        await asyncio.Event().wait()
        raise AssertionError("nothing more ever comes")

    async def send(message: Message) -> None:
        sent.append(message)

    async def talk() -> None:
        await application(scope, receive, send)

    asyncio.run(talk())
    start = sent[0]
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    return Said(start["status"], found, b"".join(message.get("body", b"") for message in sent[1:]))
