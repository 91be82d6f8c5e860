"""A mail server for tests, on this machine, that fails as it is told to."""

import asyncio
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import Message
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

OK = "250 taken"
Answer = Callable[["Sink", str], str]


class Sink:
    """Keeps what it takes. `at_rcpt` and `at_data` answer for a recipient; an answer "drop" ends the connection."""

    def __init__(self, at_rcpt: Answer | None = None, at_data: Answer | None = None, hang: float = 0.0) -> None:
        self.at_rcpt: Answer = at_rcpt or (lambda _, __: OK)
        self.at_data: Answer = at_data or (lambda _, __: OK)
        self.hang = hang
        self.taken: list[tuple[str, bytes]] = []
        self.connections = 0
        self._changed = threading.Condition()

    async def handle_EHLO(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, session: Session, _envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.at_rcpt(self, address)
        if answer == OK:
            envelope.rcpt_tos.append(address)
        return self._or_drop(server, answer)

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        await asyncio.sleep(self.hang)
        recipient = envelope.rcpt_tos[0]
        answer = self.at_data(self, recipient)
        if answer in (OK, "drop"):
            assert isinstance(envelope.content, bytes)
            with self._changed:
                self.taken.append((recipient, envelope.content))
                self._changed.notify_all()
        return self._or_drop(server, answer)

    @staticmethod
    def _or_drop(server: SMTP, answer: str) -> str:
        if answer == "drop":
            assert isinstance(server.transport, asyncio.Transport)
            server.transport.abort()
        return answer

    def wait_for(self, number: int, seconds: float = 30.0) -> None:
        """Until so many mails were taken."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.taken) >= number, seconds), f"{len(self.taken)} of {number}"

    @property
    def recipients(self) -> list[str]:
        return [recipient for recipient, _ in self.taken]

    @property
    def messages(self) -> list[Message]:
        return [message_from_bytes(content) for _, content in self.taken]

    @property
    def times(self) -> Counter[str]:
        """How often each Message-ID came."""
        return Counter(str(message["Message-ID"]) for message in self.messages)


class _AnyPort(Controller):
    """One that knows on which port it came to listen."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port: int = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def listening(sink: Sink, at: int = 0, **how: Any) -> Iterator[int]:
    """The port on which it listens, for as long as the block lasts."""
    controller = _AnyPort(sink, hostname="127.0.0.1", port=at, **how)
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
