"""What the commands of campaigns say of counts; of a letter that waits, nothing."""

import json
from dataclasses import asdict

from undersigned.campaigns import orm
from undersigned.campaigns.standing import standing
from undersigned.cli.terminal import out, say, say_point, table
from undersigned.errors import CampaignError
from undersigned.ledger import tallying
from undersigned.terms.campaign import Campaign

_MEANINGS = {
    "standing": "confirmed, and neither withdrawn nor invalidated since",
    "collected": "forms taken; each counts once its address's owner confirms",
    "confirmed": "ever confirmed",
    "withdrawn": "by signers themselves",
    "invalidated": "by organisers, or by an address's owner who did not sign",
    "reinstated": "by organisers",
    "paper": "on paper, counted by organisers",
    "imported": "from elsewhere, counted by organisers",
}


def tally(campaign: Campaign, as_json: bool) -> None:
    """Print how many, by kind."""
    shown = standing(orm.connection(), campaign)
    if as_json:
        told = {"campaign": campaign.slug, "stage": campaign.stage.value, "waits": shown.waits}
        counts = {} if shown.waits else {"tally": asdict(shown.tally)}
        out.print(json.dumps({**told, **counts}), markup=False, soft_wrap=True)
        return
    if shown.waits:
        say(
            f"{campaign.slug} appears at {campaign.appears_at:,} signatures, until {campaign.appears_by}. "
            "Until then no count is told."
        )
        return
    rows = [(kind, f"{getattr(shown.tally, kind):,}", meaning) for kind, meaning in _MEANINGS.items()]
    table(campaign.slug, ("kind", "number", ""), rows, numbers=(1,))


def recount(campaign: Campaign, quiet: bool) -> None:
    """Count again from the events, and say whether everything agrees.

    Raises:
        CampaignError: something does not agree; it is noted as an alarm.
    """
    found = tallying.recount(orm.connection(), campaign.id)
    if not found.differences:
        if not quiet:
            say("Counted again from the events: everything agrees.")
        return
    if campaign.waits:
        raise CampaignError(
            "The recount does not agree; the letter waits, so no count is told. See `undersigned doctor`."
        )
    for difference in found.differences:
        say_point(difference)
    raise CampaignError(
        "The recount does not agree. Keep the site as it is, and look at what was done to its database."
    )


def standing_of(campaign: Campaign) -> str:
    """The number of signatures that stand, for a list."""
    shown = standing(orm.connection(), campaign)
    return "waits" if shown.waits else f"{shown.tally.standing:,}"
