"""What signers were promised about time, kept: daily and after each start; doing it again changes nothing."""

from datetime import date

from undersigned.campaigns import orm, queries
from undersigned.campaigns.orm import models
from undersigned.campaigns.services import appearing, closing
from undersigned.ledger import destroying
from undersigned.site.keyring import Keyring
from undersigned.terms.campaign import Campaign, Stage


def keep_promises(keyring: Keyring, today: date) -> tuple[Campaign, ...]:
    """Let letters appear, close what is due, destroy what is due; gives the campaigns that changed, for their pages."""
    return tuple(changed for campaign in queries.campaigns() if (changed := _keep(keyring, campaign, today)))


def _keep(keyring: Keyring, campaign: Campaign, today: date) -> Campaign | None:
    """One campaign; None where it is as it was."""
    if campaign.stage is Stage.DESTROYED:
        return None
    appearing.look(campaign, today)
    campaign_now = queries.by_id(campaign.id) or campaign
    if _is_due(campaign_now.closes, today) or campaign_now.stage is Stage.CLOSED:
        closing.end(keyring, campaign_now, today)
    if campaign_now.waits and _is_due(campaign_now.appears_by, today):
        _destroy(keyring, campaign_now, today, everything=True)
    elif campaign_now.retention <= today:
        _destroy(keyring, campaign_now, today, everything=campaign_now.waits)
    after = queries.by_id(campaign.id)
    return after if after != campaign else None


def _is_due(last_day: date | None, today: date) -> bool:
    """True from the day after the last one."""
    return last_day is not None and last_day < today


def _destroy(keyring: Keyring, campaign: Campaign, today: date, *, everything: bool) -> None:
    """Close it if it is open, empty what was sealed; the stage last, so that what is interrupted is done again."""
    closing.end(keyring, campaign, today)
    destroy = destroying.destroy_everything if everything else destroying.destroy_sealed
    destroy(orm.connection(), campaign.id)
    models.Campaign.objects.filter(id=campaign.id).update(stage=Stage.DESTROYED.value, destroyed=today)
