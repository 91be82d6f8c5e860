"""A letter that waited: it appears when enough have signed, and its names come from the key holders, not from here."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

from undersigned.campaigns import orm, queries
from undersigned.campaigns.orm import models
from undersigned.errors import CampaignError, InputError
from undersigned.ledger import naming, tallying
from undersigned.ledger.naming import Unsealed
from undersigned.terms.campaign import Campaign, PublicSigner, Stage

COLUMNS = ("signature", "data_key", "name", "affiliation")


def look(campaign: Campaign, today: date) -> bool:
    """Let a letter appear if enough signatures stand; True when it just did."""
    if not campaign.waits or campaign.appears_at is None or campaign.stage is Stage.DESTROYED:
        return False
    if tallying.tally(orm.connection(), campaign.id).standing < campaign.appears_at:
        return False
    changed = models.Campaign.objects.filter(id=campaign.id, appeared__isnull=True).update(appeared=today)
    return changed == 1


def take_names(slug: str, file: Path) -> int:
    """Show the names that the key holders unsealed (`unseal --public`); gives how many.

    Only those of signatures that stand, and that nobody corrected since the bundle was written.

    Raises:
        CampaignError: the letter still waits.
        InputError: the file is none that `unseal --public` wrote.
    """
    campaign = queries.campaign(slug)
    if campaign.waits:
        raise CampaignError(f"The letter {slug!r} still waits for enough signatures; no name of it may be shown.")
    if campaign.stage is Stage.DESTROYED:
        raise CampaignError(f"The campaign {slug!r} is over; nothing of it may be added.")
    return naming.take(orm.connection(), campaign.id, list(_names(file)))


def _names(file: Path) -> Iterator[Unsealed]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines)
            if tuple(table.fieldnames or ()) != COLUMNS:
                raise InputError(f"{file} is no file of `undersigned unseal --public`: it has other columns.")
            for row in table:
                yield _name(row, f"{file}:{table.line_num}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{file} cannot be read: {error}.") from error


def _name(row: dict[str, str], where: str) -> Unsealed:
    try:
        signature, data_key = UUID(row["signature"]), UUID(row["data_key"])
    except ValueError as error:
        raise InputError(f"{where}: this line names no signature and its data key.") from error
    return Unsealed(signature, data_key, PublicSigner(_unguarded(row["name"]), _unguarded(row["affiliation"] or "")))


def _unguarded(text: str) -> str:
    """Without the apostrophe that keeps spreadsheets from running a text as a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in ("=", "+", "-", "@", "\t", "\r") else text
