"""Data keys: what seals signatures for the key holders, a new one per worker, campaign and minute.

HPKE for every signature would be too dear (76 µs on the machine it was measured on), so it wraps one data key a
minute: X25519, HKDF-SHA256, AES-256-GCM (RFC 9180), the wrapped form being the encapsulated key and the sealed key.
In clear a data key lives only in the memory of the worker that made it, and only for its minute. Python cannot
overwrite memory: who reads the worker's memory reads keys of that minute and perhaps some of the minutes before.
"""

from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_bytes
from uuid import UUID, uuid4

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from undersigned.sealing.envelope import KEY_LENGTH, Sealer, SealError

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)
_PURPOSE = b"undersigned data key\0"


def wrap_for(public_key: bytes, plaintext: bytes, info: bytes) -> bytes:
    """Seal a few bytes for the holder of the private half of an X25519 public key (32 raw bytes)."""
    try:
        recipient = X25519PublicKey.from_public_bytes(public_key)
        return _SUITE.encrypt(plaintext, recipient, info)
    except ValueError:
        raise SealError(
            "The campaign's public key is not an X25519 key: take it from the key ceremony again."
        ) from None


def unwrap_with(private_key: bytes, wrapped: bytes, info: bytes) -> bytes:
    """Open what `wrap_for` sealed, with the raw private key.

    Raises:
        SealError: it was sealed for another key or for another purpose, or was changed.
    """
    try:
        return _SUITE.decrypt(wrapped, X25519PrivateKey.from_private_bytes(private_key), info)
    except (InvalidTag, ValueError):
        raise SealError(
            "This was sealed for another key than the one recovered, or was changed since it was sealed."
        ) from None


@dataclass(frozen=True, slots=True)
class DataKey:
    """One data key: its name, the wrapped form that is kept, and the sealer that is not."""

    id: UUID
    wrapped: bytes
    sealer: Sealer = field(repr=False, compare=False)

    @classmethod
    def fresh(cls, public_key: bytes, about: bytes) -> "DataKey":
        """A new data key for the holder of `public_key`; `about` names the campaign and is needed to unwrap."""
        key = token_bytes(KEY_LENGTH)
        return cls(uuid4(), wrap_for(public_key, key, _PURPOSE + about), Sealer(key))


def unwrap(private_key: bytes, wrapped: bytes, about: bytes) -> Sealer:
    """The sealer of a wrapped data key, for those who hold the campaign's private key."""
    return Sealer(unwrap_with(private_key, wrapped, _PURPOSE + about))


class DataKeys:
    """The data keys of one worker: the current one of each campaign, older ones forgotten.

    Each worker process owns one of these; it is not shared. The caller writes a data key's wrapped form in the
    same commit as the first signature sealed under it (and again does no harm: same id, same bytes).
    """

    def __init__(self) -> None:
        self._minute = -1
        self._current: dict[bytes, DataKey] = {}

    def current(self, public_key: bytes, about: bytes, now: datetime) -> DataKey:
        """The data key of this campaign for the minute of `now`; another minute forgets all keys before it."""
        minute = int(now.timestamp()) // 60
        if minute != self._minute:
            self._current.clear()
            self._minute = minute
        key = self._current.get(about)
        if key is None:
            key = self._current[about] = DataKey.fresh(public_key, about)
        return key
