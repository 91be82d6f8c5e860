"""A mail server on this machine that takes every mail and remembers whose link was in it."""

import asyncio
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from uuid import UUID

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from undersigned.sealing.links import from_text, signature_id

_LINK = re.compile(rb"/s/([A-Za-z0-9_-]{22})")
_REMINDER = b"Subject: A reminder"


class Mailbox:
    """What was taken: how often each signature's confirmation mail came; new links wait in `links`."""

    def __init__(self) -> None:
        self.came: Counter[UUID] = Counter()
        self.links: SimpleQueue[str] = SimpleQueue()
        self.port = 0
        self._lock = threading.Lock()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802, ARG002
        """Take a mail."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        found = _LINK.search(content)
        if found is None or _REMINDER in content:
            return "554 not a mail that was waited for"
        text = found[1].decode("ascii")
        secret = from_text(text)
        if secret is None:
            return "554 not a link"
        with self._lock:
            identity = signature_id(secret)
            self.came[identity] += 1
            if self.came[identity] == 1:
                self.links.put(text)
        return "250 taken"

    def counts(self) -> Counter[UUID]:
        """What came until now."""
        with self._lock:
            return self.came.copy()


class _AnyPort(Controller):
    """One that knows on which port it came to listen."""

    def _trigger_server(self) -> None:
        if isinstance(self.server, asyncio.Server):
            self.port: int = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    """A mailbox that listens."""
    found = Mailbox()
    controller = _AnyPort(found, hostname="127.0.0.1", port=0)
    controller.start()
    found.port = controller.port
    try:
        yield found
    finally:
        controller.stop()
