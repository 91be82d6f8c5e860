"""The files of a campaign's key as a key ceremony leaves them in its folder, without which nobody may sign."""

from datetime import UTC, datetime
from pathlib import Path

from undersigned.sealing import holders, keyfiles, recovery
from undersigned.sealing.holders import CampaignKey
from undersigned.sealing.keyfiles import PublicKey


def place_key(folder: Path, slug: str, key: CampaignKey) -> None:
    """Write the public key and the proof that its recovery was tried."""
    day = datetime.now(UTC).date()
    shares = tuple(map(holders.share_fingerprint, holders.split(key)))
    verifying, test = recovery.verifying_key(key), recovery.test_text(key.public)
    public = PublicKey(slug, day, key.public, verifying, test, 2, shares)
    proof = keyfiles.proof_to_toml(slug, recovery.prove(key, day, (1, 3)))
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{slug}.public.toml").write_text(public.to_toml(), encoding="utf-8")
    (folder / f"{slug}.recovered.toml").write_text(proof, encoding="utf-8")
