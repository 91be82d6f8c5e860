"""A mail that waits: whom it goes to, the secret of the link in it, in which language, and what it is about."""

import struct
from dataclasses import dataclass
from enum import StrEnum

_VERSION = 1
_SECRET = 16
_head = struct.Struct(f">BI{_SECRET}sB")


class MailKind(StrEnum):
    """Which mail of a signature goes next."""

    CONFIRM = "confirm"
    REMIND = "remind"


@dataclass(frozen=True, slots=True)
class Waiting:
    """What the worker must know to send the mails of one signature; kept sealed under the outbox's key of the hour.

    `sealing.places.outgoing_mail` binds it to its row.
    """

    address: str
    secret: bytes
    language: str
    campaign: int

    def __repr__(self) -> str:
        """Nothing of the signer, so that no log and no stack trace shows her."""
        return "Waiting(…)"

    def packed(self) -> bytes:
        """The plain bytes that are sealed: version, campaign, secret, length of the language, language, address.

        Half of a surrogate pair is no character: it becomes a question mark, so that packing an address never fails.

        Raises:
            ValueError: the secret is not 16 bytes long, or the language is longer than a tag can be.
        """
        language = self.language.encode("ascii", "replace")
        if len(self.secret) != _SECRET or len(language) > 0xFF:
            raise ValueError("not the secret of a link, or no language tag")
        head = _head.pack(_VERSION, self.campaign, self.secret, len(language))
        return head + language + self.address.encode("utf-8", "replace")

    @classmethod
    def unpacked(cls, data: bytes) -> "Waiting":
        """What `packed` made, back again.

        Raises:
            ValueError: the bytes are no waiting mail, or one of a later version.
        """
        if len(data) < _head.size:
            raise ValueError("too short for a waiting mail")
        version, campaign, secret, length = _head.unpack_from(data)
        language, address = data[_head.size : _head.size + length], data[_head.size + length :]
        if version != _VERSION or len(language) != length:
            raise ValueError(f"not a waiting mail as version {_VERSION} lays it out")
        return cls(address.decode("utf-8"), secret, language.decode("ascii"), campaign)
