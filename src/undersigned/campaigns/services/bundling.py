"""What was sealed of a campaign, as a file for its key holders."""

import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from undersigned.campaigns import orm, queries
from undersigned.errors import CampaignError, RoomError
from undersigned.ledger import bundling
from undersigned.sealing.bundle import Head
from undersigned.terms.campaign import Campaign, Stage

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW


def write(slug: str, target: Path, today: date) -> int:
    """Write the bundle of a campaign, whole or not at all; gives how many signatures are in it.

    Raises:
        CampaignError: the letter still waits, or what was sealed is destroyed.
        RoomError: the file cannot be written.
    """
    campaign = queries.campaign(slug)
    _refuse(campaign)
    head = Head(campaign.id, campaign.slug, campaign.public_key, today)
    beside = target.with_name(f".{target.name}.incoming")
    signatures = 0
    try:
        beside.unlink(missing_ok=True)  # what a killed command left, or a link that leads elsewhere
        with os.fdopen(os.open(beside, _NEW, 0o600), "w", encoding="utf-8") as file:
            for line in bundling.lines(orm.connection(), head):
                signatures += line.startswith('{"signature"')
                file.write(line)
        beside.replace(target)
    except OSError as error:
        raise RoomError(f"{error.filename or target} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    return signatures


def _refuse(campaign: Campaign) -> None:
    if campaign.waits:
        raise CampaignError(
            f"The letter {campaign.slug!r} still waits for enough signatures; nothing of it may go out."
        )
    if campaign.stage is Stage.DESTROYED:
        raise CampaignError(f"What was sealed of {campaign.slug!r} is destroyed; there is nothing to hand out.")
