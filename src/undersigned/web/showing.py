"""How a signer asked to be shown, as the ledger keeps it."""

from undersigned.terms.campaign import PublicSigner
from undersigned.terms.signature import Typed


def as_asked(typed: Typed) -> PublicSigner | None:
    """Her name, her initials, or her name with where she belongs; None for one who signs unnamed."""
    shown = typed.shown()
    return None if shown is None else PublicSigner(*shown)
