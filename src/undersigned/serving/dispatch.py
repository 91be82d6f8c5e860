"""The dispatcher: one hop from the web server to the room that answers.

Signatures and stamps go to the intake, files of the public folder come from memory, all else is Django's. A body is
read here, whole, within a size and a time, so that no slow or endless sender holds a room behind.
"""

from asyncio import timeout
from pathlib import Path

from undersigned.campaigns.pages.headers import TRANSPORT
from undersigned.serving import notices
from undersigned.serving.answers import Answer, Application, Message, Receive, Scope, Send, plain
from undersigned.serving.notices import LARGEST_BODY
from undersigned.serving.statics import Statics

SECONDS_FOR_BODY = 15.0
_TRANSPORT = (TRANSPORT[0].encode(), TRANSPORT[1].encode())
_INTAKE = ("/sign/", "/stamp/")
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
ONLY_READ = plain(405, "This page can only be read.", (b"allow", b"GET, HEAD"))


def dispatcher(public: Path, intake: Application, web: Application, base_url: str = "") -> Application:
    """The ASGI application of a site, whose address people know as `base_url`."""
    statics = Statics(public)

    async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await _begin_or_end(intake, scope, receive, send)
            return
        path: str = scope["path"]
        method: str = scope["method"]
        if path.startswith(_INTAKE):
            await _pass_on(intake, scope, receive, send)
        elif not statics.owns(path):
            await _pass_on(web, scope, receive, send)
        elif method in {"GET", "HEAD"}:
            await statics.answer(path, scope["headers"]).give(send, head=method == "HEAD")
        else:
            await ONLY_READ.give(send)

    return _over_https(dispatch) if base_url.startswith("https://") else dispatch


def _over_https(dispatch: Application) -> Application:
    """The same, each of whose answers says that this site is asked over https alone, whichever room gives it."""

    async def dispatch_over_https(scope: Scope, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], _TRANSPORT]}
            await send(message)

        await dispatch(scope, receive, told)

    return dispatch_over_https


async def _begin_or_end(intake: Application, scope: Scope, receive: Receive, send: Send) -> None:
    """The beginning and end of a process are the intake's matter; nothing here speaks over web sockets."""
    if scope["type"] == "lifespan":
        await intake(scope, receive, send)
    else:
        await send({"type": "websocket.close", "code": 1000})


async def _pass_on(room: Application, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["method"] in _BODILESS:
        await room(scope, receive, send)
        return
    try:
        body = await _whole_body(scope, receive)
    except TimeoutError:
        await notices.too_slow(scope["headers"]).give(send)
        return
    if isinstance(body, Answer):
        await body.give(send)
    elif body is not None:
        await room(scope, _again(body, receive), send)


async def _whole_body(scope: Scope, receive: Receive) -> bytes | Answer | None:
    """The body; or the answer that it is too large; or None when its sender has gone."""
    for name, value in scope["headers"]:
        if name == b"content-length" and (not value.isdigit() or len(value) > 9 or int(value) > LARGEST_BODY):
            return notices.too_large(scope["headers"])
    body: bytes = b""
    async with timeout(SECONDS_FOR_BODY):
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += bytes(message.get("body", b""))
            if len(body) > LARGEST_BODY:
                return notices.too_large(scope["headers"])
            if not message.get("more_body"):
                return body


def _again(body: bytes, receive: Receive) -> Receive:
    """What the room behind receives: the body in one piece, then whatever the server says."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
