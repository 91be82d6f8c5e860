"""The way out for a mail: a mail server by SMTP, or a folder of files while a site is only tried out.

A fault says who is at fault, because that decides what becomes of the mail: its address (no use in trying again), this
mail now (try it again later), or the way itself (nothing to do with this mail; try the way again later). What a
server answers is never repeated but for its number: answers name addresses.
"""

import os
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from undersigned.errors import UndersignedError
from undersigned.site.addresses import Encryption, MailServer

PATIENCE = 30.0
"""Seconds for the server to answer anything but a whole mail."""
PATIENCE_WITH_A_MAIL = 120.0
"""Seconds for the server to take a mail once it has been said; giving up too early sends it twice."""
_GONE = 421
_ABOUT_MAILBOXES = (550, 551, 552, 553, 556)


class Fault(Enum):
    """Who is at fault."""

    ADDRESS = "address"
    MAIL = "mail"
    WAY = "way"


class MailError(UndersignedError):
    """A mail that did not go out, or not for sure; `maybe_taken` when the server had all of it and did not answer."""

    exit_code = 8

    def __init__(self, sentence: str, fault: Fault, *, maybe_taken: bool = False) -> None:
        super().__init__(sentence)
        self.fault = fault
        self.maybe_taken = maybe_taken


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail ready to go: to whom, and all its bytes."""

    recipient: str
    content: bytes = field(repr=False)

    def __repr__(self) -> str:
        """Nothing of the signer, so that no log and no stack trace shows her."""
        return "Letter(…)"


class Way(Protocol):
    """An open way out, for one mail at a time."""

    def send(self, letter: Letter) -> None:
        """Send a mail; when this returns, it is out of our hands.

        Raises:
            MailError: it is not, or not for sure.
        """

    def close(self) -> None:
        """Leave in good order."""


class Transport(Protocol):
    """Where mails go."""

    def open(self) -> Way:
        """A new way out.

        Raises:
            MailError: there is none now.
        """


@dataclass(frozen=True, slots=True)
class Outbox:
    """A folder in place of a mail server: a file a mail, for its owner's eyes only."""

    folder: Path

    def open(self) -> "Outbox":
        """Itself: a folder needs no opening."""
        return self

    def close(self) -> None:
        """Nothing to close."""

    def send(self, letter: Letter) -> None:
        """Write the mail beside, then rename it into place."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{token_hex(4)}.eml"
        beside = self.folder / f".{name}.new"
        try:
            with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:  # noqa: PTH123
                file.write(letter.content)
            beside.rename(self.folder / name)
        except OSError as error:
            raise MailError(f"The outbox {self.folder} cannot be written: {error.strerror}.", Fault.WAY) from error


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server that takes mails from `sender` (the bare address); `host` is how we introduce ourselves."""

    server: MailServer
    sender: str
    host: str
    patience: float = PATIENCE
    patience_with_a_mail: float = PATIENCE_WITH_A_MAIL
    trusted: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def open(self) -> "SmtpWay":
        """Connect, encrypt, log in."""
        try:
            connection = self._connect()
        except smtplib.SMTPResponseException as error:
            raise MailError(self._said(f"refuses us ({error.smtp_code})"), Fault.WAY) from error
        except smtplib.SMTPNotSupportedError as error:
            raise MailError(self._said("offers no encryption (STARTTLS) or no way to log in"), Fault.WAY) from error
        except ssl.SSLError as error:
            raise MailError(self._said(f"has no encryption that we trust ({error.reason})"), Fault.WAY) from error
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            raise MailError(self._said(f"cannot be reached ({type(error).__name__})"), Fault.WAY) from error
        return SmtpWay(connection, self)

    def _connect(self) -> smtplib.SMTP:
        server = self.server
        if server.encryption is Encryption.IMPLICIT:
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, self.host, timeout=self.patience, context=self.trusted
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, self.host, timeout=self.patience)
        try:
            connection.ehlo_or_helo_if_needed()
            if server.encryption is Encryption.STARTTLS:
                connection.starttls(context=self.trusted)
                connection.ehlo()
            if server.account:
                connection.login(server.account, server.password)
        except (smtplib.SMTPException, OSError, UnicodeError):
            connection.close()
            raise
        return connection

    def _said(self, what: str) -> str:
        return (
            f"The mail server {self.server.host}:{self.server.port} {what}. Mails wait and are tried again; "
            "look at EMAIL_URL and at the server."
        )


class SmtpWay:
    """A connection to a mail server, good for many mails."""

    def __init__(self, connection: smtplib.SMTP, about: Smtp) -> None:
        self._connection = connection
        self._about = about
        # A report of a mail that bounced would bring address and link into the sender's mailbox.
        self._no_reports = ["NOTIFY=NEVER"] if connection.has_extn("dsn") else []

    def send(self, letter: Letter) -> None:
        """One mail; a server that refuses is left ready for the next."""
        try:
            self._ask("MAIL", *self._connection.mail(self._about.sender))
            self._ask("RCPT", *self._connection.rcpt(letter.recipient, self._no_reports))
        except (smtplib.SMTPException, OSError) as error:
            raise _broken(error, maybe_taken=False) from error
        try:
            self._data(letter.content)
        except smtplib.SMTPDataError as error:
            self._ask("DATA", error.smtp_code, _bytes(error.smtp_error))
        except (smtplib.SMTPException, OSError) as error:
            raise _broken(error, maybe_taken=True) from error

    def close(self) -> None:
        """Say goodbye where anybody listens."""
        try:
            self._connection.quit()
        except (smtplib.SMTPException, OSError):
            self._connection.close()

    def _data(self, content: bytes) -> None:
        sock = self._connection.sock
        if sock is not None:
            sock.settimeout(self._about.patience_with_a_mail)
        try:
            self._ask("DATA", *self._connection.data(content))
        finally:
            if self._connection.sock is not None:
                self._connection.sock.settimeout(self._about.patience)

    def _ask(self, step: str, code: int, answer: bytes) -> None:
        """Nothing when the server agreed; otherwise whose fault it is, with the transaction taken back."""
        if 200 <= code < 300:
            return
        fault = _fault(step, code, answer)
        with suppress(smtplib.SMTPException, OSError):  # a way that is gone shows itself with the next mail
            self._connection.rset()
        raise MailError(f"The mail server answered {code} to {step}.", fault)


def _fault(step: str, code: int, answer: bytes) -> Fault:
    """Whose fault a refusal is (RFC 5321, 4.2; RFC 3463 for numbers such as 5.1.1).

    Only what is said of the mailbox or its domain is final. A server that does not know us, or does not like the mail,
    answers 5xx too; the mail then waits, because the operator can mend that.
    """
    if code == _GONE:
        return Fault.WAY
    if step == "MAIL":
        return Fault.WAY if code >= 500 else Fault.MAIL
    if code < 500:
        return Fault.MAIL
    enhanced = answer[:2] == b"5." and answer[3:4] == b"."
    if enhanced:
        return Fault.ADDRESS if answer[2:3] in (b"1", b"2", b"4") else Fault.MAIL
    return Fault.ADDRESS if code in _ABOUT_MAILBOXES else Fault.MAIL


def _bytes(answer: bytes | str) -> bytes:
    return answer if isinstance(answer, bytes) else answer.encode("utf-8", "replace")


def _broken(error: Exception, *, maybe_taken: bool) -> MailError:
    return MailError(
        f"The connection to the mail server broke ({type(error).__name__}).", Fault.WAY, maybe_taken=maybe_taken
    )
