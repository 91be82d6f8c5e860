"""An open campaign for measurements and attacks: its row, its key as a key ceremony leaves it, its static pages."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from undersigned.campaigns import queries, showing
from undersigned.campaigns.orm import models
from undersigned.sealing import keyfiles, recovery
from undersigned.sealing.holders import CampaignKey
from undersigned.sealing.keyfiles import PublicKey
from undersigned.site.configuration import Configuration
from undersigned.site.folder import Site
from undersigned.site.keyring import Keyring
from undersigned.terms.campaign import Campaign

SHARES = ("first", "second", "third")


def open_campaign(site: Site, configuration: Configuration, slug: str, letter: str, key: CampaignKey) -> Campaign:
    """A petition that can be signed; its database runs and has its tables."""
    now = datetime.now(UTC)
    made = models.Campaign.objects.create(
        slug=slug,
        kind="petition",
        stage="open",
        public_key=key.public,
        organisers="Neighbours for Oversight",
        contact="post@example.org",
        opened=now.date(),
        retention=(now + timedelta(days=300)).date(),
    )
    models.CampaignText.objects.create(
        campaign=made,
        place=0,
        language="en",
        title="No more surveillance contracts",
        demand="End the contracts named here.",
        target="The city council",
        letter=letter,
    )
    place_key(site.campaign(slug), slug, key)
    Keyring(site).make_campaign(made.pk)
    found = queries.campaign(slug)
    showing.show(site, found, now, configuration.base_url)
    return found


def key_files(slug: str, key: CampaignKey) -> dict[str, str]:
    """The public key, and the proof that two of three holders recovered it; by file name."""
    today = datetime.now(UTC).date()
    public = PublicKey(slug, today, key.public, recovery.verifying_key(key), recovery.test_text(key.public), 2, SHARES)
    proof = keyfiles.proof_to_toml(slug, recovery.prove(key, today, (1, 3)))
    return {f"{slug}.public.toml": public.to_toml(), f"{slug}.recovered.toml": proof}


def place_key(folder: Path, slug: str, key: CampaignKey) -> None:
    """Put them into a campaign's folder, as its organisers do."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in key_files(slug, key).items():
        (folder / name).write_text(text, encoding="utf-8")
