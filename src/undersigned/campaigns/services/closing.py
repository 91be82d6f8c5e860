"""Closing a campaign: nobody signs or confirms any more, and addresses can never be told apart again.

Who has not confirmed by then does not count; what was sealed of her is destroyed with the key.
"""

from datetime import date

from undersigned.campaigns import orm, queries
from undersigned.campaigns.orm import models
from undersigned.errors import CampaignError
from undersigned.ledger import destroying
from undersigned.site.keyring import Keyring
from undersigned.terms.campaign import Campaign, Stage


def close(keyring: Keyring, slug: str, today: date) -> Campaign:
    """Close an open campaign.

    Raises:
        CampaignError: there is none of that name, or it is closed already.
    """
    campaign = queries.campaign(slug)
    if campaign.stage is not Stage.OPEN:
        raise CampaignError(f"The campaign {slug!r} is closed already.")
    end(keyring, campaign, today)
    return queries.campaign(slug)


def waiting(slug: str) -> int:
    """How many signatures of a campaign nobody has confirmed yet; to close it destroys them.

    Raises:
        CampaignError: there is none of that name.
    """
    return destroying.pending(orm.connection(), queries.campaign(slug).id)


def end(keyring: Keyring, campaign: Campaign, today: date) -> None:
    """Close it, or finish a close that was interrupted; the stage first, so that nobody confirms without a key."""
    models.Campaign.objects.filter(id=campaign.id, stage=Stage.OPEN).update(stage=Stage.CLOSED.value, closed=today)
    destroying.close(orm.connection(), campaign.id)  # before the pending ones go: none comes after them
    keyring.destroy_campaign(campaign.id)
    destroying.destroy_pending(orm.connection(), campaign.id)
