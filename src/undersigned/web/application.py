"""The pages as an ASGI application: Django's views in a few threads of their own, each with its connection.

Views are short and wait for the database; threads keep them away from the event loop on which signatures arrive. More
than can be answered soon are told to come back.
"""

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.http import HttpResponse
from django.http.response import HttpResponseBase

from undersigned.campaigns import orm
from undersigned.campaigns.pages.headers import PRIVATE, SECURITY
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.postgres.database import database
from undersigned.web import saying
from undersigned.web.configuring import LARGEST_FORM, settings_of
from undersigned.web.desk import open_desk

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

THREADS = 8
"""Pages of one process that are worked on at once, and its connections to the database."""
MOST_WAITING = 400
"""Beyond this the honest answer is to come back: about a second of work."""
COME_BACK = 30


def application(site: Site, configuration: Configuration) -> "Pages":
    """The pages of one process."""
    orm.set_up(database(site, configuration), settings_of(configuration))
    open_desk(site, configuration)
    return Pages()


class Pages:
    """Takes a request off the event loop, has Django answer it, gives the answer."""

    def __init__(self) -> None:
        self._handler = BaseHandler()
        self._handler.load_middleware()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="pages")
        self._waiting = 0

    def close(self) -> None:
        """Answer what was begun, then leave the database and the threads."""
        gate = Barrier(THREADS)  # so that each thread takes one of these
        for _ in range(THREADS):
            self._threads.submit(_leave, gate)
        self._threads.shutdown()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            return
        body = await _body(receive)
        if body is None:
            return
        response = await self._answered(scope, body)
        await _give(response, send, head=scope["method"] == "HEAD")

    async def _answered(self, scope: Scope, body: bytes) -> HttpResponseBase:
        if self._waiting >= MOST_WAITING:
            return _come_back()
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._work, scope, body)
        finally:
            self._waiting -= 1

    def _work(self, scope: Scope, body: bytes) -> HttpResponseBase:
        response = self._handler.get_response(ASGIRequest(scope, BytesIO(body)))
        response.close()  # Django looks after this thread's connection here
        return response


def _leave(gate: Barrier) -> None:
    gate.wait()
    orm.close()


async def _body(receive: Receive) -> bytes | None:
    """What was sent, one byte more than a form may have at the most; None when the sender has gone."""
    body = b""
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        body += message.get("body", b"")
        if not message.get("more_body") or len(body) > LARGEST_FORM:
            return body[: LARGEST_FORM + 1]


def _come_back() -> HttpResponse:
    headers = {**SECURITY, **PRIVATE, "retry-after": str(COME_BACK)}
    return HttpResponse(saying.come_back("en"), status=503, headers=headers)


async def _give(response: HttpResponseBase, send: Send, *, head: bool) -> None:
    body: bytes = response.content  # type: ignore[attr-defined]  # none of our pages streams
    headers = [(name.lower().encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    headers.append((b"content-length", str(len(body)).encode("ascii")))
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else body})
