"""Proof that key holders have put their key together once: a campaign is not published without it.

From the private key follows, by HKDF, an Ed25519 key that does nothing but sign this proof; its public half is made
at the ceremony and lies beside the campaign's public key. So the server can check the proof and never sees the key.
Trying also opens a test text that was sealed at the ceremony, by the way that signatures are opened.
"""

from dataclasses import dataclass
from datetime import date

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from undersigned.sealing.datakeys import unwrap_with, wrap_for
from undersigned.sealing.envelope import KEY_LENGTH, SealError
from undersigned.sealing.holders import CampaignKey

_TEST = b"This text was sealed at the key ceremony; whoever reads it has recovered the key."
_TEST_INFO = b"undersigned test text"
_PROOF = b"undersigned proof of recovery\0"


@dataclass(frozen=True, slots=True)
class Proof:
    """That these shares made the campaign's key on that day."""

    day: date
    shares: tuple[int, ...]
    signature: bytes


def test_text(public: bytes) -> bytes:
    """A sealed text that only the recovered key opens."""
    return wrap_for(public, _TEST, _TEST_INFO)


def open_test_text(key: CampaignKey, sealed: bytes) -> None:
    """Open the test text.

    Raises:
        SealError: it does not open, or says something else.
    """
    if unwrap_with(key.private, sealed, _TEST_INFO) != _TEST:
        raise SealError(
            "The test text says something else than at the key ceremony: the public key's file was changed."
        )


def verifying_key(key: CampaignKey) -> bytes:
    """The public half of the key that signs proofs."""
    return _signing_key(key).public_key().public_bytes_raw()


def prove(key: CampaignKey, day: date, shares: tuple[int, ...]) -> Proof:
    """Sign that the key was recovered."""
    return Proof(day, shares, _signing_key(key).sign(_said(key.public, day, shares)))


def holds(proof: Proof, public: bytes, verifying: bytes) -> bool:
    """True when the proof was signed by the key that belongs to this campaign."""
    try:
        Ed25519PublicKey.from_public_bytes(verifying).verify(proof.signature, _said(public, proof.day, proof.shares))
    except (InvalidSignature, ValueError):
        return False
    return True


def _signing_key(key: CampaignKey) -> Ed25519PrivateKey:
    seed = HKDF(SHA256(), KEY_LENGTH, salt=None, info=_PROOF).derive(key.private)
    return Ed25519PrivateKey.from_private_bytes(seed)


def _said(public: bytes, day: date, shares: tuple[int, ...]) -> bytes:
    return _PROOF + public + f"{day.isoformat()} {','.join(map(str, shares))}".encode("ascii")
