"""What a mail says: that somebody asked to sign something here, and the link that shows what.

Mail providers read mails, so neither sender, subject nor text names the campaign, and the Message-ID, though stable,
says nothing of the signature to those who do not have the link. The Date is the hour.
"""

import hmac
import quopri
import textwrap
from base64 import encodebytes
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime, formataddr
from functools import lru_cache
from typing import Protocol
from urllib.parse import urlsplit

from undersigned.post.transport import Letter
from undersigned.sealing.links import to_text
from undersigned.site.configuration import Sender
from undersigned.terms.mail import MailKind, Waiting

_MESSAGE = b"undersigned message id\0"
_WIDTH = 72
_LANGUAGES = 64


class Words(Protocol):
    """The words of one language."""

    def text(self, message: str, /, **values: object) -> str:
        """A message in this language."""


@dataclass(frozen=True, slots=True)
class _Form:
    """What all mails of a kind and language share; the link goes between the two halves of the text."""

    subject: str
    before: str
    after: str


class Letters:
    """Writes the mails of one site; `speak` gives the words nearest to a language."""

    def __init__(self, base_url: str, sender: Sender, speak: Callable[[str], Words]) -> None:
        self._base_url = base_url
        self._host = urlsplit(base_url).netloc
        self._domain = sender.address.rpartition("@")[2]
        self._from = formataddr((sender.name, sender.address), "utf-8")
        self._form = lru_cache(_LANGUAGES)(lambda language, kind: _form(speak(language), kind, self._host))

    def write(self, waiting: Waiting, kind: MailKind, now: datetime) -> Letter:
        """The mail of this kind about a signature; the same one again, but for the Date, whenever it is asked for.

        Raises:
            ValueError: no mail can be sent to such an address.
        """
        if not _is_plain(waiting.address):
            raise ValueError("no address that a mail's head can carry")
        form = self._form(waiting.language, kind)
        text = f"{form.before}\n\n{self._base_url}/s/{to_text(waiting.secret)}\n\n{form.after}\n"
        encoding, body = _encoded(text)
        hour = now.replace(minute=0, second=0, microsecond=0)
        head = (
            f"From: {self._from}\n"
            f"To: {waiting.address}\n"
            f"Subject: {form.subject}\n"
            f"Date: {format_datetime(hour)}\n"
            f"Message-ID: {self.message_id(kind, waiting.secret)}\n"
            "Auto-Submitted: auto-generated\n"
            "X-Auto-Response-Suppress: OOF, AutoReply\n"  # an answer that she is away would tell who she is
            "MIME-Version: 1.0\n"
            "Content-Type: text/plain; charset=utf-8\n"
            f"Content-Transfer-Encoding: {encoding}\n\n"
        )
        content = head.encode("ascii") + body
        return Letter(waiting.address, content.replace(b"\n", b"\r\n"))

    def message_id(self, kind: MailKind, secret: bytes) -> str:
        """The name of this mail among all mails, the same at every try; `secret` is the link's."""
        token = hmac.digest(secret, _MESSAGE + kind.value.encode(), "sha256")
        return f"<{token[:16].hex()}@{self._domain}>"


def _is_plain(address: str) -> bool:
    return address.isascii() and address.isprintable() and "@" in address and not set(address) & set(' <>,;:"()')


def _form(words: Words, kind: MailKind, host: str) -> _Form:
    reminds = kind is MailKind.REMIND
    before = [
        words.text("Somebody, we hope you, asked to sign something at {host}.", host=host),
        words.text("This is the only reminder.") if reminds else "",
        words.text("This link shows what it is. A button there confirms it:"),
    ]
    after = [
        words.text("Opening the link does nothing yet. If you press nothing, nothing is signed."),
        "" if reminds else words.text("We remind you once, after a day; a button there says no to that."),
        words.text(
            "It was not you? Press “{button}” there: what was typed is erased, and this address gets no more mail "
            "from us.",
            button=words.text("It wasn’t me"),  # noqa: RUF001 - as on the button
        ),
        words.text("Whoever has the link can see what was typed: keep this mail to yourself."),
    ]
    subject = words.text("A reminder: please confirm") if reminds else words.text("Please confirm")
    return _Form(_header(subject), _filled(before), _filled(after))


def _header(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8").encode()


def _filled(paragraphs: list[str]) -> str:
    return "\n\n".join(
        textwrap.fill(each, _WIDTH, break_long_words=False, break_on_hyphens=False) for each in paragraphs if each
    )


def _encoded(text: str) -> tuple[str, bytes]:
    """The text for a way of seven bits, readable as it is where most of it is ASCII."""
    stored = text.encode("utf-8")
    if text.isascii():
        return "7bit", stored
    if len(stored) < 1.2 * len(text):
        return "quoted-printable", quopri.encodestring(stored)
    return "base64", encodebytes(stored)
