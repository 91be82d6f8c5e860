"""The dispatcher: one hop from the web server to the room that answers.

Signatures and stamps go to the intake, files of the public folder come from memory, all else is Django's. A body is
read here, whole, within a size and a time, so that no slow or endless sender holds a room behind.
"""

from asyncio import timeout
from pathlib import Path

from undersigned.serving.answers import Answer, Application, Message, Receive, Scope, Send, plain
from undersigned.serving.statics import Statics

LARGEST_BODY = 16 * 1024
SECONDS_FOR_BODY = 15.0
_INTAKE = ("/sign/", "/stamp/")
_BODILESS = frozenset({"GET", "HEAD", "OPTIONS"})
TOO_LARGE = plain(413, f"This is larger than the {LARGEST_BODY // 1024} KB that a form here may have.")
TOO_SLOW = plain(408, "The form did not arrive in time. Please send it again.", (b"connection", b"close"))
ONLY_READ = plain(405, "This page can only be read.", (b"allow", b"GET, HEAD"))


def dispatcher(public: Path, intake: Application, web: Application) -> Application:
    """The ASGI application of a site."""
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

    return dispatch


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
        await TOO_SLOW.give(send)
        return
    if isinstance(body, Answer):
        await body.give(send)
    elif body is not None:
        await room(scope, _again(body, receive), send)


async def _whole_body(scope: Scope, receive: Receive) -> bytes | Answer | None:
    """The body; or the answer that it is too large; or None when its sender has gone."""
    for name, value in scope["headers"]:
        if name == b"content-length" and (not value.isdigit() or len(value) > 9 or int(value) > LARGEST_BODY):
            return TOO_LARGE
    body: bytes = b""
    async with timeout(SECONDS_FOR_BODY):
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += bytes(message.get("body", b""))
            if len(body) > LARGEST_BODY:
                return TOO_LARGE
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
