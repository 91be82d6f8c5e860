"""Sealing bytes so that they open only with the key and only in their place.

A sealed text is a random 12-byte nonce, then AES-256-GCM of the padded plain text. `about` (which signature, which
purpose) is bound in as associated data: a sealed text that is moved to another row does not open there. Plain
texts are padded to a multiple of 64 bytes, so that the length of a sealed text tells little about a name or an
address; it still tells a long comment from none.

With random nonces one key may seal 2^32 texts (NIST SP 800-38D, 8.3): 10,000 a second for nearly five days.
"""

from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from undersigned.errors import UndersignedError

BUCKET = 64
KEY_LENGTH = 32
_NONCE = 12
_TAG = 16
_END = b"\x80"  # ISO/IEC 7816-4: the text, 0x80, zeros up to the next bucket


class SealError(UndersignedError):
    """Something sealed does not open here: another key, another place, or damaged or forged bytes."""

    exit_code = 8


class Sealer:
    """One key, ready to seal and open many texts."""

    __slots__ = ("_cipher",)

    def __init__(self, key: bytes) -> None:
        if len(key) != KEY_LENGTH:
            raise SealError(f"A sealing key is {KEY_LENGTH} bytes long; this one has {len(key)}.")
        self._cipher = AESGCM(key)

    def seal(self, plaintext: bytes, about: bytes) -> bytes:
        """The plain text padded and sealed, to be opened with the same `about`."""
        marked = plaintext + _END
        padded = marked.ljust(-(-len(marked) // BUCKET) * BUCKET, b"\0")
        nonce = token_bytes(_NONCE)
        return nonce + self._cipher.encrypt(nonce, padded, about)

    def open_sealed(self, sealed: bytes, about: bytes) -> bytes:
        """The plain text again.

        Raises:
            SealError: another key, another `about`, or bytes that somebody changed.
        """
        if len(sealed) < _NONCE + _TAG + BUCKET:
            raise SealError("The sealed text is cut short: restore it from a backup.")
        try:
            padded = self._cipher.decrypt(sealed[:_NONCE], sealed[_NONCE:], about)
        except InvalidTag:
            raise SealError(
                "The sealed text does not open: another key sealed it, it belongs elsewhere, or it was changed."
            ) from None
        text = padded.rstrip(b"\0")
        if not text.endswith(_END):
            raise SealError("The sealed text opens but was not padded here: another program sealed it.")
        return text[:-1]


def seal(key: bytes, plaintext: bytes, about: bytes) -> bytes:
    """Seal one text; for many under one key keep a `Sealer`."""
    return Sealer(key).seal(plaintext, about)


def open_sealed(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """Open one sealed text; for many under one key keep a `Sealer`."""
    return Sealer(key).open_sealed(sealed, about)
