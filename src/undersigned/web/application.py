"""The pages as an ASGI application: Django's views in a few threads of their own, each with its connection.

Views are short and wait for the database; threads keep them away from the event loop on which signatures arrive. More
than can be answered soon are told to come back.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from threading import Barrier
from typing import Any

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.asgi import ASGIRequest
from django.core.handlers.base import BaseHandler
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
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
from undersigned.web.errors import COME_BACK

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

THREADS = 4
"""Pages of one process that are worked on at once, and its connections to the database."""
MOST_WAITING = 400
"""Beyond this the honest answer is to come back: about a second of work."""
PATIENCE = "5s"
"""What one question to the database may take, before a reader is told to come back."""
_NOTHING: Mapping[str, str] = {}


def application(site: Site, configuration: Configuration) -> "Pages":
    """The pages of one process."""
    orm.set_up(database(site, configuration), settings_of(configuration))
    connection_created.connect(_be_impatient)
    logging.getLogger("django").setLevel(
        logging.CRITICAL + 1
    )  # it writes addresses, which hold secrets; we say the rest
    open_desk(site, configuration)
    return Pages()


def _be_impatient(connection: BaseDatabaseWrapper, **_: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('statement_timeout', %s, false)", [PATIENCE])


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
        connection_created.disconnect(_be_impatient)

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
            return _without_django(saying.come_back("en"), 503, {"retry-after": str(COME_BACK)})
        self._waiting += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._threads, self._work, scope, body)
        finally:
            self._waiting -= 1

    def _work(self, scope: Scope, body: bytes) -> HttpResponseBase:
        try:
            request = ASGIRequest(_measured(scope, len(body)), BytesIO(body))
        except (SuspiciousOperation, UnicodeDecodeError):  # not even its heading can be read
            return _without_django(saying.not_understood("en"), 400)
        response = self._handler.get_response(request)
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
        part: bytes = message.get("body", b"")
        body += part
        if not message.get("more_body") or len(body) > LARGEST_FORM:
            return body[: LARGEST_FORM + 1]


def _measured(scope: Scope, length: int) -> Scope:
    """The request with the length that its body has, whatever it said."""
    headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
    return {**scope, "headers": [*headers, (b"content-length", b"%d" % length)]}


def _without_django(page: str, status: int, more: Mapping[str, str] = _NOTHING) -> HttpResponse:
    """An answer to a request that no view sees."""
    return HttpResponse(page, status=status, headers={**SECURITY, **PRIVATE, **more})


async def _give(response: HttpResponseBase, send: Send, *, head: bool) -> None:
    body: bytes = response.content  # type: ignore[attr-defined]  # none of our pages streams
    headers = [(name.lower().encode("ascii"), value.encode("latin-1")) for name, value in response.items()]
    headers.append((b"content-length", str(len(body)).encode("ascii")))
    await send({"type": "http.response.start", "status": response.status_code, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if head else body})
