"""A signer's link, opened: her row, her copy in clear for the length of one request, her campaign."""

from dataclasses import dataclass, field

from undersigned.ledger import copies
from undersigned.ledger.copies import Kept
from undersigned.sealing import links
from undersigned.sealing.envelope import open_sealed
from undersigned.sealing.places import signers_copy
from undersigned.terms.campaign import Campaign, Stage
from undersigned.terms.signature import Typed
from undersigned.web.desk import ask, desk

_NOBODYS = bytes(links.SECRET_LENGTH)


@dataclass(frozen=True, slots=True)
class Opened:
    """What one request may know of one signer; `typed` is None once she had it erased."""

    secret: bytes = field(repr=False)
    kept: Kept = field(repr=False)
    typed: Typed | None
    campaign: Campaign

    @property
    def address(self) -> str:
        """Where her page is, from the top of the site."""
        return f"/s/{links.to_text(self.secret)}"

    @property
    def language(self) -> str:
        """The language in which she signed."""
        return self.kept.language

    @property
    def can_confirm(self) -> bool:
        """Whether the campaign still takes signatures."""
        return self.campaign.stage is Stage.OPEN


def open_link(text: str) -> Opened | None:
    """What a link opens, or None; a text that is no link at all asks the ledger too, and so takes no less time."""
    secret = links.from_text(text)
    kept = ask(copies.read, links.signature_id(_NOBODYS if secret is None else secret))
    if secret is None or kept is None:
        return None
    campaign = desk().campaigns.find(kept.campaign)
    if campaign is None:
        return None
    return Opened(secret, kept, _unsealed(secret, kept), campaign)


def _unsealed(secret: bytes, kept: Kept) -> Typed | None:
    if kept.for_signer is None:
        return None
    return Typed.unpacked(open_sealed(links.copy_key(secret), kept.for_signer, signers_copy(kept.signature)))
