"""A signer's private link: one secret, from which her signature's id and the key of her own copy follow.

The secret follows from the form's nonce, so that a form sent twice meets the same signature. The server keeps the
id, which is a hash: from it neither the secret nor the key of the copy can be had.
"""

import hmac
from base64 import b32encode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import sha256
from uuid import UUID

SECRET_LENGTH = 16
TEXT_LENGTH = 22
_COPY = b"undersigned signer's copy\x01"  # HKDF's info and the number of its only block
_NO_SALT = bytes(32)


def link_secret(links_key: bytes, nonce: bytes) -> bytes:
    """The 16 bytes of a private link, from the site's links key and the nonce of the form's stamp."""
    return hmac.digest(links_key, nonce, "sha256")[:SECRET_LENGTH]


def signature_id(secret: bytes) -> UUID:
    """The id under which the ledger keeps the signature of this link."""
    return UUID(bytes=sha256(b"undersigned signature" + secret).digest()[:16])


def copy_key(secret: bytes) -> bytes:
    """The key of the signer's own copy: HKDF-SHA256 (RFC 5869) of the link's secret, no salt, one block."""
    return hmac.digest(hmac.digest(_NO_SALT, secret, "sha256"), _COPY, "sha256")


def to_text(secret: bytes) -> str:
    """A secret as it stands in a link: 22 characters of base64url without padding."""
    return urlsafe_b64encode(secret).rstrip(b"=").decode("ascii")


def from_text(text: str) -> bytes | None:
    """The secret in a link, or None when the text is no such secret; each secret has exactly one text."""
    if len(text) != TEXT_LENGTH or not text.isascii():
        return None
    try:
        secret = urlsafe_b64decode(text + "==")
    except NotBase64:
        return None
    return secret if to_text(secret) == text else None


def handle(signature: UUID) -> str:
    """A short public name of a signature, for a Message-ID or a letter to the organisers; it opens nothing."""
    return b32encode(signature.bytes[:10]).decode("ascii").lower()
