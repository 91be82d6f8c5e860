"""A signer's address under the keys by which it is looked for; none of it is kept longer than the request."""

from undersigned.ledger.confirming import stands
from undersigned.sealing.addresses import address_hash
from undersigned.terms.address import canonical, strict
from undersigned.terms.campaign import Campaign
from undersigned.terms.signature import Typed
from undersigned.web.desk import ask, desk
from undersigned.web.opening import Opened


def address_in_campaign(campaign: Campaign, typed: Typed) -> bytes:
    """Her address as the campaign tells it from others.

    Raises:
        SiteError: the campaign's key is not there.
    """
    return address_hash(desk().keyring.campaign(campaign.id), canonical(typed.email))


def address_among_blocked(typed: Typed) -> bytes:
    """Her address as it stands in the list of those that want no mail from here."""
    return address_hash(desk().keyring.get("blocks"), strict(typed.email))


def another_counts(opened: Opened, typed: Typed) -> bool:
    """Whether another signature of this address stands; not known, and not said, while the campaign's key is away."""
    if not desk().keyring.has_campaign(opened.campaign.id):
        return False
    return ask(stands, opened.campaign.id, address_in_campaign(opened.campaign, typed))
