"""Where a sealed text belongs: the `about` that it is bound to, written once for all who seal and open.

A sealed text that is moved to another row, another campaign or another purpose does not open there.
"""

from uuid import UUID


def data_key_of(campaign: int) -> bytes:
    """The place of a wrapped data key: its campaign."""
    return b"campaign %d" % campaign


def holders_copy(signature: UUID) -> bytes:
    """The place of what a signer typed, sealed under a data key for the key holders."""
    return b"for the key holders\0" + signature.bytes


def signers_copy(signature: UUID) -> bytes:
    """The place of what a signer typed, sealed under the key that follows from her link."""
    return b"for the signer\0" + signature.bytes


def outgoing_mail(signature: UUID) -> bytes:
    """The place of a mail that waits, sealed under the outbox's key of the hour."""
    return b"to be mailed\0" + signature.bytes
